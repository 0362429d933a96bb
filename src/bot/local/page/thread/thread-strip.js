import { fill, h } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { t } from '../lib/translate.js';
import { countByStage, stepsInAll } from '../lib/words.js';

/** @import { ChannelMessage, ThreadStep } from '../../wire-types.ts' */
/** @import { PageActions } from '../lib/page-actions.js' */

const shownSteps = 7;

/** The button that opens a message's thread: a few steps, from noise to picture, and their number. */
export class ThreadStrip {
  #pictures = h('span', { class: 'strip-pictures' });
  #words = h('span', { class: 'strip-words' });
  #messageId = '';
  element;

  /** @param {PageActions} pageActions */
  constructor(pageActions) {
    this.element = h(
      'button',
      { type: 'button', class: 'strip', hidden: true, onclick: () => pageActions.openThread(this.#messageId) },
      this.#pictures,
      this.#words,
      icon('right'),
    );
  }

  /** @param {ChannelMessage} message */
  update({ id, thread }) {
    this.#messageId = id;
    this.element.hidden = thread.length === 0;
    const steps = stepsInAll(countByStage(thread));
    fill(this.#words, steps);
    this.element.setAttribute('aria-label', t('Open the thread: {{steps}}, from noise to picture', { steps }));
    const urls = pick(thread).map(({ previewUrl }) => previewUrl);
    const shown = [...this.#pictures.querySelectorAll('img')];
    if (shown.length === urls.length && shown.every((image, k) => image.getAttribute('src') === urls[k])) return;
    fill(this.#pictures, ...urls.map((src) => h('img', { src, alt: '', class: 'pixels' })));
  }
}

/**
 * Selects a few steps of the first drawing, evenly spread, including the first and the last.
 *
 * @param {readonly ThreadStep[]} thread
 * @returns {readonly ThreadStep[]}
 */
function pick(thread) {
  const first = thread.filter(({ drawing }) => drawing === thread[0]?.drawing);
  const base = first.filter(({ stage }) => stage === 'base');
  const drawingSteps = base.length > 0 ? base : first;
  const count = Math.min(shownSteps, drawingSteps.length);
  return Array.from({ length: count }, (_, k) => Math.round((k * (drawingSteps.length - 1)) / Math.max(1, count - 1)))
    .map((at) => drawingSteps[at])
    .filter((step) => step !== undefined);
}
