import { fill, h, prefersStill } from '../lib/dom.js';
import { icon, iconButton, key } from '../lib/icons.js';
import { t } from '../lib/translate.js';
import { countByStage, stepInWords } from '../lib/words.js';
import { ThreadSteps } from './thread-steps.js';

/** @import { ChannelMessage, ThreadStep } from '../../wire-types.ts' */

const playFrameMs = 120;
const slowPlayFrameMs = 400;

/** The panel with every step of a message: beside the channel when it fits, over it on a phone. */
export class ThreadPanel {
  #title = h('p', { class: 'thread-caption' });
  #image = h('img', { alt: '', class: 'pixels' });
  #where = h('p', { class: 'thread-where', 'aria-live': 'off' });
  #scrubber = h('input', {
    type: 'range',
    min: 0,
    step: 1,
    class: 'slider',
    'aria-label': t('Step'),
    oninput: () => this.#goTo(this.#scrubber.valueAsNumber),
  });
  #play = iconButton('play', t('Play'), () => this.#togglePlay());
  #drawings = h('div', { class: 'thread-drawings', role: 'group', 'aria-label': t('Drawing') });
  #steps = new ThreadSteps((at) => this.#goTo(at));
  element = h(
    'aside',
    {
      class: 'thread',
      'aria-label': t('Thread'),
      hidden: true,
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#onKey(event),
    },
    h(
      'header',
      { class: 'thread-head' },
      h('div', {}, h('h2', {}, t('Thread')), this.#title),
      iconButton('close', t('Close the thread'), () => this.close()),
    ),
    h(
      'div',
      { class: 'thread-body' },
      h('div', { class: 'frame frame--thread' }, this.#image),
      this.#where,
      h('div', { class: 'thread-walk' }, this.#play, this.#scrubber),
      this.#drawings,
      this.#steps.element,
      h('p', { class: 'quiet thread-help' }, key('←'), key('→'), ` ${t('walk through the steps')}`),
    ),
  );
  /** @type {ChannelMessage | undefined} */
  #message;
  #drawing = 0;
  #at = 0;
  #followsLast = true;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #playing;
  /** @type {HTMLElement | null} */
  #opener = null;

  /** @param {ChannelMessage} message */
  open(message) {
    this.#opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.#stop();
    this.#message = message;
    this.#drawing = message.thread[0]?.drawing ?? 0;
    this.#followsLast = true;
    this.element.hidden = false;
    document.body.classList.add('has-thread');
    this.#show();
    this.#scrubber.focus();
  }

  get isOpen() {
    return this.#message !== undefined;
  }

  /** @param {ChannelMessage} message */
  closeIf({ id }) {
    if (this.#message?.id === id) this.close();
  }

  close() {
    this.#stop();
    this.#message = undefined;
    this.element.hidden = true;
    document.body.classList.remove('has-thread');
    this.#opener?.focus();
  }

  /** @param {ChannelMessage} message */
  update(message) {
    if (message.id !== this.#message?.id) return;
    this.#message = message;
    this.#show();
  }

  /** @returns {readonly ThreadStep[]} */
  get #drawingSteps() {
    return this.#message?.thread.filter(({ drawing }) => drawing === this.#drawing) ?? [];
  }

  get #isAlone() {
    return this.#drawings.children.length === 0;
  }

  #show() {
    const drawingSteps = this.#drawingSteps;
    const drawings = [...new Set(this.#message?.thread.map(({ drawing }) => drawing))];
    const { answer, line } = this.#message ?? {};
    fill(this.#title, answer?.kind === 'result' ? answer.caption : line);
    this.#showDrawings(drawings.length < 2 ? [] : drawings);
    this.#scrubber.max = String(Math.max(0, drawingSteps.length - 1));
    this.#steps.show(drawingSteps);
    this.#showStep(this.#followsLast ? drawingSteps.length - 1 : this.#at);
  }

  /**
   * Updates the buttons of drawings. Existing buttons are kept, and with them the focus.
   *
   * @param {readonly number[]} drawings
   */
  #showDrawings(drawings) {
    if (this.#drawings.children.length !== drawings.length) {
      fill(this.#drawings, ...drawings.map((drawing) => this.#drawingButton(drawing)));
    }
    for (const [at, button] of [...this.#drawings.children].entries()) {
      button.setAttribute('aria-pressed', String(drawings[at] === this.#drawing));
    }
  }

  /** @param {number} drawing */
  #drawingButton(drawing) {
    const onclick = () => {
      this.#drawing = drawing;
      this.#show();
    };
    return h('button', { type: 'button', class: 'button', onclick }, String(drawing + 1));
  }

  /** @param {number} at */
  #goTo(at) {
    this.#stop();
    this.#showStep(at);
    this.#followsLast = this.#at === this.#drawingSteps.length - 1;
  }

  /** @param {number} at Index of the step; clamped to the first and the last. */
  #showStep(at) {
    const drawingSteps = this.#drawingSteps;
    this.#at = Math.min(Math.max(0, at), drawingSteps.length - 1);
    const step = drawingSteps[this.#at];
    if (step === undefined) return;
    this.#image.src = step.previewUrl;
    // Several drawings share one count of steps; here each drawing is counted by itself.
    const before = drawingSteps.slice(0, this.#at + 1).filter(({ stage }) => stage === step.stage);
    const place = stepInWords(
      step.stage,
      before.length,
      (this.#isAlone && step.stageSteps) || countByStage(drawingSteps),
    );
    this.#image.alt = t('The clean estimate: {{step}}, t = {{t}}', { step: place, t: step.t });
    this.#image.classList.toggle('pixels', step.stage === 'base');
    this.#scrubber.value = String(this.#at);
    this.#scrubber.setAttribute('aria-valuetext', `${place}, t ${step.t}`);
    this.#scrubber.style.setProperty(
      '--share',
      String(drawingSteps.length < 2 ? 1 : this.#at / (drawingSteps.length - 1)),
    );
    fill(this.#where, h('span', {}, place), h('span', { class: 'thread-t' }, `t = ${step.t}`));
    this.#steps.mark(this.#at);
  }

  #togglePlay() {
    if (this.#playing !== undefined) return this.#stop();
    if (this.#at >= this.#drawingSteps.length - 1) this.#showStep(0);
    this.#followsLast = false;
    this.#showPlayButton('pause', t('Pause'));
    this.#playing = setInterval(
      () => {
        this.#showStep(this.#at + 1);
        if (this.#at >= this.#drawingSteps.length - 1) this.#stop();
      },
      prefersStill() ? slowPlayFrameMs : playFrameMs,
    );
    return undefined;
  }

  #stop() {
    clearInterval(this.#playing);
    this.#playing = undefined;
    this.#showPlayButton('play', t('Play'));
  }

  /**
   * @param {'play' | 'pause'} name
   * @param {string} label
   */
  #showPlayButton(name, label) {
    this.#play.setAttribute('aria-label', label);
    this.#play.title = label;
    fill(this.#play, icon(name));
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    /** @type {Readonly<Record<string, () => void>>} */
    const pageActions = {
      ArrowLeft: () => this.#goTo(this.#at - 1),
      ArrowRight: () => this.#goTo(this.#at + 1),
      Home: () => this.#goTo(0),
      End: () => this.#goTo(this.#drawingSteps.length - 1),
    };
    const deed = event.altKey || event.ctrlKey || event.metaKey ? undefined : pageActions[event.key];
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  }
}
