/** @import { CommandDescription } from '../../wire-types.ts' */

/** @typedef {{ kind: 'command' | 'option' | 'words'; text: string }} LinePart */

/**
 * Matches an option as it is typed: `seed:180`, `seed=180`, `--seed 180`, with a value in quotation marks or without.
 */
const optionPattern = /(?<=^|\s)(?:--[a-z][a-z-]*(?:[= ](?:"[^"]*"|[^\s"]+))?|[a-z][a-z-]*[:=](?:"[^"]*"|[^\s"]+))/gi;

/**
 * Splits a typed line into parts, only to display it.
 *
 * @param {string} line
 * @returns {readonly LinePart[]}
 */
export function splitLine(line) {
  const command = /^\s*(\/\S+)\s*/.exec(line);
  const rest = command === null ? line.trim() : line.slice(command[0].length).trim();
  /** @type {LinePart[]} */
  const parts = command?.[1] === undefined ? [] : [{ kind: 'command', text: command[1] }];
  let from = 0;
  for (const match of rest.matchAll(optionPattern)) {
    parts.push({ kind: 'words', text: rest.slice(from, match.index).trim() }, { kind: 'option', text: match[0] });
    from = match.index + match[0].length;
  }
  parts.push({ kind: 'words', text: rest.slice(from).trim() });
  return parts.filter((part) => part.text !== '');
}

/**
 * The line to send. It names the painted mask when the order of the files is not enough.
 *
 * @param {string} line
 * @param {CommandDescription | undefined} command
 * @param {number} maskAt Index of the mask among the files, right after its picture; −1: there is none.
 * @returns {string}
 */
export function pointToMask(line, command, maskAt) {
  const places = command?.options.filter(({ kind }) => kind === 'image').map(({ name }) => name) ?? [];
  if (maskAt < 1 || (places[maskAt - 1] === 'image' && places[maskAt] === 'mask')) return line;
  const pointers = [`image:${maskAt}`, `mask:${maskAt + 1}`].filter(
    (pointer) => !line.includes(` ${pointer.split(':')[0]}:`),
  );
  return [line, ...pointers].join(' ');
}

/**
 * @param {readonly CommandDescription[]} commands
 * @param {string} line
 * @returns {CommandDescription | undefined} The command that the line begins with.
 */
export const commandOf = (commands, line) => {
  const typed = /^\s*\/(\S+)/.exec(line)?.[1]?.toLowerCase();
  return commands.find(({ name }) => name === typed);
};
