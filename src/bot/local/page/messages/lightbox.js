import { fill, h } from '../lib/dom.js';
import { icon, iconButton, key } from '../lib/icons.js';
import { downloadLink } from './result-view.js';

/** @import { ResultFile } from '../lib/result-types.js' */

/** The smallest scale of a shrunk picture. */
const farthest = 0.05;
const farStep = 5;

/**
 * Shows one picture as large as the window allows. Turning it shows the other views of an anagram; shrinking it shows
 * what a hybrid looks like from afar.
 */
export class Lightbox {
  #picture = h('img', { class: 'lightbox-picture' });
  #stage = h(
    'div',
    {
      class: 'lightbox-stage',
      tabindex: -1,
      autofocus: true,
      onclick: (/** @type {Event} */ event) => event.target === this.#stage && this.#dialog.close(),
    },
    this.#picture,
  );
  #words = h('p', { class: 'lightbox-words' });
  #download = h('span');
  #slider = h('input', {
    type: 'range',
    min: 0,
    max: 100,
    step: 1,
    value: 0,
    class: 'slider',
    'aria-label': 'Distance',
    oninput: () => this.#show(),
  });
  #previous = iconButton('left', 'Previous picture', () => this.#go(-1));
  #next = iconButton('right', 'Next picture', () => this.#go(1));
  #dialog = h(
    'dialog',
    {
      class: 'lightbox',
      'aria-label': 'Picture',
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#onKey(event),
    },
    h(
      'div',
      { class: 'lightbox-top' },
      this.#words,
      this.#download,
      iconButton('close', 'Close', () => this.#dialog.close()),
    ),
    h('div', { class: 'lightbox-middle' }, this.#previous, this.#stage, this.#next),
    h(
      'div',
      { class: 'lightbox-tools' },
      h(
        'div',
        { class: 'lightbox-turns' },
        toolButton('turn', 'Rotate', 'R', () => this.#turn(90)),
        toolButton('flip', 'Flip', 'F', () => this.#flip()),
      ),
      h('label', { class: 'near-far' }, h('span', {}, 'Near'), this.#slider, h('span', {}, 'Far')),
    ),
  );
  /** @type {readonly ResultFile[]} */
  #files = [];
  #index = 0;
  #degrees = 0;
  #isFlipped = false;

  constructor() {
    document.body.append(this.#dialog);
    new ResizeObserver(() => this.#show()).observe(this.#stage);
    this.#picture.addEventListener('load', () => this.#show());
    this.#picture.addEventListener('click', () => this.#picture.classList.remove('veiled'));
  }

  /**
   * @param {readonly ResultFile[]} files
   * @param {number} index The first to show.
   */
  open(files, index) {
    this.#files = files;
    this.#index = index;
    this.#dialog.showModal();
    this.#go(0);
  }

  /** @param {number} by */
  #go(by) {
    this.#index = (this.#index + by + this.#files.length) % this.#files.length;
    const file = this.#files[this.#index];
    if (file === undefined) return;
    this.#degrees = 0;
    this.#isFlipped = false;
    this.#slider.valueAsNumber = 0;
    this.#picture.src = file.url;
    this.#picture.alt = file.altText;
    // The user chose the first picture, but not the ones reached with the arrows.
    this.#picture.classList.toggle('veiled', by !== 0 && file.isSensitive === true);
    this.#previous.hidden = this.#files.length < 2;
    this.#next.hidden = this.#files.length < 2;
    fill(this.#words, file.altText);
    fill(this.#download, downloadLink(file));
    this.#show();
  }

  /** @param {number} degrees Clockwise. */
  #turn(degrees) {
    this.#degrees += this.#isFlipped ? -degrees : degrees;
    this.#show();
  }

  #flip() {
    this.#isFlipped = !this.#isFlipped;
    this.#show();
  }

  /** Sets the size instead of a transform, so that the browser averages pixels, as distance does. */
  #show() {
    const { naturalWidth, naturalHeight } = this.#picture;
    const { clientWidth, clientHeight } = this.#stage;
    if (naturalWidth === 0 || clientWidth === 0) return;
    const isSideways = this.#degrees % 180 !== 0;
    const [width, height] = isSideways ? [naturalHeight, naturalWidth] : [naturalWidth, naturalHeight];
    const near = Math.min(clientWidth / width, clientHeight / height);
    const scale = near * farthest ** (this.#slider.valueAsNumber / 100);
    this.#picture.style.width = `${naturalWidth * scale}px`;
    this.#picture.style.height = `${naturalHeight * scale}px`;
    this.#picture.style.transform = `scaleY(${this.#isFlipped ? -1 : 1}) rotate(${this.#degrees}deg)`;
    this.#picture.classList.toggle('pixels', naturalWidth < 100 && scale > 1);
    this.#slider.style.setProperty('--share', String(this.#slider.valueAsNumber / 100));
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const far = (/** @type {number} */ by) => {
      this.#slider.valueAsNumber += by;
      this.#show();
    };
    /** @type {Readonly<Record<string, () => void>>} */
    const pageActions = {
      r: () => this.#turn(event.shiftKey ? -90 : 90),
      f: () => this.#flip(),
      ArrowLeft: () => this.#go(-1),
      ArrowRight: () => this.#go(1),
      ArrowDown: () => far(farStep),
      ArrowUp: () => far(-farStep),
    };
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const isSlider = event.target === this.#slider && name.startsWith('Arrow');
    const deed = isSlider || event.altKey || event.ctrlKey || event.metaKey ? undefined : pageActions[name];
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  }
}

/**
 * @param {import('../lib/icons.js').IconName} name
 * @param {string} label
 * @param {string} letter The key that does the same.
 * @param {() => void} onclick
 */
const toolButton = (name, label, letter, onclick) =>
  h(
    'button',
    { type: 'button', class: 'button', 'aria-keyshortcuts': letter, onclick },
    icon(name),
    h('span', {}, label),
    key(letter),
  );
