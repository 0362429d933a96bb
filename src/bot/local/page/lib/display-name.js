import { avatar } from './avatar.js';
import { fill, h } from './dom.js';
import { button } from './icons.js';
import { recall, remember } from './local-storage.js';
import { t } from './translate.js';

const maxLength = 40;

const guestNumber = () => 100 + ((crypto.getRandomValues(new Uint16Array(1))[0] ?? 0) % 900);

/** The display name in this browser, and the dialog to change it. */
export class Person {
  /** @type {string} */
  name = recall('person') ?? t('Guest {{number}}', { number: guestNumber() });
  element = h('button', { type: 'button', class: 'person', onclick: () => this.#ask() });
  #input = h('input', { id: 'person-name', maxlength: maxLength, autocomplete: 'nickname', spellcheck: 'false' });
  #dialog = h(
    'dialog',
    { class: 'small-dialog', 'aria-labelledby': 'person-title', onclose: () => this.#take() },
    h(
      'form',
      { method: 'dialog' },
      h('h2', { id: 'person-title' }, t('What shall the channel call you?')),
      h('label', { for: 'person-name', class: 'unseen' }, t('Your name')),
      this.#input,
      h('p', { class: 'quiet' }, t('Everyone in the channel sees it. This browser keeps it.')),
      h(
        'div',
        { class: 'dialog-buttons' },
        button('close', t('Keep as it is'), () => this.#dialog.close()),
        h('button', { class: 'button button--main', value: 'save' }, t('Save')),
      ),
    ),
  );

  constructor() {
    remember('person', this.name);
    document.body.append(this.#dialog);
    this.#show();
  }

  #ask() {
    this.#dialog.returnValue = '';
    this.#input.value = this.name;
    this.#dialog.showModal();
    this.#input.select();
  }

  #take() {
    const name = this.#input.value.trim().slice(0, maxLength);
    if (this.#dialog.returnValue !== 'save' || name === '') return;
    this.name = name;
    remember('person', name);
    this.#show();
  }

  #show() {
    this.element.title = t('Change your name');
    fill(
      this.element,
      avatar(this.name),
      h('span', { class: 'person-name' }, this.name),
      h('span', { class: 'unseen' }, t(', change your name')),
    );
  }
}
