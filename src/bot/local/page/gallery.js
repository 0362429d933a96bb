import { fill, h } from './lib/dom.js';
import { icon, iconButton } from './lib/icons.js';
import { loadGallery } from './lib/server.js';
import { t } from './lib/translate.js';

/** @import { GalleryDescription } from '../wire-types.ts' */

const url = '/api/gallery.webp';

/** The dialog of small pictures of what the model knows; one fills the composer. */
export class Gallery {
  element = h(
    'button',
    { type: 'button', class: 'icon-button', hidden: true, title: t('What I can draw'), onclick: () => this.open() },
    icon('grid'),
    h('span', { class: 'unseen' }, t('What I can draw')),
  );
  #onTake;
  /** @type {readonly HTMLLIElement[]} */
  #items = [];
  #search = h('input', {
    type: 'search',
    class: 'gallery-search',
    placeholder: t('Search'),
    'aria-label': t('Search what I can draw'),
    oninput: () => this.#filter(),
  });
  #list = h('ul', { class: 'gallery-list', 'aria-label': t('What I can draw') });
  #none = h(
    'p',
    { class: 'quiet', hidden: true },
    t('Nothing of that name. Other words draw what is nearest to them.'),
  );
  #dialog = h(
    'dialog',
    { class: 'gallery', 'aria-labelledby': 'gallery-title' },
    h(
      'header',
      { class: 'gallery-top' },
      h('h2', { id: 'gallery-title' }, t('What I can draw')),
      this.#search,
      iconButton('close', t('Close'), () => this.#dialog.close()),
    ),
    this.#list,
    this.#none,
  );

  /** @param {(prompt: string) => void} onTake */
  constructor(onTake) {
    this.#onTake = onTake;
    document.body.append(this.#dialog);
  }

  /** Offers the button where the model has pictures. */
  async load() {
    const description = await loadGallery();
    if (description === null) return;
    this.#items = description.prompts.map((prompt, i) => this.#item(prompt, i, description));
    fill(this.#list, ...this.#items);
    this.element.hidden = false;
  }

  open() {
    this.#search.value = '';
    this.#filter();
    this.#dialog.showModal();
  }

  /**
   * @param {string} prompt
   * @param {number} index
   * @param {GalleryDescription} description
   */
  #item(prompt, index, { columns, side }) {
    const picture = h('span', { class: 'gallery-picture' });
    const [left, top] = [(index % columns) * side, Math.floor(index / columns) * side];
    picture.style.setProperty('background', `url("${url}") -${left}px -${top}px`);
    picture.style.setProperty('width', `${side}px`);
    picture.style.setProperty('height', `${side}px`);
    return h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'gallery-item', onclick: () => this.#take(prompt) },
        picture,
        h('span', { class: 'gallery-words' }, prompt),
      ),
    );
  }

  /** @param {string} prompt */
  #take(prompt) {
    this.#dialog.close();
    this.#onTake(prompt);
  }

  #filter() {
    const typed = this.#search.value.trim().toLowerCase();
    for (const item of this.#items) item.hidden = !item.textContent?.toLowerCase().includes(typed);
    this.#none.hidden = this.#items.some((item) => !item.hidden);
  }
}
