import { fill, h } from '../lib/dom.js';
import { button, icon, iconButton } from '../lib/icons.js';
import { t } from '../lib/translate.js';
import { CompareView } from './compare-view.js';
import { Favourites } from './favourites.js';
import { fits, resultsIn } from './results.js';

/** @import { ChannelMessage } from '../../wire-types.ts' */
/** @import { HistoryEntry } from './results.js' */

/** The dialog of earlier results: to search, to star, to go back to, and to compare two of. */
export class HistoryDialog {
  element = h(
    'button',
    { type: 'button', class: 'icon-button', title: t('History'), onclick: () => this.open() },
    icon('history'),
    h('span', { class: 'unseen' }, t('History')),
  );
  #messages;
  #goTo;
  #favourites = new Favourites();
  /** @type {readonly HistoryEntry[]} */
  #entries = [];
  /** @type {readonly HistoryEntry[]} The results to compare, two at most. */
  #chosen = [];
  #search = h('input', {
    type: 'search',
    class: 'gallery-search',
    placeholder: t('Search'),
    'aria-label': t('Search the history'),
    oninput: () => this.#list(),
  });
  #person = this.#menu(t('Who asked'));
  #technique = this.#menu(t('Technique'));
  #starred = h('input', { type: 'checkbox', onchange: () => this.#list() });
  #tiles = h('ul', { class: 'history-list', 'aria-label': t('Results') });
  #count = h('p', { class: 'quiet', role: 'status' });
  #compare = button('compare', t('Compare'), () => this.#openCompare(), t('Choose two results first'));
  #back = button('left', t('Back'), () => this.#closeCompare());
  #comparison = new CompareView();
  #filters = h(
    'div',
    { class: 'history-filters' },
    this.#search,
    this.#technique,
    this.#person,
    h('label', { class: 'history-starred' }, this.#starred, t('Favourites')),
    this.#compare,
  );
  #dialog = h(
    'dialog',
    { class: 'gallery', 'aria-labelledby': 'history-title' },
    h(
      'header',
      { class: 'gallery-top' },
      h('h2', { id: 'history-title' }, t('History')),
      this.#back,
      iconButton('close', t('Close'), () => this.#dialog.close()),
    ),
    h('div', { class: 'history-body' }, this.#filters, this.#tiles, this.#comparison.element),
    this.#count,
  );

  /**
   * @param {() => Iterable<ChannelMessage>} messages
   * @param {(messageId: string) => void} goTo
   */
  constructor(messages, goTo) {
    this.#messages = messages;
    this.#goTo = goTo;
    document.body.append(this.#dialog);
  }

  open() {
    this.#entries = resultsIn(this.#messages());
    this.#chosen = [];
    this.#offer(this.#technique, t('Every technique'), (entry) => entry.technique);
    this.#offer(this.#person, t('Everybody'), (entry) => entry.person);
    this.#closeCompare();
    this.#list();
    this.#dialog.showModal();
  }

  /** @param {string} label */
  #menu(label) {
    return h('select', { class: 'history-menu', 'aria-label': label, onchange: () => this.#list() });
  }

  /**
   * Fills a menu with what there is.
   *
   * @param {HTMLSelectElement} menu
   * @param {string} all
   * @param {(entry: HistoryEntry) => string} read
   */
  #offer(menu, all, read) {
    const values = [...new Set(this.#entries.map(read))].sort();
    fill(menu, h('option', { value: '' }, all), ...values.map((value) => h('option', { value }, value)));
  }

  #list() {
    const filter = { typed: this.#search.value.trim(), person: this.#person.value, technique: this.#technique.value };
    const shown = this.#entries.filter(
      (entry) => fits(entry, filter) && (!this.#starred.checked || this.#favourites.has(entry.id)),
    );
    fill(this.#tiles, ...shown.map((entry) => this.#tile(entry)));
    fill(this.#count, resultCount(shown.length));
    this.#showChoice();
  }

  /** @param {HistoryEntry} entry */
  #tile(entry) {
    const { id, caption, file } = entry;
    const star = iconButton('star', t('Favourite: {{caption}}', { caption }), () => {
      star.setAttribute('aria-pressed', String(this.#favourites.toggle(id)));
    });
    star.setAttribute('aria-pressed', String(this.#favourites.has(id)));
    return h(
      'li',
      { class: 'history-tile' },
      h(
        'button',
        { type: 'button', class: 'history-picture', title: caption, onclick: () => this.#leaveFor(id) },
        h('img', { src: file.url, alt: file.altText, loading: 'lazy', class: file.isSensitive ? 'veiled' : '' }),
        h('span', { class: 'history-caption' }, caption),
      ),
      h(
        'div',
        { class: 'history-tools' },
        star,
        h(
          'label',
          { class: 'history-choose' },
          h('input', {
            type: 'checkbox',
            checked: this.#chosen.includes(entry),
            'aria-label': t('Compare: {{caption}}', { caption }),
            onchange: () => this.#choose(entry),
          }),
          t('Compare'),
        ),
      ),
    );
  }

  /** @param {string} id */
  #leaveFor(id) {
    this.#dialog.close();
    this.#goTo(id);
  }

  /** Of three, the one that was chosen first is given up. @param {HistoryEntry} entry */
  #choose(entry) {
    const isChosen = this.#chosen.includes(entry);
    this.#chosen = isChosen ? this.#chosen.filter((each) => each !== entry) : [...this.#chosen, entry].slice(-2);
    if (!isChosen) this.#list();
    this.#showChoice();
  }

  #showChoice() {
    this.#compare.disabled = this.#chosen.length < 2;
  }

  #openCompare() {
    const [first, second] = this.#chosen;
    if (first === undefined || second === undefined) return;
    this.#showList(false);
    this.#comparison.open(first, second);
  }

  #closeCompare() {
    this.#comparison.close();
    this.#showList(true);
  }

  /** @param {boolean} isShown */
  #showList(isShown) {
    for (const each of [this.#filters, this.#tiles, this.#count]) each.hidden = !isShown;
    this.#back.hidden = isShown;
  }
}

/** @param {number} count */
function resultCount(count) {
  if (count === 0) return t('Nothing fits.');
  return count === 1 ? t('1 result') : t('{{count}} results', { count });
}
