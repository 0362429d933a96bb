import { fill, h } from '../lib/dom.js';
import { icon, iconButton } from '../lib/icons.js';
import { t } from '../lib/translate.js';

/** @import { Mask } from '../mask/mask.js' */
/** @import { MaskPainter } from '../mask/mask-painter.js' */

/**
 * @typedef {object} Attachment
 * @property {File} file
 * @property {HTMLCanvasElement | undefined} picture Absent when this browser cannot decode the file; the bot may.
 * @property {Mask | undefined} mask
 */

const maxFiles = 10;
/** Long side of the copy that is shown and painted on, in pixels. */
const pictureSide = 768;

/** The pictures attached to the next line. */
export class Attachments {
  #painter;
  #onChange;
  /** @type {readonly Attachment[]} */
  #items = [];
  #canMask = false;
  element = h('ul', { class: 'attachments', 'aria-label': t('Pictures to send'), hidden: true });

  /**
   * @param {MaskPainter} painter
   * @param {() => void} onChange
   */
  constructor(painter, onChange) {
    this.#painter = painter;
    this.#onChange = onChange;
  }

  get items() {
    return this.#items;
  }

  set items(items) {
    this.#items = [...items];
    this.#changed();
  }

  get count() {
    return this.#items.length;
  }

  /** Whether the first picture is transparent somewhere, which says where new content goes. */
  get isTransparent() {
    const picture = this.#items[0]?.picture;
    return picture !== undefined && isTransparent(picture);
  }

  get hasMask() {
    return this.#items.some(({ mask }) => mask !== undefined);
  }

  /** @param {boolean} canMask Whether the typed command takes a mask. */
  set canMask(canMask) {
    if (this.#canMask === canMask) return;
    this.#canMask = canMask;
    this.#show();
  }

  /** @param {Iterable<File>} files */
  async add(files) {
    const items = await Promise.all(
      [...files].map(async (file) => ({ file, picture: await read(file), mask: undefined })),
    );
    this.#items = [...this.#items, ...items].slice(0, maxFiles);
    this.#changed();
  }

  clear() {
    this.#items = [];
    this.#changed();
  }

  /**
   * The files in the order in which commands take them: a picture, then its mask. A mask that the command does not take
   * is left out.
   *
   * @returns {Promise<readonly { blob: Blob; name: string; isMask?: true }[]>}
   */
  async files() {
    const each = this.#items.map(async ({ file, mask }) => [
      { blob: file, name: file.name },
      ...(mask === undefined || !this.#canMask
        ? []
        : [/** @type {const} */ ({ blob: await mask.toPng(), name: 'mask.png', isMask: true })]),
    ]);
    return (await Promise.all(each)).flat().slice(0, maxFiles);
  }

  /**
   * Opens the painter for the first picture.
   *
   * @returns {Promise<boolean>} Whether the picture has a mask now.
   */
  async paintFirst() {
    const [first] = this.#items;
    if (first !== undefined) await this.#paint(first);
    return first?.mask !== undefined;
  }

  /** @param {Attachment} item */
  async #paint(item) {
    if (item.picture === undefined) return;
    item.mask = await this.#painter.paint(item.picture, item.mask);
    this.#changed();
  }

  /** @param {Attachment} item */
  #remove(item) {
    this.#items = this.#items.filter((each) => each !== item);
    this.#changed();
  }

  #changed() {
    this.#show();
    this.#onChange();
  }

  #show() {
    this.element.hidden = this.#items.length === 0;
    fill(this.element, ...this.#items.map((item) => this.#tile(item)));
  }

  /** @param {Attachment} item */
  #tile(item) {
    const { file, picture, mask } = item;
    const canPaint = this.#canMask && picture !== undefined;
    const label =
      mask === undefined
        ? t('Paint a mask on {{file}}', { file: file.name })
        : t('Change the mask on {{file}}', { file: file.name });
    return h(
      'li',
      { class: 'attachment' },
      canPaint
        ? h(
            'button',
            {
              type: 'button',
              class: 'attachment-picture',
              'aria-label': label,
              title: label,
              onclick: () => this.#paint(item),
            },
            thumbnail(item),
            h('span', { class: 'attachment-paint' }, icon('brush'), mask === undefined ? t('Paint mask') : t('Mask')),
          )
        : h('span', { class: 'attachment-picture', title: file.name }, thumbnail(item)),
      iconButton('close', t('Remove {{file}}', { file: file.name }), () => this.#remove(item)),
    );
  }
}

/** @param {Attachment} item */
function thumbnail({ file, picture, mask }) {
  if (picture === undefined) return h('span', { class: 'attachment-name' }, file.name);
  const canvas = h('canvas', { width: picture.width, height: picture.height, role: 'img', 'aria-label': file.name });
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.drawImage(picture, 0, 0);
  context.globalAlpha = 0.6;
  mask?.tint(context, getComputedStyle(document.documentElement).getPropertyValue('--mask'));
  return canvas;
}

/** @param {HTMLCanvasElement} picture */
function isTransparent(picture) {
  const data = picture.getContext('2d')?.getImageData(0, 0, picture.width, picture.height).data ?? [];
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 255) < 255) return true;
  return false;
}

/**
 * Decodes a file into a canvas. Blob URLs cannot be used: the page's content policy allows the server as the only
 * source.
 *
 * @param {File} file
 * @returns {Promise<HTMLCanvasElement | undefined>}
 */
async function read(file) {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (bitmap === undefined) return undefined;
  const scale = Math.min(1, pictureSide / Math.max(bitmap.width, bitmap.height));
  const canvas = h('canvas', {
    width: Math.max(1, Math.round(bitmap.width * scale)),
    height: Math.max(1, Math.round(bitmap.height * scale)),
  });
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}
