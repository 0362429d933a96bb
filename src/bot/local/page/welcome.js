import { h } from './lib/dom.js';
import { noisedRocket } from './lib/noise.js';

/** From pure noise to the picture: ᾱ at five timesteps. */
const alphasCumprod = [0.004, 0.12, 0.42, 0.85, 1];

const examples = [
  { line: '/sample a skull seed:180', words: 'Draw from words' },
  { line: '/sdedit a castle', words: 'Redraw a sketch' },
  { line: '/inpaint a hat', words: 'Paint over a part' },
  { line: '/anagram "a skull" "an old man" seed:198', words: 'Two pictures in one, turned' },
  { line: '/hybrid "a skull" "waterfalls" seed:185', words: 'One from afar, one from near' },
];

/**
 * Renders the welcome of an empty channel.
 *
 * @param {(line: string) => void} onTry
 */
export const welcome = (onTry) =>
  h(
    'section',
    { class: 'welcome' },
    h(
      'div',
      { class: 'welcome-strip', role: 'img', 'aria-label': 'Noise turning into a rocket' },
      ...alphasCumprod.map(noisedRocket),
    ),
    h('h2', {}, 'Every picture here begins as noise.'),
    h('p', {}, 'Type a command, watch it take shape step by step. Try one of these:'),
    h(
      'ul',
      { class: 'examples' },
      ...examples.map(({ line, words }) =>
        h(
          'li',
          {},
          h(
            'button',
            { type: 'button', class: 'example', onclick: () => onTry(line) },
            h('span', { class: 'quiet' }, words),
            h('code', {}, line),
          ),
        ),
      ),
    ),
  );
