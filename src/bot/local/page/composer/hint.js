import { key } from '../lib/icons.js';
import { commandOf } from '../lib/parse-line.js';
import { t } from '../lib/translate.js';

/** @import { CommandDescription } from '../../wire-types.ts' */
/** @import { Child } from '../lib/dom.js' */

/** @typedef {{ count: number; hasMask: boolean; isTransparent: boolean }} Attached */

/**
 * Renders a translated sentence in which keys of the keyboard stand between double braces.
 *
 * @param {string} translated
 * @returns {readonly Child[]}
 */
const withKeys = (translated) => translated.split(/\{\{(.+?)\}\}/).map((part, at) => (at % 2 === 1 ? key(part) : part));

/**
 * Renders the line below the composer: what is missing, or what the command does.
 *
 * @param {{ commands: readonly CommandDescription[]; line: string; attachments: Attached }} state
 * @returns {readonly Child[]}
 */
export function hintFor({ commands, line, attachments }) {
  if (line.trim() === '') {
    if (attachments.count > 0)
      return [t('Now a command for it:'), ' ', key('/sdedit'), ' ', key('/inpaint'), ' ', key('/upscale')];
    if (matchMedia('(hover: none)').matches)
      return withKeys(t('Type {{/}} for a command, or add a picture with {{+}}'));
    return withKeys(t('{{Enter}} sends · {{Shift}} {{Enter}} new line · {{↑}} last line'));
  }
  if (!line.startsWith('/')) {
    return attachments.count > 0
      ? withKeys(t('Redraws your picture so. Commands begin with {{/}}'))
      : withKeys(t('Draws this. Other commands begin with {{/}}'));
  }
  const command = commandOf(commands, line);
  if (command === undefined) return withKeys(t('Pick a command: {{↑}} {{↓}} and {{Tab}}'));
  const picture = command.options.find(({ kind, required }) => kind === 'image' && required);
  if (picture !== undefined && attachments.count === 0)
    return withKeys(t('Drop a picture here, paste one, or press {{+}}'));
  if (needsMask(commands, line, attachments))
    return [t('Click the picture to paint where something new goes, or add region:"top half"')];
  return [command.summary];
}

/**
 * Whether nothing says yet where new content goes.
 *
 * @param {readonly CommandDescription[]} commands
 * @param {string} line
 * @param {Attached} attachments
 */
export const needsMask = (commands, line, attachments) =>
  commandOf(commands, line)?.name === 'inpaint' &&
  attachments.count === 1 &&
  !attachments.hasMask &&
  !attachments.isTransparent &&
  !/\bregion[:= ]/.test(line);

/**
 * Whether the command of this line takes a mask, so that one can be painted.
 *
 * @param {readonly CommandDescription[]} commands
 * @param {string} line
 */
export const takesMask = (commands, line) =>
  commandOf(commands, line)?.options.some(({ kind, name }) => kind === 'image' && name === 'mask') ?? false;
