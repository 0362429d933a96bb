/** @import { ChannelEvent, ChannelMessage, ThreadStep } from '../../wire-types.ts' */

/**
 * @typedef {object} ChannelListener
 * @property {(message: ChannelMessage) => void} onMessage A new message, or one sent again after a lost connection.
 * @property {(message: ChannelMessage) => void} onAnswer
 * @property {(message: ChannelMessage) => void} onStep
 * @property {(message: ChannelMessage) => void} onRemove
 */

/** The state of the channel in this browser, with its listeners. */
export class Channel {
  /** @type {Map<string, ChannelMessage>} Oldest first. */
  messages = new Map();
  /** Whether links to pictures can be made. */
  hasLinks = false;
  /** @type {ChannelListener[]} */
  #listeners = [];

  /** @param {ChannelListener} listener */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  /**
   * @param {string} jobId
   * @returns {ChannelMessage | undefined} The message that was the first to show the result of a job.
   */
  resultOf(jobId) {
    for (const message of this.messages.values()) {
      if (message.answer.kind === 'result' && message.answer.jobId === jobId) return message;
    }
    return undefined;
  }

  /**
   * Applies an event of the server. An answer or step of an unknown message is dropped: that message is older than
   * those on the page.
   *
   * @param {ChannelEvent} event
   */
  apply(event) {
    if (event.kind === 'message') return this.#put('onMessage', event.message);
    if (event.kind === 'kept') return this.#keep(new Set(event.ids));
    if (event.kind === 'removed') return this.#remove(event.id);
    const message = this.messages.get(event.id);
    if (message === undefined) return undefined;
    if (event.kind === 'answer') return this.#put('onAnswer', { ...message, answer: event.answer });
    return this.#put('onStep', { ...message, thread: withStep(message.thread, event.step) });
  }

  /** @param {ReadonlySet<string>} ids */
  #keep(ids) {
    for (const id of [...this.messages.keys()]) if (!ids.has(id)) this.#remove(id);
  }

  /** @param {string} id */
  #remove(id) {
    const message = this.messages.get(id);
    if (!this.messages.delete(id) || message === undefined) return;
    for (const { onRemove } of this.#listeners) onRemove(message);
  }

  /**
   * @param {'onMessage' | 'onAnswer' | 'onStep'} change
   * @param {ChannelMessage} message
   */
  #put(change, message) {
    this.messages.set(message.id, message);
    for (const listener of this.#listeners) listener[change](message);
  }
}

/**
 * Adds a step, or replaces the one with the same number.
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
