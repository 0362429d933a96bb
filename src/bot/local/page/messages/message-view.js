import { oneTabStop } from '../input/one-tab-stop.js';
import { avatar } from '../lib/avatar.js';
import { fill, h, prefersStill } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { splitLine } from '../lib/parse-line.js';
import { t } from '../lib/translate.js';
import { actionWords, calendarDay, clockTime } from '../lib/words.js';
import { AnswerView } from './answer-view.js';

/** @import { ChannelMessage, Pressed } from '../../wire-types.ts' */
/** @import { PageActions } from '../lib/page-actions.js' */

/** A typed line or pressed button, with its answer below. */
export class MessageView {
  element = h('li', { class: 'message', tabindex: -1 });
  #pageActions;
  #answer;
  /** @type {ChannelMessage} */
  #message;

  /**
   * @param {ChannelMessage} message
   * @param {PageActions} pageActions
   */
  constructor(message, pageActions) {
    this.#pageActions = pageActions;
    this.#answer = new AnswerView(pageActions);
    this.#message = message;
    this.update(message);
  }

  /** @param {ChannelMessage} message */
  update(message) {
    this.element.setAttribute('aria-label', `${message.person}, ${clockTime(message.at)}: ${message.line}`);
    fill(this.element, request(message, this.#pageActions), this.#answer.element);
    this.updateAnswer(message);
  }

  /** @param {ChannelMessage} message */
  updateAnswer(message) {
    this.#message = message;
    this.element.hidden = isForAsker(message) && !this.#pageActions.isMine(message);
    this.#answer.update(message);
  }

  /** @param {string} person */
  isRefusalOf(person) {
    const { answer } = this.#message;
    return this.#message.person === person && answer.kind === 'notice' && answer.isForAsker === true;
  }

  /** Scrolls to the message, and gives it the focus. */
  show() {
    this.element.scrollIntoView({ block: 'center', behavior: prefersStill() ? 'auto' : 'smooth' });
    this.element.focus({ preventScroll: true });
  }
}

/**
 * Whether the message is seen by its asker only: a refusal, or the settings of a picture.
 *
 * @param {ChannelMessage} message
 */
const isForAsker = ({ answer, pressed }) =>
  (answer.kind === 'notice' && answer.isForAsker === true) || pressed?.action === 'settings';

/**
 * Renders a command as a chip, and its options as small chips.
 *
 * @param {string} line
 */
const typedLine = (line) =>
  h('p', { class: 'typed' }, ...splitLine(line).map(({ kind, text }) => h('span', { class: `typed-${kind}` }, text)));

/**
 * Renders a pressed button, with a link to the picture that it is of.
 *
 * @param {Pressed} pressed
 * @param {PageActions} pageActions
 */
function pressedButton({ action, jobId }, pageActions) {
  const { icon: name, label } = actionWords[action];
  const source = pageActions.resultOf(jobId);
  const caption = source?.answer.kind === 'result' ? source.answer.caption : '';
  return h(
    'p',
    { class: 'typed' },
    h('span', { class: 'typed-button' }, icon(name), label),
    source !== undefined &&
      h(
        'button',
        {
          type: 'button',
          class: 'typed-source',
          title: t('Go to that picture'),
          onclick: () => pageActions.goTo(source.id),
        },
        ofSource(jobId, caption),
      ),
  );
}

/**
 * @param {string} jobId
 * @param {string} caption
 */
function ofSource(jobId, caption) {
  const number = /\.(\d+)$/.exec(jobId)?.[1];
  return number === undefined
    ? t('of {{caption}}', { caption })
    : t('of picture {{number}} of {{caption}}', { number, caption });
}

/**
 * @param {ChannelMessage} message
 * @param {PageActions} pageActions
 */
function request({ person, at, line, pressed, uploads }, pageActions) {
  const body = h(
    'div',
    { class: 'row-body' },
    h(
      'p',
      { class: 'byline' },
      h('span', { class: 'who' }, person),
      h('time', { datetime: at, title: `${calendarDay(at)}, ${clockTime(at)}` }, clockTime(at)),
    ),
    pressed === undefined ? typedLine(line) : pressedButton(pressed, pageActions),
    uploads.length > 0 &&
      h(
        'div',
        { class: 'uploads' },
        ...uploads.map(({ name, url }) =>
          h('a', { href: url, target: '_blank', class: 'upload', title: name }, h('img', { src: url, alt: name })),
        ),
      ),
  );
  oneTabStop(body);
  return h('div', { class: 'row' }, avatar(person), body);
}
