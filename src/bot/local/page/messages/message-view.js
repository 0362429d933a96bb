import { avatar } from '../lib/avatar.js';
import { fill, h } from '../lib/dom.js';
import { icon } from '../lib/icons.js';
import { splitLine } from '../lib/parse-line.js';
import { actionWords, calendarDay, clockTime } from '../lib/words.js';
import { AnswerView } from './answer-view.js';

/** @import { ChannelMessage } from '../../wire-types.ts' */
/** @import { PageActions } from '../lib/page-actions.js' */

/** A typed line or pressed button, with its answer below. */
export class MessageView {
  element = h('li', { class: 'message' });
  #answer;

  /**
   * @param {ChannelMessage} message
   * @param {PageActions} pageActions
   */
  constructor(message, pageActions) {
    this.#answer = new AnswerView(pageActions);
    this.update(message);
  }

  /** @param {ChannelMessage} message */
  update(message) {
    this.element.setAttribute('aria-label', `${message.person}, ${clockTime(message.at)}: ${message.line}`);
    fill(this.element, request(message), this.#answer.element);
    this.#answer.update(message);
  }

  /** @param {ChannelMessage} message */
  updateAnswer(message) {
    this.#answer.update(message);
  }
}

/**
 * Renders a command as a chip, its options as small chips, and a pressed button as a button.
 *
 * @param {string} line
 */
function typedLine(line) {
  const pressed = Object.values(actionWords).find(({ label }) => label === line);
  if (pressed !== undefined) {
    return h('p', { class: 'typed' }, h('span', { class: 'typed-button' }, icon(pressed.icon), pressed.label));
  }
  const parts = splitLine(line).map(({ kind, text }) => h('span', { class: `typed-${kind}` }, text));
  return h('p', { class: 'typed' }, ...parts);
}

/** @param {ChannelMessage} message */
const request = ({ person, at, line, uploads }) =>
  h(
    'div',
    { class: 'row' },
    avatar(person),
    h(
      'div',
      { class: 'row-body' },
      h(
        'p',
        { class: 'byline' },
        h('span', { class: 'who' }, person),
        h('time', { datetime: at, title: `${calendarDay(at)}, ${clockTime(at)}` }, clockTime(at)),
      ),
      typedLine(line),
      uploads.length > 0 &&
        h(
          'div',
          { class: 'uploads' },
          ...uploads.map(({ name, url }) =>
            h('a', { href: url, target: '_blank', class: 'upload', title: name }, h('img', { src: url, alt: name })),
          ),
        ),
    ),
  );
