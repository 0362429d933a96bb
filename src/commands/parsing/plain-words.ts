import type { Command, OptionSpec } from '../command.ts';
import { commands, findCommand } from '../index.ts';
import { t } from '../language/translate.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import { ownValue } from '../options/own-value.ts';
import { aliasOf } from './aliases.ts';

// Parses requests in free text: "sdedit a castle, start 7", "a skull with seed 180, please".

/** A text that was read as a command line. */
interface Understood {
  readonly line: string;
  /** Says how the text was understood, where it was no command. */
  readonly note?: string;
}

/**
 * Turns a text that people wrote into a command line. A command may lack its slash. Any other text is a prompt, to draw
 * from the picture that came with it or from nothing.
 *
 * @param text Without a mention of the bot.
 */
export function lineOfText(text: string, hasPicture: boolean): Understood {
  const words = text.replace(greeting, '').replace(please, '').trim();
  if (words === '') return { line: hasPicture ? '/sdedit' : '/help' };
  const [, slash = '', name = '', rest = ''] = /^(\/?)([a-z][\w-]*)(?=\W|$)(.*)$/is.exec(words) ?? [];
  const command = findCommand(name.toLowerCase());
  const others = rest.replace(/^[,;:.!?]+(?=\s|$)/, '');
  if (command !== undefined) return { line: asLine(`${slash}${name}`, command, others) };
  const alias = aliasOf(name, slash !== '');
  if (alias !== undefined) {
    return { line: asLine(`/${alias.command}`, findCommand(alias.command)!, others), note: alias.note };
  }
  if (slash !== '' || (isTypo(name) && /^(?:\s|$)/.test(rest))) return { line: words };
  const drawn = findCommand(hasPicture || namesStart(words) ? 'sdedit' : 'sample')!;
  return {
    line: asLine(`/${drawn.name}`, drawn, words),
    note: t('Taken as /{{command}}; /help shows what else there is.', { command: drawn.name }),
  };
}

const greeting = /^(?:(?:(?:hi|hello|hey)(?: there)?|please|pls|thanks|thank you)(?:[\s,.!]+|$))+/i;
const please = /(?<![\s,])[\s,]+(?:please|pls|thanks|thank you)[.!]*$/i;

const isTypo = (name: string): boolean =>
  name.length > 3 &&
  didYouMean(
    name,
    commands.map((each) => each.name),
  ) !== undefined;

/** Whether the text sets `start`, which means that there is a picture to start from, even an earlier one. */
const namesStart = (words: string): boolean => 'start' in clausesIn(words, findCommand('sdedit')!).named;

function asLine(name: string, command: Command, words: string): string {
  const { rest, named } = clausesIn(words, command);
  const options = Object.entries(named).map(([option, value]) => `${option}:${value}`);
  return [name, rest, ...options].filter((part) => part !== '').join(' ');
}

/** Where a clause may begin: after a comma, a full stop, a line break or a quote, or at "with" and similar words. */
const clauseStarts = /^|[,;.\n]|(?<=["”»])\s|\s(?=(?:with|and|using|at)\s)/g;
const clauseHead = /[\s,;.]*(?:(?:with|and|using|at)\s+)?([a-z][\w-]*)(?:\s*[:=]\s*|\s+(?:is\s+|of\s+)?|$)/iy;
const endOfClause = /(?<![\s.!])[\s.!]+$/;

/** The longest clause in characters: no value in a clause is longer. */
const maxClauseLength = 300;

/**
 * Splits options from the text: "a castle, start 7 and seed 180" is "a castle" with start 7 and seed 180. Only the
 * command's own options count.
 *
 * @throws UserError for an option that is given twice.
 */
function clausesIn(text: string, command: Command) {
  let rest = text.trim();
  const found = new Map<string, string>();
  for (let last = lastClause(rest, command); last !== undefined; last = lastClause(rest, command)) {
    const { name, value, from } = last;
    if (found.has(name)) throw new UserError(userMessages.twice({ name }));
    found.set(name, value);
    rest = rest.slice(0, from).replace(/(?<![\s,;])[\s,;]+$/, '');
  }
  return { rest, named: Object.fromEntries([...found].reverse()) };
}

/** Finds the option clause at the end of a text, and where it begins. */
function lastClause(text: string, { options }: Command) {
  const begin = Math.max(0, text.length - maxClauseLength);
  const end = text.slice(begin);
  for (const { index: from } of [...end.matchAll(clauseStarts)].reverse()) {
    clauseHead.lastIndex = from;
    const [head = '', typed = ''] = clauseHead.exec(end) ?? [];
    const isPrivately = /^private(?:ly)?$/i.test(typed);
    const name = isPrivately ? 'private' : typed.toLowerCase();
    const spec = isPrivately ? privateSpec : ownValue(options, name);
    const words = end.slice(from + head.length).replace(endOfClause, '');
    if (spec === undefined || /[,;:=\n]/.test(words)) continue;
    const value = isPrivately && words === '' ? 'yes' : formatValue(spec, words);
    if (value !== undefined) return { from: begin + from, name, value };
  }
  return undefined;
}

const privateSpec = { kind: 'switch', summary: '', required: false, default: false } as const;

/** Formats a value of the option; undefined when the text is no such value, and so belongs to the prompt. */
function formatValue(spec: OptionSpec, value: string): string | undefined {
  switch (spec.kind) {
    case 'integer':
    case 'number':
      return /^[+-]?\d+(?:\.\d+)?$/.test(value) ? value : undefined;
    case 'choice':
      return value !== '' && spec.choices.some((each) => each.toLowerCase().startsWith(value.toLowerCase()))
        ? value
        : undefined;
    case 'switch':
      return /^(?:yes|no|on|off)$/i.test(value) ? value : undefined;
    case 'text':
      return spec.complete === 'prompts' || value === '' || value.includes('"') ? undefined : `"${value}"`;
    case 'image':
      return /^\d+$/.test(value) ? value : undefined;
    default:
      throw spec satisfies never;
  }
}
