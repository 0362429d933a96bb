import { fill, h } from '../lib/dom.js';
import { t } from '../lib/translate.js';

/** @import { HistoryEntry } from './results.js' */

/** Two pictures, one over the other, with a slider between them. */
export class CompareView {
  #under = h('img', { class: 'compare-picture' });
  #over = h('img', { class: 'compare-picture compare-over' });
  #words = h('p', { class: 'compare-words' });
  #slider = h('input', {
    type: 'range',
    class: 'slider',
    min: 0,
    max: 100,
    value: 50,
    'aria-label': t('How much of the first picture is seen'),
    oninput: () => this.#show(),
  });
  element = h(
    'div',
    { class: 'compare', hidden: true },
    h('div', { class: 'compare-stage' }, this.#under, this.#over),
    this.#slider,
    this.#words,
  );

  /**
   * @param {HistoryEntry} first
   * @param {HistoryEntry} second
   */
  open(first, second) {
    this.#set(this.#over, first);
    this.#set(this.#under, second);
    fill(this.#words, h('span', {}, first.caption), h('span', {}, second.caption));
    this.#slider.valueAsNumber = 50;
    this.#show();
    this.element.hidden = false;
    this.#slider.focus();
  }

  close() {
    this.element.hidden = true;
  }

  /**
   * @param {HTMLImageElement} image
   * @param {HistoryEntry} entry
   */
  #set(image, { file }) {
    image.src = file.url;
    image.alt = file.altText;
  }

  #show() {
    const share = this.#slider.valueAsNumber;
    this.#over.style.setProperty('clip-path', `inset(0 ${100 - share}% 0 0)`);
    this.#slider.style.setProperty('--share', String(share / 100));
  }
}
