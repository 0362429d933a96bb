import type { Command, OptionSpec } from '../../../commands/command.ts';
import { commands, findCommand } from '../../../commands/index.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import { userMessages } from '../../../commands/messages/user-messages.ts';
import { didYouMean } from '../../../commands/options/did-you-mean.ts';
import { ownValue } from '../../../commands/options/own.ts';

// What people write to a bot as they would to a person: "sdedit a castle, start 7", "a skull with seed 180, please".

/**
 * What a mention or a direct message means, as a line: a command, without its slash too; else a picture of these words,
 * from the one that came with them.
 *
 * @param text Without the mention itself.
 */
export function lineOfMention(text: string, hasPicture: boolean): string {
  const words = text.replace(greeting, '').replace(please, '').trim();
  if (words === '') return hasPicture ? '/sdedit' : '/help';
  const [, slash = '', name = '', rest = ''] = /^(\/?)([a-z][\w-]*)(?=\W|$)(.*)$/is.exec(words) ?? [];
  const command = findCommand(name.toLowerCase());
  if (command !== undefined) return asLine(`${slash}${name}`, command, rest.replace(/^[,;:.!?]+(?=\s|$)/, ''));
  if (slash !== '' || (isSlip(name) && /^(?:\s|$)/.test(rest))) return words;
  const drawn = findCommand(hasPicture || saysWhereToBegin(words) ? 'sdedit' : 'sample')!;
  return asLine(`/${drawn.name}`, drawn, words);
}

const greeting = /^(?:(?:(?:hi|hello|hey)(?: there)?|please|pls|thanks|thank you)(?:[\s,.!]+|$))+/i;
const please = /(?<![\s,])[\s,]+(?:please|pls|thanks|thank you)[.!]*$/i;

const isSlip = (name: string): boolean =>
  name.length > 3 &&
  didYouMean(
    name,
    commands.map((each) => each.name),
  ) !== undefined;

/** Where a picture is to begin at says that there is one, even where it came before. */
const saysWhereToBegin = (words: string): boolean => 'start' in clausesIn(words, findCommand('sdedit')!).named;

function asLine(name: string, command: Command, words: string): string {
  const { rest, named } = clausesIn(words, command);
  const options = Object.entries(named).map(([option, value]) => `${option}:${value}`);
  return [name, rest, ...options].filter((part) => part !== '').join(' ');
}

/** Where something new may begin: behind a comma, a full stop, a line or a quote, or with "with". */
const borders = /^|[,;.\n]|(?<=["”»])\s|\s(?=(?:with|and|using|at)\s)/g;
const clauseHead = /[\s,;.]*(?:(?:with|and|using|at)\s+)?([a-z][\w-]*)(?:\s*[:=]\s*|\s+(?:is\s+|of\s+)?|$)/iy;
const endOfClause = /(?<![\s.!])[\s.!]+$/;

/** No clause is longer, in letters: no value is that stands in one. */
const reach = 300;

/**
 * "a castle, start 7 and seed 180" is "a castle" with start 7 and seed 180, for the options that the command has.
 *
 * @throws UserError for an option that is said twice.
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

/** What is said of an option at the end of a text, and from where on. */
function lastClause(text: string, { options }: Command) {
  const begin = Math.max(0, text.length - reach);
  const end = text.slice(begin);
  for (const { index: from } of [...end.matchAll(borders)].reverse()) {
    clauseHead.lastIndex = from;
    const [head = '', typed = ''] = clauseHead.exec(end) ?? [];
    const isPrivately = /^private(?:ly)?$/i.test(typed);
    const name = isPrivately ? 'private' : typed.toLowerCase();
    const spec = isPrivately ? privateSpec : ownValue(options, name);
    const words = end.slice(from + head.length).replace(endOfClause, '');
    if (spec === undefined || /[,;:=\n]/.test(words)) continue;
    const value = isPrivately && words === '' ? 'yes' : written(spec, words);
    if (value !== undefined) return { from: begin + from, name, value };
  }
  return undefined;
}

const privateSpec = { kind: 'switch', summary: '', required: false, default: false } as const;

/** How a value of the option is written; undefined for what is none, and so is a part of what to draw. */
function written(spec: OptionSpec, value: string): string | undefined {
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
