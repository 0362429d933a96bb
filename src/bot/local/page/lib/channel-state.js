/** @import { ChannelEvent, ChannelMessage, ThreadStep } from '../../wire-types.ts' */

/**
 * @typedef {object} ChannelListener
 * @property {(message: ChannelMessage) => void} onMessage New, or whole again after a lost connection.
 * @property {(message: ChannelMessage) => void} onAnswer
 * @property {(message: ChannelMessage) => void} onStep
 */

/** What this browser knows of the channel, and who wants to hear when that changes. */
export class Channel {
  /** @type {Map<string, ChannelMessage>} Oldest first. */
  messages = new Map();
  /** @type {ChannelListener[]} */
  #listeners = [];

  /** @param {ChannelListener} listener */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  /**
   * Takes what the server said. An answer or step whose message is not known is dropped: the message is older than
   * what the page shows.
   *
   * @param {ChannelEvent} event
   */
  apply(event) {
    if (event.kind === 'message') return this.#put('onMessage', event.message);
    const message = this.messages.get(event.id);
    if (message === undefined) return undefined;
    if (event.kind === 'answer') return this.#put('onAnswer', { ...message, answer: event.answer });
    return this.#put('onStep', { ...message, thread: withStep(message.thread, event.step) });
  }

  /**
   * @param {keyof ChannelListener} change
   * @param {ChannelMessage} message
   */
  #put(change, message) {
    this.messages.set(message.id, message);
    for (const listener of this.#listeners) listener[change](message);
  }
}

/**
 * A step that is known already takes the place of the older one.
 *
 * @param {readonly ThreadStep[]} thread
 * @param {ThreadStep} step
 * @returns {readonly ThreadStep[]}
 */
function withStep(thread, step) {
  const at = thread.findIndex((each) => isSameStep(each, step));
  return at === -1 ? [...thread, step] : thread.with(at, step);
}

/**
 * @param {ThreadStep} a
 * @param {ThreadStep} b
 */
const isSameStep = (a, b) => a.stage === b.stage && a.drawing === b.drawing && a.step === b.step;
