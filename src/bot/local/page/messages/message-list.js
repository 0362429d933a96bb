import { h } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { t } from '../lib/translate.js';
import { calendarDay } from '../lib/words.js';
import { welcome } from '../welcome.js';
import { MessageView } from './message-view.js';

/** @import { ChannelMessage } from '../../wire-types.ts' */
/** @import { PageActions } from '../lib/page-actions.js' */

/** Scrolled this close to the end, in pixels, counts as being at the end. */
const nearEnd = 80;

/** The messages, oldest first. The list stays scrolled to the end while it is there, and otherwise does not scroll. */
export class MessageList {
  #scroller;
  #list;
  #pageActions;
  /** @type {Map<string, MessageView>} */
  #views = new Map();
  #lastDay = '';
  #isAtEnd = true;
  #lastTop = 0;
  #welcome;
  #toEnd = h(
    'button',
    { type: 'button', class: 'to-end', hidden: true, onclick: () => this.scrollToEnd() },
    icon('down'),
    h('span', {}, t('To the newest')),
  );

  /**
   * @param {HTMLElement} scroller
   * @param {HTMLElement} list
   * @param {PageActions} pageActions
   */
  constructor(scroller, list, pageActions) {
    this.#scroller = scroller;
    this.#list = list;
    this.#pageActions = pageActions;
    this.#welcome = welcome(pageActions.fillComposer);
    scroller.after(this.#toEnd);
    scroller.addEventListener('scroll', () => this.#onScroll(), { passive: true });
    const keepAtEnd = new ResizeObserver(() => this.#isAtEnd && this.scrollToEnd());
    keepAtEnd.observe(list);
    keepAtEnd.observe(scroller);
  }

  /** Shows the welcome of an empty channel. */
  showWelcome() {
    this.#scroller.append(this.#welcome);
  }

  /** @param {ChannelMessage} message */
  put(message) {
    this.#welcome.remove();
    const known = this.#views.get(message.id);
    if (known !== undefined) return known.update(message);
    const view = new MessageView(message, this.#pageActions);
    this.#views.set(message.id, view);
    this.#beginDay(message);
    this.#list.append(view.element);
    return undefined;
  }

  /** @param {ChannelMessage} message */
  putAnswer(message) {
    this.#views.get(message.id)?.updateAnswer(message);
  }

  /** @param {ChannelMessage} message */
  remove({ id }) {
    this.#views.get(id)?.element.remove();
    this.#views.delete(id);
  }

  /** @param {string} id */
  goTo(id) {
    this.#views.get(id)?.show();
  }

  /**
   * Removes the refusals of a person: they have been answered since.
   *
   * @param {string} person
   */
  dismissRefusals(person) {
    for (const view of this.#views.values()) if (view.isRefusalOf(person)) view.element.hidden = true;
  }

  scrollToEnd() {
    this.#isAtEnd = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /** @param {ChannelMessage} message */
  #beginDay({ at }) {
    const day = calendarDay(at);
    if (day !== this.#lastDay) this.#list.append(h('li', { class: 'day' }, h('span', {}, day)));
    this.#lastDay = day;
  }

  #onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const isNearEnd = scrollHeight - clientHeight - scrollTop < nearEnd;
    // Growing pictures move the end away; only scrolling up by hand leaves it.
    this.#isAtEnd = isNearEnd || (this.#isAtEnd && scrollTop >= this.#lastTop);
    this.#lastTop = scrollTop;
    this.#toEnd.hidden = this.#isAtEnd;
  }
}
