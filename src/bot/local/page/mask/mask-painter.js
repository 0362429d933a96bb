import { h } from '../lib/dom.js';
import { button, icon, key } from '../lib/icons.js';
import { t } from '../lib/translate.js';
import { BrushCanvas } from './brush-canvas.js';
import { Mask } from './mask.js';

/** @import { IconName } from '../lib/icons.js' */

/** The brush's diameter in percent of the picture's long side. */
const brush = { min: 2, max: 40, first: 14, keyStep: 2 };

/** The dialog in which a mask is painted over a picture. */
export class MaskPainter {
  #mask = new Mask(1, 1);
  #picture = h('canvas');
  #canvas = new BrushCanvas({
    begin: (stroke) => this.#change(() => this.#mask.begin(stroke)),
    goOn: (point) => this.#mask.goOn(point),
    show: (context) => this.#paintOver(context),
  });
  #size = h('input', {
    type: 'range',
    class: 'slider',
    'aria-label': t('Brush size'),
    ...{ min: brush.min, max: brush.max, value: brush.first },
    oninput: () => this.#resize(0),
  });
  #paint = tool('brush', t('Paint'), 'B', () => this.#erase(false));
  #eraser = tool('eraser', t('Erase'), 'E', () => this.#erase(true));
  #undo = tool('undo', t('Undo'), 'Z', () => this.#change(() => this.#mask.undo()));
  #dialog = h(
    'dialog',
    {
      class: 'painter',
      'aria-labelledby': 'painter-title',
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#onKey(event),
    },
    h(
      'form',
      { method: 'dialog', class: 'painter-form' },
      h(
        'header',
        {},
        h('h2', { id: 'painter-title' }, t('Paint where something new goes')),
        h('p', { class: 'quiet' }, t('The rest of the picture stays as it is.')),
      ),
      h('div', { class: 'painter-stage' }, this.#canvas.element),
      h(
        'div',
        { class: 'painter-tools' },
        ...[this.#paint, this.#eraser, this.#undo],
        h('label', { class: 'painter-size' }, h('span', {}, t('Brush')), this.#size),
      ),
      h(
        'div',
        { class: 'dialog-buttons' },
        button('close', t('Cancel'), () => this.#dialog.close('cancelled')),
        h('button', { class: 'button button--main', value: 'done' }, t('Use this mask')),
      ),
    ),
  );

  constructor() {
    document.body.append(this.#dialog);
  }

  /**
   * @param {HTMLCanvasElement} picture
   * @param {Mask | undefined} mask The earlier mask of the picture; not modified.
   * @returns {Promise<Mask | undefined>} The painted mask, or the earlier one when cancelled; undefined: none.
   */
  async paint(picture, mask) {
    this.#picture = picture;
    this.#mask = mask?.copy() ?? new Mask(picture.width, picture.height);
    this.#canvas.reset(this.#mask);
    this.#erase(false);
    this.#resize(0);
    this.#undo.disabled = this.#mask.isEmpty;
    this.#dialog.returnValue = '';
    this.#dialog.showModal();
    this.#canvas.element.focus({ preventScroll: true });
    await new Promise((resolve) => this.#dialog.addEventListener('close', resolve, { once: true }));
    if (this.#dialog.returnValue !== 'done') return mask;
    return this.#mask.isEmpty ? undefined : this.#mask;
  }

  /** @param {() => void} change */
  #change(change) {
    change();
    this.#undo.disabled = this.#mask.isEmpty;
    this.#canvas.show();
  }

  /** @param {boolean} isErasing */
  #erase(isErasing) {
    this.#canvas.isErasing = isErasing;
    this.#paint.setAttribute('aria-pressed', String(!isErasing));
    this.#eraser.setAttribute('aria-pressed', String(isErasing));
  }

  /** @param {number} by */
  #resize(by) {
    this.#size.valueAsNumber += by;
    this.#canvas.size = this.#size.valueAsNumber / 100;
    this.#size.style.setProperty('--share', String((this.#size.valueAsNumber - brush.min) / (brush.max - brush.min)));
    this.#canvas.show();
  }

  /** @param {CanvasRenderingContext2D} context */
  #paintOver(context) {
    const { width, height } = context.canvas;
    context.drawImage(this.#picture, 0, 0, width, height);
    context.globalAlpha = 0.6;
    this.#mask.tint(context, getComputedStyle(this.#dialog).getPropertyValue('--mask'));
    context.globalAlpha = 1;
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    /** @type {Readonly<Record<string, () => void>>} */
    const pageActions = {
      b: () => this.#erase(false),
      e: () => this.#erase(true),
      z: () => this.#change(() => this.#mask.undo()),
      '[': () => this.#resize(-brush.keyStep),
      ']': () => this.#resize(brush.keyStep),
    };
    const deed = event.altKey ? undefined : pageActions[event.key.toLowerCase()];
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  }
}

/**
 * @param {IconName} name
 * @param {string} label
 * @param {string} letter The key that does the same.
 * @param {() => void} onclick
 */
const tool = (name, label, letter, onclick) =>
  h(
    'button',
    { type: 'button', class: 'button', 'aria-keyshortcuts': letter, onclick },
    ...[icon(name), h('span', {}, label), key(letter)],
  );
