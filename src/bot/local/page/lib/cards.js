import { h } from './dom.js';
import { icon } from './icons.js';

/** @import { Answer } from '../../wire-types.ts' */
/** @import { Deeds } from './page-actions.js' */

/** @typedef {Extract<Answer, { kind: 'text' }>} TextAnswer */

/**
 * @param {TextAnswer} answer
 * @param {Deeds} deeds
 */
export const textCard = ({ title, sections }, deeds) =>
  h(
    'div',
    { class: 'card' },
    h('h2', { class: 'card-title' }, title),
    ...sections.map(({ heading, lines }) =>
      h(
        'section',
        { class: 'card-section' },
        heading !== undefined && h('h3', {}, heading),
        ...lines.map((line) => textLine(line, deeds)),
      ),
    ),
  );

/**
 * A line that can be typed goes into the composer at a click: all of it, or the command that the line explains.
 *
 * @param {string} line
 * @param {Deeds} deeds
 */
function textLine(line, deeds) {
  const explained = /^(\/[a-z-]+): (.+)$/.exec(line);
  if (explained !== null)
    return h('p', { class: 'explained' }, typeable(`${explained[1]} `, deeds), h('span', {}, explained[2]));
  return line.startsWith('/') && !line.endsWith('.') ? h('p', {}, typeable(line, deeds)) : h('p', {}, line);
}

/**
 * @param {string} line
 * @param {Deeds} deeds
 */
const typeable = (line, deeds) =>
  h(
    'button',
    { type: 'button', class: 'typeable', title: 'Put it into the composer', onclick: () => deeds.fillComposer(line) },
    line.trim(),
  );

/** @param {{ message: string; hint?: string | undefined }} notice */
export const noticeCard = ({ message, hint }) =>
  h(
    'div',
    { class: 'notice' },
    icon('info'),
    h('div', {}, h('p', {}, message), hint !== undefined && h('p', { class: 'quiet' }, hint)),
  );
