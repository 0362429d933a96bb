import { oneTabStop } from '../input/one-tab-stop.js';
import { noticeCard, textCard } from '../lib/cards.js';
import { fill, h } from '../lib/dom.js';
import { ThreadStrip } from '../thread/thread-strip.js';
import { ResultView } from './result-view.js';
import { WorkView } from './work-view.js';

/** @import { Answer, ChannelMessage } from '../../wire-types.ts' */
/** @import { Child } from '../lib/dom.js' */
/** @import { PageActions } from '../lib/page-actions.js' */

/** An answer: first the progress of the drawing, then its result. It has two tab stops at most. */
export class AnswerView {
  #pageActions;
  #top = h('div', { class: 'contents' });
  #rest = h('div', { class: 'contents' });
  element = h(
    'div',
    { class: 'row row--answer' },
    h('span', { class: 'avatar avatar--bot', 'aria-hidden': 'true' }),
    h('div', { class: 'row-body' }, this.#top, this.#rest),
  );
  /** @type {WorkView | undefined} */
  #work;
  #strip;
  /** @type {Answer | undefined} */
  #shown;

  /** @param {PageActions} pageActions */
  constructor(pageActions) {
    this.#pageActions = pageActions;
    this.#strip = new ThreadStrip(pageActions);
    oneTabStop(this.#top);
    oneTabStop(this.#rest);
  }

  /** @param {ChannelMessage} message */
  update(message) {
    this.#strip.update(message);
    if (message.answer === this.#shown) return;
    this.#shown = message.answer;
    this.element.setAttribute('aria-busy', String(isWork(message.answer)));
    this.#show(message, message.answer);
  }

  /**
   * @param {ChannelMessage} message
   * @param {Answer} answer
   */
  #show(message, answer) {
    switch (answer.kind) {
      case 'pending':
      case 'queued':
      case 'drawing':
        if (this.#work === undefined) {
          this.#work = new WorkView(message, this.#pageActions);
          this.#fill([this.#work.element, this.#strip.element]);
        }
        return this.#work.update(answer);
      case 'result': {
        const result = new ResultView(message, answer, this.#pageActions, this.#work?.takePreview());
        this.#work = undefined;
        return this.#fill([result.picture, this.#strip.element], result.rest);
      }
      case 'text':
        return this.#fill([textCard(answer, this.#pageActions)]);
      case 'notice':
        return this.#fill([noticeCard(answer), message.thread.length > 0 && this.#strip.element]);
      default:
        return /** @satisfies {never} */ (answer);
    }
  }

  /**
   * @param {readonly Child[]} top
   * @param {Child} [rest]
   */
  #fill(top, rest) {
    fill(this.#top, ...top);
    fill(this.#rest, rest);
  }
}

/** @param {Answer} answer */
const isWork = ({ kind }) => kind === 'pending' || kind === 'queued' || kind === 'drawing';
