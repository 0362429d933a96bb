import { h } from '../lib/dom.js';
import { button, icon, iconButton } from '../lib/icons.js';
import { t } from '../lib/translate.js';
import { actionWords, pictureWords } from '../lib/words.js';

/** @import { ActionName } from '../../../../commands/ports/action.ts' */
/** @import { ChannelMessage } from '../../wire-types.ts' */
/** @import { IconName } from '../lib/icons.js' */
/** @import { PageActions } from '../lib/page-actions.js' */
/** @import { ResultAnswer, ResultFile } from '../lib/result-types.js' */

/** @typedef {{ label: string; icon: IconName; explanation: string }} ButtonWords */

/** The buttons below a result. Of several pictures, they are for all of them until one is chosen. */
export class ActionBar {
  #message;
  #answer;
  #pageActions;
  /** @type {number | undefined} The chosen one of several pictures, from 1. */
  #chosen;
  #forOne;
  element;

  /**
   * @param {ChannelMessage} message
   * @param {ResultAnswer} answer
   * @param {PageActions} pageActions
   * @param {number} [chosen]
   */
  constructor(message, answer, pageActions, chosen) {
    this.#message = message;
    this.#answer = answer;
    this.#pageActions = pageActions;
    this.#forOne = Object.entries(pictureWords).map(([command, words]) => asyncButton(words, () => this.#use(command)));
    this.element = h(
      'div',
      { class: 'actions', role: 'group', 'aria-label': t('With this picture') },
      ...this.#buttons(),
    );
    this.choose(chosen);
  }

  /**
   * Chooses a picture, or all of them.
   *
   * @param {number | undefined} number
   * @returns {ResultFile | undefined} The chosen one.
   */
  choose(number) {
    this.#chosen = number;
    const picture = this.#picture();
    for (const each of this.#forOne) each.hidden = picture === undefined; // several together cannot be painted on
    return picture;
  }

  #buttons() {
    const { actions, line, seeds = [] } = this.#answer;
    return [
      ...actions.map((action) => asyncButton(actionWords[action], () => this.#press(action))),
      ...(actions.length > 0 ? this.#forOne : []),
      line !== undefined &&
        iconButton('copy', t('Copy the line that draws it again'), () => this.#pageActions.copy(line)),
      seeds.length > 0 && iconButton('seed', t('Copy the seed'), () => this.#pageActions.copy(this.#seed(seeds))),
      this.#pageActions.hasLinks() && iconButton('link', t('Copy a link to this picture'), () => this.#copyLink()),
      line !== undefined && this.#pageActions.isMine(this.#message) && this.#deleteButton(),
    ];
  }

  /** Of several pictures, the link is to the sheet until one is chosen. */
  async #copyLink() {
    const file = this.#answer.files[this.#chosen ?? 0];
    if (file !== undefined) await this.#pageActions.copyLink(file);
  }

  /** The first click asks, the second deletes. */
  #deleteButton() {
    const words = h('span', {}, t('Delete'));
    const element = h(
      'button',
      {
        type: 'button',
        class: 'button',
        title: t('Delete this result for everybody'),
        onclick: () => {
          if (element.dataset.isSure === undefined) ask();
          else void this.#pageActions.deleteResult(this.#answer.jobId);
        },
        onblur: () => forget(),
      },
      icon('delete'),
      words,
    );
    const ask = () => {
      element.dataset.isSure = '';
      words.textContent = t('Really delete?');
    };
    const forget = () => {
      delete element.dataset.isSure;
      words.textContent = t('Delete');
    };
    return element;
  }

  /** @param {readonly number[]} seeds */
  #seed(seeds) {
    return String(seeds[(this.#chosen ?? 1) - 1] ?? seeds[0]);
  }

  /** @returns {ResultFile | undefined} The chosen picture, or the only one. */
  #picture() {
    const { files, choices = [] } = this.#answer;
    if (choices.length === 0) return files[0]?.mediaType === 'image/png' ? files[0] : undefined;
    return this.#chosen === undefined ? undefined : files[this.#chosen]; // the contact sheet comes first
  }

  /** @param {ActionName} action */
  #press(action) {
    const { jobId } = this.#answer;
    return this.#pageActions.press(this.#chosen === undefined ? jobId : `${jobId}.${this.#chosen}`, action);
  }

  /** @param {string} command */
  async #use(command) {
    const picture = this.#picture();
    if (picture !== undefined) await this.#pageActions.usePicture(command, picture);
  }
}

/**
 * Makes a button that does nothing more until its work is done.
 *
 * @param {ButtonWords} words
 * @param {() => Promise<void>} work
 */
const asyncButton = ({ icon: name, label, explanation }, work) =>
  button(name, label, (event) => oneAtATime(event, work()), explanation);

/**
 * @param {MouseEvent} event
 * @param {Promise<void>} work
 */
async function oneAtATime({ currentTarget }, work) {
  if (!(currentTarget instanceof HTMLButtonElement)) return;
  currentTarget.disabled = true;
  await work;
  currentTarget.disabled = false;
}
