import { h } from '../lib/dom.js';
import { button, iconButton } from '../lib/icons.js';
import { actionWords, pictureWords } from '../lib/words.js';

/** @import { ActionName } from '../../../../commands/ports/action.ts' */
/** @import { IconName } from '../lib/icons.js' */
/** @import { PageActions } from '../lib/page-actions.js' */
/** @import { ResultAnswer, ResultFile } from '../lib/result-types.js' */

/** @typedef {{ label: string; icon: IconName; explanation: string }} ButtonWords */

let groups = 0;

/** The buttons below a result. Of several pictures, the buttons are for all of them until one is chosen. */
export class ActionBar {
  #answer;
  #pageActions;
  #onChoose;
  /** @type {number | undefined} */
  #chosen;
  #forOne;
  element;

  /**
   * @param {ResultAnswer} answer
   * @param {PageActions} pageActions
   * @param {(file: ResultFile | undefined) => void} onChoose Called with the chosen picture; undefined: all of them.
   */
  constructor(answer, pageActions, onChoose) {
    this.#answer = answer;
    this.#pageActions = pageActions;
    this.#onChoose = onChoose;
    this.#forOne = Object.entries(pictureWords).map(([command, words]) =>
      this.#button(words, () => this.#use(command)),
    );
    this.element = answer.actions.length === 0 && answer.line === undefined ? undefined : this.#bar();
  }

  #bar() {
    const { actions, choices = [], line } = this.#answer;
    this.#showForOne();
    const copy =
      line !== undefined &&
      iconButton('copy', 'Copy the line that draws it again', () => this.#pageActions.copyLine(line));
    return h(
      'div',
      { class: 'action-bar' },
      choices.length > 0 && this.#choiceGroup(choices),
      h(
        'div',
        { class: 'actions', role: 'group', 'aria-label': 'With this picture' },
        ...actions.map((action) => this.#button(actionWords[action], () => this.#press(action))),
        ...(actions.length > 0 ? this.#forOne : []),
        copy,
      ),
    );
  }

  /** @param {NonNullable<ResultAnswer['choices']>} choices */
  #choiceGroup(choices) {
    const name = `choice-${groups++}`;
    const choice = (
      /** @type {string} */ words,
      /** @type {number | undefined} */ number,
      /** @type {string} */ title,
    ) =>
      h(
        'label',
        { class: 'choice', title },
        h('input', {
          type: 'radio',
          name,
          checked: number === undefined,
          onchange: () => this.#choose(number),
        }),
        h('span', {}, words),
      );
    return h(
      'fieldset',
      { class: 'choices' },
      h('legend', { class: 'unseen' }, 'Which picture the buttons are for'),
      choice('All', undefined, 'All pictures'),
      ...choices.map(({ number, label }) => choice(String(number), number, label)),
    );
  }

  /** @param {number | undefined} number */
  #choose(number) {
    this.#chosen = number;
    this.#showForOne();
    this.#onChoose(this.#picture());
  }

  /** A picture alone can be redrawn and painted on; several together cannot. */
  #showForOne() {
    for (const each of this.#forOne) each.hidden = this.#picture() === undefined;
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

  /**
   * @param {ButtonWords} words
   * @param {() => Promise<void>} work
   */
  #button({ icon, label, explanation }, work) {
    return button(icon, label, (event) => oneAtATime(event, work()), explanation);
  }
}

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
