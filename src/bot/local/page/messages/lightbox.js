import { dragScroll } from '../input/drag-scroll.js';
import { pinch } from '../input/pinch.js';
import { fill, h } from '../lib/dom.js';
import { icon, iconButton, key } from '../lib/icons.js';
import { t } from '../lib/translate.js';
import { ActionBar } from './action-bar.js';
import { downloadLink } from './result-view.js';

/** @import { ChannelMessage } from '../../wire-types.ts' */
/** @import { PageActions } from '../lib/page-actions.js' */
/** @import { ResultAnswer, ResultFile } from '../lib/result-types.js' */

/** @typedef {{ message: ChannelMessage; answer: ResultAnswer; file: ResultFile; index: number }} ShownPicture */

/** The smallest and the largest scale, of the one that fills the stage. */
const farthest = 0.05;
const nearest = 8;
/** What an arrow key moves the slider by; its ends are -100, farthest, and 100, nearest. */
const keyStep = 5;
const buttonStep = 20;
const doubleClickZoom = 50;
/** With Shift, the arrow keys move an enlarged picture by so many pixels. */
const panStep = 80;
/** @type {Readonly<Record<string, readonly [x: number, y: number]>>} */
const panning = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Shows the channel's pictures one at a time, as large as the window allows, and larger. Turning one shows the other
 * views of an anagram; distance shows what a hybrid looks like from afar.
 */
