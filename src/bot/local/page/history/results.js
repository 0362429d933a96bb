/** @import { ChannelMessage } from '../../wire-types.ts' */
/** @import { ResultAnswer, ResultFile } from '../lib/result-types.js' */

/**
 * A result, as the history lists it.
 *
 * @typedef {object} HistoryEntry
 * @property {string} id Of its message.
 * @property {string} person
 * @property {string} technique The command, without its slash.
 * @property {string} caption
 * @property {ResultFile} file
 * @property {string} words Everything that a search looks at, in lower case.
 */

/**
 * Lists the results of the channel, newest first.
 *
 * @param {Iterable<ChannelMessage>} messages Oldest first.
 * @returns {readonly HistoryEntry[]}
 */
export const resultsIn = (messages) =>
  [...messages]
    .flatMap((message) => (message.answer.kind === 'result' ? entryOf(message, message.answer) : []))
    .reverse();

/**
 * @param {ChannelMessage} message
 * @param {ResultAnswer} answer
 * @returns {readonly HistoryEntry[]}
 */
function entryOf({ id, person, line, pressed }, { caption, details, files: [file], line: again }) {
  if (file === undefined) return [];
  const technique = pressed?.action ?? /^\s*\/?([a-z]+)/.exec(again ?? line)?.[1] ?? '';
  const words = [caption, line, person, technique, ...details.flat()].join(' ').toLowerCase();
  return [{ id, person, technique, caption, file, words }];
}

/**
 * @param {HistoryEntry} entry
 * @param {{ typed: string; person: string; technique: string }} filter '' takes all.
 */
export const fits = ({ words, ...entry }, { typed, person, technique }) =>
  (person === '' || entry.person === person) &&
  (technique === '' || entry.technique === technique) &&
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
