import { h } from '../lib/dom.js';
import { t as translate } from '../lib/translate.js';

/** @import { ThreadStep } from '../../wire-types.ts' */

/** Lists the steps of a drawing as small pictures with number and timestep. */
export class ThreadSteps {
  #onPick;
  /** @type {readonly ThreadStep[]} */
  #drawingSteps = [];
  element = h('ol', { class: 'thread-steps', 'aria-label': translate('Steps') });

  /** @param {(at: number) => void} onPick */
  constructor(onPick) {
    this.#onPick = onPick;
  }

  /**
   * Adds only new steps: a thread may have hundreds of steps, and grows while it is open.
   *
   * @param {readonly ThreadStep[]} drawingSteps
   */
  show(drawingSteps) {
    const shown = [...this.element.querySelectorAll('img')].map((image) => image.getAttribute('src'));
    const isLonger =
      shown.length <= drawingSteps.length && shown.every((src, k) => src === drawingSteps[k]?.previewUrl);
    if (!isLonger) this.element.replaceChildren();
    this.#drawingSteps = drawingSteps;
    for (const step of drawingSteps.slice(this.element.children.length)) this.element.append(this.#tile(step));
  }

  /** @param {number} at The index of the selected step. */
  mark(at) {
    this.element.querySelector('[aria-current]')?.removeAttribute('aria-current');
    const tile = this.element.children[at]?.querySelector('button');
    tile?.setAttribute('aria-current', 'step');
    tile?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {ThreadStep} step */
  #tile({ stage, t, previewUrl }) {
    const at = this.element.children.length;
    const number = this.#drawingSteps.slice(0, at + 1).filter((each) => each.stage === stage).length;
    return h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'thread-step', onclick: () => this.#onPick(at) },
        h('img', { src: previewUrl, alt: '', class: stage === 'base' && 'pixels', loading: 'lazy' }),
        h(
          'span',
          { class: 'thread-step-number' },
          stage === 'upscale' ? translate('enlarging {{number}}', { number }) : `${number}`,
        ),
        h('span', { class: 'quiet' }, `t ${t}`),
      ),
    );
  }
}
