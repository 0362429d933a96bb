import { key } from '../lib/icons.js';
import { commandOf } from '../lib/parse-line.js';

/** @import { CommandDescription } from '../../wire-types.ts' */
/** @import { Child } from '../lib/dom.js' */

/** @typedef {{ count: number; hasMask: boolean; isTransparent: boolean }} Attached */

/**
 * Renders the line below the composer: what is missing, or what the command does.
 *
 * @param {{ commands: readonly CommandDescription[]; line: string; attachments: Attached }} state
 * @returns {readonly Child[]}
 */
export function hintFor({ commands, line, attachments }) {
  if (line.trim() === '') {
    if (attachments.count > 0)
      return ['Now a command for it: ', key('/sdedit'), ' ', key('/inpaint'), ' ', key('/upscale')];
    if (matchMedia('(hover: none)').matches)
      return ['Type ', key('/'), ' for a command, or add a picture with ', key('+')];
    return [key('Enter'), ' sends · ', key('Shift'), ' ', key('Enter'), ' new line · ', key('↑'), ' last line'];
  }
  if (!line.startsWith('/')) {
    return attachments.count > 0
      ? ['Redraws your picture so. Commands begin with ', key('/')]
      : ['Draws this. Other commands begin with ', key('/')];
  }
  const command = commandOf(commands, line);
  if (command === undefined) return ['Pick a command: ', key('↑'), ' ', key('↓'), ' and ', key('Tab')];
  const picture = command.options.find(({ kind, required }) => kind === 'image' && required);
  if (picture !== undefined && attachments.count === 0) return ['Drop a picture here, paste one, or press ', key('+')];
  if (needsMask(commands, line, attachments))
    return ['Click the picture to paint where something new goes, or add region:"top half"'];
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
