import { fill, h, prefersStill } from '../lib/dom.js';
import { icon, iconButton } from '../lib/icons.js';
import { t } from '../lib/translate.js';
import { ActionBar } from './action-bar.js';
import { filmFrames } from './film-frames.js';
import { pictureChoice } from './picture-choice.js';

/** @import { ChannelMessage } from '../../wire-types.ts' */
/** @import { PageActions } from '../lib/page-actions.js' */
/** @import { ResultAnswer, ResultFile } from '../lib/result-types.js' */

/** Pictures with fewer pixels than this are shown as squares, not blurred. */
const smallestSmoothPixels = 100;
/** A picture with at least this ratio of width to height fills the column. */
const wideRatio = 1.25;
/** A picture that differs from a square by more than rounding is shown in its own shape. */
const squareTolerance = 0.02;

/** A result: `picture` first, then (after the thread's strip) `rest`. */
export class ResultView {
  /**
   * @param {ChannelMessage} message
   * @param {ResultAnswer} answer
   * @param {PageActions} pageActions
   * @param {string} [previewUrl] The last preview, which is shown until the picture is loaded.
   */
  constructor(message, answer, pageActions, previewUrl) {
    const [first] = answer.files;
    // With reduced motion, a film is only played on request.
    const main = first !== undefined && !isStillFilm(first) ? first : undefined;
    const frames = answer.files.some(isStillFilm) ? stillFilm(message, answer, pageActions) : undefined;
    const others = answer.files.slice(main === undefined ? 0 : 1);
    const tiles = new Map(others.map((file) => [file, otherPicture(file, pageActions)]));
    const bar = new ActionBar(message, answer, pageActions);
    const choose = (/** @type {number | undefined} */ number) => {
      const chosen = bar.choose(number);
      for (const [file, tile] of tiles) tile.classList.toggle('other--chosen', file === chosen);
    };
    this.picture = h(
      'div',
      { class: 'pictures' },
      main !== undefined && mainPicture(main, pageActions, previewUrl),
      frames,
      others.length > 0 && h('div', { class: 'others' }, ...tiles.values()),
    );
    this.rest = h(
      'div',
      { class: 'result-rest' },
      h('p', { class: 'caption' }, answer.caption),
      detailList(answer.details),
      answer.remark !== undefined && h('p', { class: 'remark' }, icon('info'), answer.remark),
      answer.choices !== undefined && answer.actions.length > 0 && pictureChoice(answer.choices, choose),
      bar.element,
    );
  }
}

/**
 * @param {ResultFile} file
 * @param {PageActions} pageActions
 * @param {string} [previewUrl]
 */
function mainPicture(file, pageActions, previewUrl) {
  const image = h('img', { src: file.url, alt: file.altText, class: `final ${veil(file)}` });
  const frame = h(
    'div',
    { class: 'frame' },
    previewUrl !== undefined && !file.isSensitive && h('img', { src: previewUrl, alt: '', class: 'pixels underlay' }),
    h(
      'button',
      {
        type: 'button',
        class: 'frame-open',
        title: file.isSensitive ? t('Show') : t('Open'),
        onclick: () => unveil(image) || pageActions.openPicture(file),
      },
      image,
    ),
    h(
      'div',
      { class: 'frame-tools' },
      iconButton('expand', t('Open large'), () => pageActions.openPicture(file)),
      downloadLink(file),
    ),
  );
  const settle = () => settleFrame(frame, image);
  if (image.complete && image.naturalWidth > 0) settle();
  else image.addEventListener('load', settle, { once: true });
  image.addEventListener('error', () => fill(frame, h('p', { class: 'gone' }, t('This picture is no longer kept.'))));
  return frame;
}

/**
 * @param {HTMLElement} frame
 * @param {HTMLImageElement} image
 */
function settleFrame(frame, image) {
  image.classList.toggle('pixels', image.naturalWidth < smallestSmoothPixels);
  const ratio = image.naturalWidth / image.naturalHeight;
  frame.classList.toggle('frame--sheet', Math.abs(ratio - 1) > squareTolerance);
  frame.classList.toggle('frame--wide', ratio > wideRatio);
  frame.classList.add('frame--ready');
}

/** @param {ResultFile} file */
export const downloadLink = ({ name, url }) =>
  h(
    'a',
    { class: 'icon-button', href: url, download: name, 'aria-label': t('Download'), title: t('Download') },
    icon('download'),
  );

/**
 * @param {ResultFile} file
 * @param {PageActions} pageActions
 */
function otherPicture(file, pageActions) {
  const image = h('img', { src: file.url, alt: file.altText, class: veil(file) });
  return h(
    'button',
    {
      type: 'button',
      class: 'other',
      title: file.altText,
      onclick: () => unveil(image) || pageActions.openPicture(file),
    },
    isStillFilm(file)
      ? h('span', { class: 'other-still', role: 'img', 'aria-label': file.altText }, icon('film'))
      : image,
    isFilm(file) && h('span', { class: 'other-badge', 'aria-hidden': 'true' }, t('Film')),
  );
}

/**
 * The class that blurs a picture until it is clicked, when a safety model flagged it.
 *
 * @param {ResultFile} file
 */
const veil = ({ isSensitive }) => (isSensitive ? 'veiled' : '');

/**
 * @param {HTMLImageElement} image
 * @returns {boolean} Whether the picture was blurred.
 */
function unveil(image) {
  const wasVeiled = image.isConnected && image.classList.contains('veiled');
  image.classList.remove('veiled');
  return wasVeiled;
}

/**
 * @param {ChannelMessage} message
 * @param {ResultAnswer} answer
 * @param {PageActions} pageActions
 */
function stillFilm(message, { jobId, caption }, pageActions) {
  const source = message.thread.length > 0 ? message : pageActions.resultOf(jobId);
  return filmFrames(source, t('{{caption}}: frames of the film', { caption }));
}

/** @param {ResultFile} file */
const isStillFilm = (file) => isFilm(file) && prefersStill();

/** @param {ResultFile} file */
const isFilm = ({ mediaType }) => mediaType !== 'image/png';

/** @param {ResultAnswer['details']} details */
const detailList = (details) =>
  details.length > 0 &&
  h(
    'dl',
    { class: 'details' },
    ...details.map(([name, value]) => h('div', {}, h('dt', {}, t(name)), h('dd', {}, value))),
  );
