import { recall, remember } from '../lib/local-storage.js';

const name = 'favourites';
/** The oldest are forgotten beyond this. */
const most = 500;

/** The results that this browser's person has starred, by the ids of their messages. */
export class Favourites {
  #ids = new Set((recall(name) ?? '').split(' ').filter((id) => id !== ''));

  /** @param {string} id */
  has(id) {
    return this.#ids.has(id);
  }

  /**
   * @param {string} id
   * @returns {boolean} Whether it is one now.
   */
  toggle(id) {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    remember(name, [...this.#ids].slice(-most).join(' '));
    return this.has(id);
  }
}
