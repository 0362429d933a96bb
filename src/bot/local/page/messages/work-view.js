import { fill, h } from '../lib/dom.js';
import { button } from '../lib/icons.js';
import { noiseCanvas } from '../lib/noise.js';
import { t } from '../lib/translate.js';
import { actionWords, queuePlace, stepInWords, timeLeft } from '../lib/words.js';

/** @import { Answer, ChannelMessage } from '../../wire-types.ts' */
/** @import { PageActions } from '../lib/page-actions.js' */

/** @typedef {Extract<Answer, { kind: 'pending' | 'queued' | 'drawing' }>} WorkAnswer */

/** A drawing in progress: its preview, its progress, and a button to cancel it. */
export class WorkView {
  #pageActions;
  /** Only the asker may cancel. */
  #isMine;
  #frame;
  #bar = h('span', { class: 'progress-bar' });
  #progress = h('div', { class: 'progress', role: 'progressbar', 'aria-label': t('Drawing'), hidden: true }, this.#bar);
  #words = h('p', { class: 'work-words' });
  #cancel = h('div', { class: 'work-cancel' });
  /** @type {string | undefined} */
  #jobId;
  /** @type {string | undefined} */
  #previewUrl;
  /** How many previews came, and which of them is shown. */
  #previews = 0;
  #shown = 0;
  element;

  /**
   * @param {ChannelMessage} message
   * @param {PageActions} pageActions
   */
  constructor(message, pageActions) {
    this.#pageActions = pageActions;
    this.#isMine = pageActions.isMine(message);
    this.#frame = h('div', { class: 'frame frame--work' }, noiseCanvas(message.id));
    this.element = h(
      'div',
      { class: 'work' },
      this.#frame,
      this.#progress,
      h('div', { class: 'work-line' }, this.#words, this.#cancel),
    );
  }

  /** @param {WorkAnswer} answer */
  update(answer) {
    if (answer.kind === 'pending') {
      fill(this.#words, answer.words ?? t('One moment'));
      return;
    }
    this.#offerCancel(answer.jobId);
    if (answer.kind === 'queued') this.#say(queuePlace(answer.place), timeLeft(answer.estimateMs));
    else this.#showStep(answer);
  }

  /** The last preview, which the result shows until its picture is loaded. */
  takePreview() {
    return this.#previewUrl;
  }

  /** @param {Extract<WorkAnswer, { kind: 'drawing' }>} answer */
  #showStep({ step, totalSteps, stage, stageStep, stageSteps, remainingMs, previewUrl }) {
    const left = timeLeft(remainingMs);
    this.#say(stepInWords(stage, stageStep, stageSteps), left && t('{{time}} left', { time: left }));
    this.#progress.hidden = false;
    this.#progress.setAttribute('aria-valuenow', String(step));
    this.#progress.setAttribute('aria-valuemax', String(totalSteps));
    this.#bar.style.setProperty('--share', String(totalSteps === 0 ? 0 : step / totalSteps));
    if (previewUrl !== '' && previewUrl !== this.#previewUrl) this.#showPreview(previewUrl);
  }

  /**
   * Shows a preview after it is decoded, so that the picture never flickers, unless a later one is shown already.
   *
   * @param {string} url
   */
  #showPreview(url) {
    this.#previewUrl = url;
    const place = ++this.#previews;
    const image = h('img', { src: url, alt: t('Preview of the drawing'), class: 'pixels' });
    image.decode().then(
      () => {
        if (place < this.#shown) return;
        this.#shown = place;
        fill(this.#frame, image);
      },
      () => undefined, // it was deleted; the next preview or the result follows
    );
  }

  /**
   * @param {string} what
   * @param {string} howLong
   */
  #say(what, howLong) {
    fill(this.#words, h('span', {}, what), howLong !== '' && h('span', { class: 'quiet' }, howLong));
  }

  /** @param {string} jobId */
  #offerCancel(jobId) {
    if (this.#jobId === jobId || !this.#isMine) return;
    this.#jobId = jobId;
    const { icon, label, explanation } = actionWords.cancel;
    fill(
      this.#cancel,
      button(icon, label, () => this.#pageActions.press(jobId, 'cancel'), explanation),
    );
  }
}
