import { h } from './lib/dom.js';
import { noisedRocket } from './lib/noise.js';
import { t } from './lib/translate.js';

/** From pure noise to the picture: ᾱ at five timesteps. */
const alphasCumprod = [0.004, 0.12, 0.42, 0.85, 1];

const examples = [
  { line: '/sample a skull seed:180', words: t('Draw from words') },
  { line: '/sdedit a castle', words: t('Redraw a sketch') },
  { line: '/inpaint a hat', words: t('Paint over a part') },
  { line: '/anagram "a skull" "an old man" seed:198', words: t('Two pictures in one, turned') },
  { line: '/hybrid "a skull" "waterfalls" seed:185', words: t('One from afar, one from near') },
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
      { class: 'welcome-strip', role: 'img', 'aria-label': t('Noise turning into a rocket') },
      ...alphasCumprod.map(noisedRocket),
    ),
    h('h2', {}, t('Every picture here begins as noise.')),
    h('p', {}, t('Type a command, watch it take shape step by step. Try one of these:')),
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
