import { h } from './dom.js';
import { hueOf, initials } from './words.js';

/**
 * Renders the initials of a name on a colour, the same in every browser.
 *
 * @param {string} person
 */
export function avatar(person) {
  const element = h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(person));
  element.style.setProperty('--hue', String(hueOf(person)));
  return element;
}
