import { noticeCard } from '../lib/cards.js';
import { fill, h } from '../lib/dom.js';
import { icon, iconButton } from '../lib/icons.js';
import { commandOf, pointToMask } from '../lib/parse-line.js';
import { loadFile, Refusal } from '../lib/server.js';
import { t } from '../lib/translate.js';
import { Attachments } from './attachments.js';
import { CompletionList } from './completion.js';
import { listenForDrops } from './file-drop.js';
import { hintFor, needsMask, takesMask } from './hint.js';
import { LineHistory } from './history.js';

/** @import { CommandDescription } from '../../wire-types.ts' */
/** @import { Complete } from './completion.js' */
/** @import { MaskPainter } from '../mask/mask-painter.js' */

/** @import { Attachment } from './attachments.js' */

/** @typedef {{ line: string; files: readonly { blob: Blob; name: string }[] }} Outgoing */

/** How many sent lines are kept with their pictures, in case they are refused. */
const maxKept = 20;

/** The field in which lines are typed and pictures are dropped. */
export class Composer {
  #send;
  /** @type {readonly CommandDescription[]} */
  #commands = [];
  #history = new LineHistory();
  /** @type {Map<string, { line: string; items: readonly Attachment[] }>} Sent lines, by the id of their message. */
  #kept = new Map();
  /** @type {Set<string>} Messages whose refusal came before the answer to their sending. */
  #refused = new Set();
  #field = h('textarea', {
    id: 'line',
    class: 'line',
    rows: 1,
    placeholder: t('Say what to draw, or type / for a command'),
    'aria-label': t('Message'),
    'aria-describedby': 'hint',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'send',
    oninput: () => this.#onInput(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.#onKey(event),
    onblur: () => this.#completions.close(),
    onpaste: (/** @type {ClipboardEvent} */ event) => this.#onPaste(event),
  });
  #completions;
  #hint = h('p', { id: 'hint', class: 'hint' });
  #problem = h('div', { class: 'problem', role: 'alert' });
  #files = h('input', {
    type: 'file',
    accept: 'image/*',
    multiple: true,
    hidden: true,
    onchange: () => this.#onFiles(),
  });
  #sendButton = h('button', { type: 'submit', class: 'send', 'aria-label': t('Send'), title: t('Send') }, icon('send'));
  #attachments;
  element;

  /**
   * @param {MaskPainter} painter
   * @param {(outgoing: Outgoing) => Promise<string>} send Returns the message's id; throws Refusal when the line was not
   * accepted.
   * @param {Complete} complete
   */
  constructor(painter, send, complete) {
    this.#send = send;
    this.#completions = new CompletionList(this.#field, complete, (line) => this.#take(line));
    this.#attachments = new Attachments(painter, () => {
      this.#showHint();
      this.#field.focus();
    });
    this.element = h(
      'form',
      { class: 'composer', onsubmit: (/** @type {Event} */ event) => this.#onSubmit(event) },
      this.#problem,
      h(
        'div',
        { class: 'composer-box' },
        this.#completions.element,
        this.#attachments.element,
        h(
          'div',
          { class: 'composer-row' },
          this.#files,
          iconButton('plus', t('Add a picture'), () => this.#files.click()),
          this.#field,
          this.#sendButton,
        ),
      ),
      h('div', { class: 'composer-foot' }, this.#hint),
    );
    listenForDrops((files) => this.#attachments.add(files));
    this.#showHint();
  }

  /** @param {readonly CommandDescription[]} commands */
  set commands(commands) {
    this.#commands = commands;
    this.#completions.commands = commands;
    this.#showHint();
  }

  focus() {
    this.#field.focus();
  }

  /** @param {string} line */
  fill(line) {
    this.#setLine(line);
    this.#completions.close();
    this.#field.focus();
  }

  /**
   * Attaches a picture and begins a command with it; for a command that needs a mask, opens the painter.
   *
   * @param {string} command
   * @param {{ name: string; url: string }} picture
   * @throws {Refusal} The picture is gone.
   */
  async usePicture(command, { name, url }) {
    this.#attachments.clear();
    await this.#attachments.add([await loadFile(url, name)]);
    this.fill(`/${command} `);
    if (command === 'inpaint') await this.#attachments.paintFirst();
  }

  /** @param {string} line */
  #take(line) {
    const afterCursor = this.#field.value.length - this.#field.selectionStart;
    this.#setLine(line);
    const cursor = Math.max(0, line.length - afterCursor);
    this.#field.setSelectionRange(cursor, cursor);
    this.#completions.update();
  }

  /** @param {string} line */
  #setLine(line) {
    this.#field.value = line;
    this.#field.setSelectionRange(line.length, line.length);
    this.#grow();
    this.#showHint();
  }

  #onInput() {
    this.#history.rewind();
    this.#grow();
    this.#showHint();
    this.#completions.update();
    fill(this.#problem);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (this.#completions.takesKey(event) || event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.element.requestSubmit();
    } else if (event.key === 'ArrowUp' && (this.#field.value === '' || this.#history.isWalking)) {
      this.#walkHistory(event, this.#history.older());
    } else if (event.key === 'ArrowDown' && this.#history.isWalking) {
      this.#walkHistory(event, this.#history.newer());
    }
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string | undefined} line
   */
  #walkHistory(event, line) {
    event.preventDefault();
    if (line !== undefined) this.#setLine(line);
  }

  /** @param {Event} event */
  async #onSubmit(event) {
    event.preventDefault();
    const line = this.#field.value.trim();
    if ((line === '' && this.#attachments.count === 0) || this.#sendButton.disabled) return;
    this.#sendButton.disabled = true;
    this.#completions.close();
    try {
      if (needsMask(this.#commands, line, this.#attachments) && !(await this.#attachments.paintFirst())) return;
      const files = await this.#attachments.files();
      const maskAt = files.findIndex(({ isMask }) => isMask);
      const id = await this.#send({ line: pointToMask(line, commandOf(this.#commands, line), maskAt), files });
      this.#keep(id, line);
      this.#sent(line);
      if (this.#refused.delete(id)) this.restore(id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      fill(this.#problem, noticeCard(error));
    } finally {
      this.#sendButton.disabled = false;
    }
  }

  /**
   * Brings a refused line back, with its pictures, unless something else was begun.
   *
   * @param {string} messageId
   */
  restore(messageId) {
    const kept = this.#kept.get(messageId);
    if (kept === undefined) this.#refused.add(messageId);
    if (kept === undefined || this.#field.value !== '' || this.#attachments.count > 0) return;
    this.#setLine(kept.line);
    this.#attachments.items = kept.items;
  }

  /** Removes the refusal above the field. */
  forgetProblem() {
    fill(this.#problem);
  }

  /**
   * @param {string} id
   * @param {string} line
   */
  #keep(id, line) {
    this.#kept.set(id, { line, items: this.#attachments.items });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maxKept && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** @param {string} line */
  #sent(line) {
    if (line !== '') this.#history.add(line);
    // Text that was typed while the line was being sent stays.
    if (this.#field.value.trim() === line) this.#setLine('');
    this.#attachments.clear();
    fill(this.#problem);
  }

  #onFiles() {
    this.#attachments.add([...(this.#files.files ?? [])]);
    this.#files.value = '';
  }

  /** @param {ClipboardEvent} event */
  #onPaste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.#attachments.add(files);
  }

  /** Sets the height to that of the text, up to the limit in the style sheet. */
  #grow() {
    this.#field.style.height = 'auto';
    this.#field.style.height = `${this.#field.scrollHeight}px`;
  }

  #showHint() {
    const line = this.#field.value;
    this.#attachments.canMask = takesMask(this.#commands, line);
    fill(this.#hint, ...hintFor({ commands: this.#commands, line, attachments: this.#attachments }));
  }
}
