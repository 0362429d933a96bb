import { fill, h } from '../lib/dom.js';
import { t } from '../lib/translate.js';

/** @import { CommandDescription, Completion } from '../../wire-types.ts' */

/** @typedef {(line: string, cursor: number, signal: AbortSignal) => Promise<readonly Completion[]>} Complete */

const backoffMs = 90;
const maxShown = 8;

/** The list of completions above the composer. The text field keeps the focus and passes its keys on. */
export class CompletionList {
  #field;
  #complete;
  #onTake;
  /** @type {readonly CommandDescription[]} */
  commands = [];
  /** @type {readonly Completion[]} */
  #shown = [];
  #active = -1;
  #request = new AbortController();
  element = h('ul', {
    class: 'completions',
    id: 'completions',
    role: 'listbox',
    'aria-label': t('Completions'),
    hidden: true,
  });

  /** The line that the list is for. */
  #shownFor = '';
  /** Tab was pressed before the list was that of the line. */
  #takesNext = false;

  /**
   * @param {HTMLTextAreaElement} field
   * @param {Complete} complete
   * @param {(line: string) => void} onTake
   */
  constructor(field, complete, onTake) {
    this.#field = field;
    this.#complete = complete;
    this.#onTake = onTake;
    for (const [name, value] of Object.entries({
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-controls': 'completions',
    })) {
      field.setAttribute(name, value);
    }
  }

  get isOpen() {
    return this.#shown.length > 0;
  }

  /** Updates the list. Names of commands are known here; the server completes everything else. */
  async update() {
    this.#request.abort();
    this.#request = new AbortController();
    this.#takesNext = false;
    const { signal } = this.#request;
    const { value: line, selectionStart: cursor } = this.#field;
    if (!line.startsWith('/') || line.includes('\n')) return this.close();
    if (/^\/\S*$/.test(line)) return this.#show(this.#commandsFor(line.slice(1).toLowerCase()), 0);
    await new Promise((resolve) => setTimeout(resolve, backoffMs));
    if (signal.aborted) return undefined;
    const found = await this.#complete(line, cursor, signal).catch(() => []);
    return signal.aborted ? undefined : this.#show(found, -1);
  }

  close() {
    this.#request.abort();
    this.#show([], -1);
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} Whether the list handled the key.
   */
  takesKey(event) {
    if (!this.isOpen || event.isComposing) return false;
    const deed = this.#deedOf(event);
    if (deed === undefined) return false;
    event.preventDefault();
    deed();
    return true;
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {(() => void) | undefined}
   */
  #deedOf({ key, shiftKey }) {
    if (key === 'ArrowDown') return () => this.#activate(this.#active + 1);
    if (key === 'ArrowUp') return () => this.#activate(this.#active < 0 ? this.#shown.length - 1 : this.#active - 1);
    if (key === 'Escape') return () => this.close();
    if (key === 'Tab' && !shiftKey) return () => this.#takeFresh(Math.max(0, this.#active));
    if (key === 'Enter' && !shiftKey && this.#active >= 0 && !this.#isTypedAlready())
      return () => this.#take(this.#active);
    return undefined;
  }

  /** Whether the active completion equals the line, so that Enter sends it. */
  #isTypedAlready() {
    return this.#shown[this.#active]?.line.trim() === this.#field.value.trim();
  }

  /** @param {string} typed */
  #commandsFor(typed) {
    const beginning = this.commands.filter(({ name }) => name.startsWith(typed));
    const found = beginning.length > 0 ? beginning : this.commands.filter(({ name }) => name.includes(typed));
    return found.map(({ name, summary }) => ({ line: `/${name} `, label: `/${name}`, summary }));
  }

  /**
   * @param {readonly Completion[]} found
   * @param {number} active −1: none, so that Enter sends the line as it is.
   */
  #show(found, active) {
    this.#shown = found.slice(0, found.length > maxShown && active < 0 ? maxShown : found.length);
    fill(this.element, ...this.#shown.map((completion, at) => this.#option(completion, at)));
    this.element.hidden = !this.isOpen;
    this.#activate(this.isOpen ? active : -1);
    this.#shownFor = this.#field.value;
    if (this.#takesNext) this.#take(0);
  }

  /**
   * @param {Completion} completion
   * @param {number} at
   */
  #option({ label, summary }, at) {
    // A click must not move the focus out of the field.
    const onpointerdown = (/** @type {Event} */ event) => event.preventDefault();
    return h(
      'li',
      {
        id: `completion-${at}`,
        role: 'option',
        'aria-selected': 'false',
        onpointerdown,
        onclick: () => this.#take(at),
      },
      h('span', { class: 'completion-label' }, label),
      h('span', { class: 'completion-summary' }, summary),
    );
  }

  /** @param {number} at After the last index comes the first. */
  #activate(at) {
    this.element.children[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = this.isOpen && at >= 0 ? at % this.#shown.length : -1;
    const option = this.element.children[this.#active];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option === undefined) this.#field.removeAttribute('aria-activedescendant');
    else this.#field.setAttribute('aria-activedescendant', option.id);
  }

  /**
   * Takes a completion of the line as it is. While the list is still that of what was typed before, the first one that
   * comes for the line is taken instead.
   *
   * @param {number} at
   */
  #takeFresh(at) {
    if (this.#shownFor === this.#field.value) this.#take(at);
    else this.#takesNext = true;
  }

  /** @param {number} at */
  #take(at) {
    this.#takesNext = false;
    const completion = this.#shown[at];
    if (completion !== undefined) this.#onTake(completion.line);
  }
}