export class Lightbox {
  #pageActions;
  #picture = h('img', { class: 'lightbox-picture' });
  #sheet = h('div', { class: 'lightbox-sheet' }, this.#picture);
  #stage = h(
    'div',
    {
      class: 'lightbox-stage',
      role: 'group',
      'aria-label': t('Picture'),
      tabindex: 0, // it can be scrolled
      autofocus: true,
      onclick: (/** @type {Event} */ event) => event.target === this.#stage && this.#dialog.close(),
      onwheel: (/** @type {WheelEvent} */ event) => this.#onWheel(event),
      ondblclick: () => this.#goTo(this.#slider.valueAsNumber === 0 ? doubleClickZoom : 0),
    },
    this.#sheet,
  );
  #words = h('p', { class: 'lightbox-words', role: 'status' });
  #download = h('span');
  #actions = h('div', { class: 'lightbox-actions' });
  #slider = h('input', {
    type: 'range',
    min: -100,
    max: 100,
    step: 1,
    value: 0,
    class: 'slider',
    'aria-label': t('Nearness'),
    oninput: () => this.#show(),
  });
  #previous = iconButton('left', t('Previous picture'), () => this.#go(-1));
  #next = iconButton('right', t('Next picture'), () => this.#go(1));
  #dialog = h(
    'dialog',
    {
      class: 'lightbox',
      'aria-label': t('Picture'),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#onKey(event),
    },
    h(
      'div',
      { class: 'lightbox-top' },
      this.#words,
      this.#download,
      iconButton('close', t('Close'), () => this.#dialog.close()),
    ),
    h('div', { class: 'lightbox-middle' }, this.#previous, this.#stage, this.#next),
    h(
      'div',
      { class: 'lightbox-tools' },
      h(
        'div',
        { class: 'lightbox-turns' },
        toolButton('turn', t('Rotate'), 'R', () => this.#turn(90)),
        toolButton('flip', t('Flip'), 'F', () => this.#flip()),
      ),
      h(
        'div',
        { class: 'near-far' },
        iconButton('farther', t('Farther'), () => this.#move(-buttonStep)),
        this.#slider,
        iconButton('nearer', t('Nearer'), () => this.#move(buttonStep)),
      ),
      this.#actions,
    ),
  );
  /** @type {readonly ShownPicture[]} */
  #pictures = [];
  #at = 0;
  #degrees = 0;
  #isFlipped = false;

  /** @param {PageActions} pageActions */
  constructor(pageActions) {
    this.#pageActions = closingFirst(pageActions, this.#dialog);
    document.body.append(this.#dialog);
    new ResizeObserver(() => this.#show()).observe(this.#stage);
    this.#picture.addEventListener('load', () => this.#show());
    this.#picture.addEventListener('click', () => this.#picture.classList.remove('veiled'));
    dragScroll(this.#stage);
    pinch(this.#stage, (ratio) => this.#move((100 * Math.log(ratio)) / Math.log(nearest)));
  }

  /**
   * @param {Iterable<ChannelMessage>} messages Oldest first.
   * @param {ResultFile} file The one to begin with.
   */
  open(messages, file) {
    this.#pictures = [...messages].flatMap(picturesOf);
    this.#at = Math.max(
      0,
      this.#pictures.findIndex((each) => each.file === file),
    );
    this.#dialog.showModal();
    this.#go(0);
  }

  /** @param {-1 | 0 | 1} by */
  #go(by) {
    const shown = this.#pictures[this.#at + by];
    if (shown === undefined) return;
    this.#at += by;
    const { message, answer, file, index } = shown;
    this.#degrees = 0;
    this.#isFlipped = false;
    this.#slider.valueAsNumber = 0;
    this.#picture.src = file.url;
    this.#picture.alt = file.altText;
    // The user chose the first picture, but not the ones reached with the arrows.
    this.#picture.classList.toggle('veiled', by !== 0 && file.isSensitive === true);
    this.#previous.disabled = this.#at === 0;
    this.#next.disabled = this.#at === this.#pictures.length - 1;
    fill(this.#words, file.altText);
    fill(this.#download, downloadLink(file));
    const chosen = answer.choices?.some(({ number }) => number === index) ? index : undefined;
    fill(this.#actions, new ActionBar(message, answer, this.#pageActions, chosen).element);
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

  /** @param {number} by */
  #move(by) {
    this.#goTo(this.#slider.valueAsNumber + by);
  }

  /** @param {number} nearness */
  #goTo(nearness) {
    this.#slider.valueAsNumber = nearness;
    this.#show();
  }

  /** Sets the size instead of a transform, so that the browser averages pixels, as distance does. */
  #show() {
    const { naturalWidth, naturalHeight } = this.#picture;
    const { clientWidth, clientHeight } = this.#dialog.open ? this.#stage : { clientWidth: 0, clientHeight: 0 };
    if (naturalWidth === 0 || clientWidth === 0) return;
    const isSideways = this.#degrees % 180 !== 0;
    const [width, height] = isSideways ? [naturalHeight, naturalWidth] : [naturalWidth, naturalHeight];
    const scale = Math.min(clientWidth / width, clientHeight / height) * scaleAt(this.#slider.valueAsNumber);
    const stage = this.#stage;
    const middle = [
      (stage.scrollLeft + clientWidth / 2) / stage.scrollWidth,
      (stage.scrollTop + clientHeight / 2) / stage.scrollHeight,
    ];
    this.#sheet.style.width = `${width * scale}px`;
    this.#sheet.style.height = `${height * scale}px`;
    this.#picture.style.width = `${naturalWidth * scale}px`;
    this.#picture.style.height = `${naturalHeight * scale}px`;
    const turn = `scaleY(${this.#isFlipped ? -1 : 1}) rotate(${this.#degrees}deg)`;
    this.#picture.style.transform = `translate(-50%, -50%) ${turn}`;
    const [x = 0, y = 0] = middle; // what was in the middle stays there
    stage.scrollTo(x * stage.scrollWidth - clientWidth / 2, y * stage.scrollHeight - clientHeight / 2);
    this.#picture.classList.toggle('pixels', naturalWidth < 100 && scale > 1);
    this.#slider.style.setProperty('--share', String((this.#slider.valueAsNumber + 100) / 200));
  }

  /** @param {KeyboardEvent} event */
  #pan(event) {
    const [x = 0, y = 0] = panning[event.key] ?? [];
    event.preventDefault();
    this.#stage.scrollBy(x * panStep, y * panStep);
  }

  /** @param {WheelEvent} event */
  #onWheel(event) {
    event.preventDefault();
    this.#move(-Math.sign(event.deltaY) * keyStep);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    /** @type {Readonly<Record<string, () => void>>} */
    const shortcuts = {
      r: () => this.#turn(event.shiftKey ? -90 : 90),
      f: () => this.#flip(),
      ArrowLeft: () => this.#go(-1),
      ArrowRight: () => this.#go(1),
      ArrowDown: () => this.#move(-keyStep),
      ArrowUp: () => this.#move(keyStep),
      '-': () => this.#move(-buttonStep),
      '+': () => this.#move(buttonStep),
      0: () => this.#goTo(0),
    };
    if (event.shiftKey && event.key in panning) return this.#pan(event);
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const isSlider = event.target === this.#slider && name.startsWith('Arrow');
    const shortcut = isSlider || event.altKey || event.ctrlKey || event.metaKey ? undefined : shortcuts[name];
    if (shortcut === undefined) return;
    event.preventDefault();
    shortcut();
  }
}

/**
 * @param {number} nearness -100 … 100
 * @returns {number} 1 at 0.
 */
const scaleAt = (nearness) => (nearness > 0 ? nearest : farthest) ** (Math.abs(nearness) / 100);

/**
 * @param {ChannelMessage} message
 * @returns {readonly ShownPicture[]}
 */
function picturesOf(message) {
  const { answer } = message;
  return answer.kind === 'result' ? answer.files.map((file, index) => ({ message, answer, file, index })) : [];
}

/**
 * Lets what answers in the channel close the dialog first.
 *
 * @param {PageActions} pageActions
 * @param {HTMLDialogElement} dialog
 * @returns {PageActions}
 */
const closingFirst = (pageActions, dialog) => ({
  ...pageActions,
  press(jobId, action) {
    dialog.close();
    return pageActions.press(jobId, action);
  },
  deleteResult(jobId) {
    dialog.close();
    return pageActions.deleteResult(jobId);
  },
  usePicture(command, file) {
    dialog.close();
    return pageActions.usePicture(command, file);
  },
});

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
