import { h } from './dom.js';
import { icon } from './icons.js';
import { t } from './translate.js';

/** @import { Answer } from '../../wire-types.ts' */
/** @import { PageActions } from './page-actions.js' */

/** @typedef {Extract<Answer, { kind: 'text' }>} TextAnswer */

/**
 * @param {TextAnswer} answer
 * @param {PageActions} pageActions
 */
export const textCard = ({ title, sections }, pageActions) =>
  h(
    'div',
    { class: 'card' },
    h('h2', { class: 'card-title' }, title),
    ...sections.map(({ heading, lines }) =>
      h(
        'section',
        { class: 'card-section' },
        heading !== undefined && h('h3', {}, heading),
        ...lines.map((line) => textLine(line, pageActions)),
      ),
    ),
  );

/**
 * Renders a line. A click puts it into the composer when it can be typed: all of it, or the command that it explains.
 *
 * @param {string} line
 * @param {PageActions} pageActions
 */
function textLine(line, pageActions) {
  const explained = /^(\/[a-z-]+): (.+)$/.exec(line);
  if (explained !== null)
    return h('p', { class: 'explained' }, typeable(`${explained[1]} `, pageActions), h('span', {}, explained[2]));
  return line.startsWith('/') && !/[.。]$/.test(line) ? h('p', {}, typeable(line, pageActions)) : h('p', {}, line);
}

/**
 * @param {string} line
 * @param {PageActions} pageActions
 */
const typeable = (line, pageActions) =>
  h(
    'button',
    {
      type: 'button',
      class: 'typeable',
      title: t('Put it into the composer'),
      onclick: () => pageActions.fillComposer(line),
    },
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
