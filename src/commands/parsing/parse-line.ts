import type { Command, OptionSpec } from '../command.ts';
import { commands, findCommand } from '../index.ts';
import { isBlank } from '../messages/display-text.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import { ownValue } from '../options/own-value.ts';
import { parseOptions, type RawValue, type WrittenValue } from '../options/parse-options.ts';
import { cleanLine, cleanValue, longDashes, shortDashes } from '../options/typed-text.ts';
import type { Upload } from '../ports/upload.ts';
import { splitOutsideGroups } from '../prompts/wildcards.ts';
import { aliasOf } from './aliases.ts';
import { type Token, tokens } from './tokens.ts';

/** A parsed line: the command and its validated option values. */
interface Invocation {
  readonly command: Command;
  readonly options: Readonly<Record<string, RawValue | undefined>>;
}

/**
 * Parses a typed line: `/sample a skull seed:180 --steps 20 guidance=7`. Words without a name fill the prompts in
 * order; several prompts are separated by quotes, `|` or ` / `. Uploads fill the image options in order; options that
 * another given option needs come first: with a region, the picture that it refers to.
 *
 * @throws UserError that says what to write instead.
 */
export function parseLine(line: string, uploads: readonly Upload[] = []): Invocation {
  const { command, values } = readLine(line);
  return { command, options: parseOptions(command, { ...values, ...readUploads(command, values, uploads) }) };
}

/** A line's values by option, not validated yet. */
export interface TypedLine {
  readonly command: Command;
  readonly values: Readonly<Record<string, WrittenValue>>;
  /** Says how the line was understood, where that needs saying. */
  readonly note?: string;
}

/**
 * Reads the values of a line without its pictures, for platforms that fetch them later.
 *
 * @throws UserError that says what to write instead.
 */
export function readLine(line: string): TypedLine {
  const { command, rest, note } = readCommand(cleanLine(line));
  const { named, loose } = readTokens(command, tokens(rest));
  const lead = readLead(command, loose, named);
  const values = Object.entries({ ...named, ...lead.values, ...readLoose(command, lead.rest, named) });
  const given = values.filter(([name, value]) => !isLeftOut(command, name, value));
  return { command, values: Object.fromEntries(given), ...(note !== undefined && { note }) };
}

/** Whether a value has no visible character; then it counts as not given. */
const isLeftOut = ({ options }: Command, name: string, value: WrittenValue): boolean =>
  ownValue(options, name) !== undefined && typeof value === 'string' && isBlank(value);

/** Splits off the command. @throws UserError when the line does not begin with one. */
function readCommand(line: string): { command: Command; rest: string; note?: string } {
  const match = /^[/／]?\s*([a-z][\w-]*)(?!\S)/i.exec(line);
  if (match === null) throw new UserError(userMessages.emptyLine());
  const name = match[1]!.toLowerCase();
  const command = findCommand(name);
  const rest = line.slice(match[0].length);
  if (command !== undefined) return { command, rest };
  const alias = aliasOf(name, /^[/／]/.test(match[0]));
  if (alias !== undefined) return { command: findCommand(alias.command)!, rest, note: alias.note };
  const names = commands.map((each) => each.name);
  const near = didYouMean(name, names);
  // Without a slash, and with nothing like a command, the line is probably a prompt.
  const isProse = near === undefined && !/^[/／]/.test(match[0]);
  throw new UserError(userMessages.unknownCommand({ name, near, ...(isProse && { words: line }) }));
}

type Loose = Exclude<Token, { kind: 'option' }>;

/** Joins `seed : 180`, `seed = 180` and `— seed 180` to one token, where the name is that of a number. */
function joinedNumbers(command: Command, all: readonly Token[]): readonly Token[] {
  const found: Token[] = [];
  for (let i = 0; i < all.length; ) {
    const joined = spacedNumber(command, all, i);
    found.push(joined?.token ?? all[i]!);
    i = joined?.next ?? i + 1;
  }
  return found;
}

const dashAlone = new RegExp(`^(?:--|[${longDashes}])$`);

/** Reads a number whose name, sign and value are separate tokens, beginning at `from`; `next` is the token after it. */
function spacedNumber({ options }: Command, all: readonly Token[], from: number) {
  const isDashed = dashAlone.test(wordAt(all, from));
  const at = isDashed ? from + 1 : from;
  const begin = all[at];
  const isNumber = (name: string) => 'min' in (ownValue(options, name) ?? {});
  if (begin?.kind === 'option') return isDashed && isNumber(begin.name) ? { token: begin, next: at + 1 } : undefined;
  const name = wordAt(all, at).toLowerCase();
  if (begin === undefined || !isNumber(name)) return undefined;
  const [sign = ''] = /^[:=：]/.exec(wordAt(all, at + 1)) ?? [];
  const end = at + (sign === wordAt(all, at + 1) && sign !== '' ? 2 : 1);
  const value = cleanValue(end === at + 1 ? wordAt(all, end).slice(sign.length) : wordAt(all, end));
  if ((sign === '' && !isDashed) || !/^[+-]?[.\d]/.test(value)) return undefined;
  const token: Token = { kind: 'option', from: begin.from, to: all[end]!.to, name, dashed: isDashed, value };
  return { token, next: end + 1 };
}

const wordAt = (all: readonly Token[], index: number): string => {
  const token = all[index];
  return token?.kind === 'word' ? token.text : '';
};

const oneHyphen = new RegExp(`^[-${shortDashes}]([a-z][\\w-]*)(?:[:=：](.+))?$`, 'i');

/** Accepts one hyphen instead of two, as in `-seed 180`, where there is such an option. */
function withOneHyphen({ options }: Command, token: Token): Token {
  const match = token.kind === 'word' ? oneHyphen.exec(token.text) : null;
  const name = match?.[1]?.toLowerCase();
  if (name === undefined || ownValue(options, name) === undefined) return token;
  const value = match?.[2];
  return { kind: 'option', from: token.from, to: token.to, name, dashed: true, ...(value !== undefined && { value }) };
}

/** Punctuation and marks that are copied along with a value. */
const trailing = /(?<![,;:.!?)\]*_~`])[,;:.!?)\]*_~`]+$/;
const trailingComma = /(?<![\s,;])[\s,;]*[,;]$/;

interface Read {
  readonly named: Readonly<Record<string, string | boolean>>;
  /** Tokens without a name, in order. */
  readonly loose: readonly Loose[];
}

/**
 * Separates named options from other tokens.
 * @throws UserError for an option that is unknown, given twice, or without a value.
 */
export function readTokens(command: Command, separate: readonly Token[]): Read {
  const all = joinedNumbers(command, separate);
  const named = new Map<string, string | boolean>();
  const loose: Loose[] = [];
  for (let i = 0; i < all.length; ) {
    const token = withOneHyphen(command, all[i++]!);
    if (token.kind !== 'option') {
      loose.push(token);
      continue;
    }
    const { name, spec, negated } = findOption(command, token);
    if (named.has(name)) throw new UserError(userMessages.twice({ name }));
    const words = negated ? ['no'] : valueWords(token, spec, all.slice(i));
    if (words.length === 0 && spec.kind !== 'switch')
      throw new UserError(userMessages.missingValue({ name, example: exampleOf(spec) }));
    named.set(name, words.length === 0 || tidied(words.join(' '), spec, endsInQuote(token) || isQuoted(all[i])));
    i += words.length - (token.value !== undefined || negated ? 1 : 0);
  }
  return { named: Object.fromEntries(named), loose };
}

/** Removes punctuation after a value. A quoted value is not changed. */
function tidied(value: string, spec: OptionSpec, isInQuotes: boolean): string {
  if (spec.kind === 'image' || (spec.kind === 'text' && isInQuotes)) return value;
  return value.replace(spec.kind === 'text' ? trailingComma : trailing, '') || value;
}

const isQuoted = (token: Token | undefined): boolean => token?.kind === 'quoted';

/** Returns an example value for an option. */
function exampleOf(spec: OptionSpec): string {
  switch (spec.kind) {
    case 'text':
      return '"a skull"';
    case 'integer':
    case 'number':
      return String(spec.default ?? Math.min(spec.max, Math.max(spec.min, 7)));
    case 'choice':
      return spec.choices[0] ?? '';
    case 'switch':
      return 'yes';
    case 'image':
      return '1';
    default:
      throw spec satisfies never;
  }
}

/** Finds the option of a token; `--no-film` is `film:no`. */
function findOption(command: Command, { name: typed, dashed }: Extract<Token, { kind: 'option' }>) {
  const negated = dashed && typed.startsWith('no-') && ownValue(command.options, typed.slice(3))?.kind === 'switch';
  const name = negated ? typed.slice(3) : typed;
  const spec = ownValue(command.options, name);
  if (spec !== undefined) return { name, spec, negated };
  const names = Object.keys(command.options);
  const near = didYouMean(name, names);
  const mayBeProse =
    near === undefined && !dashed && positionalOptions(command).some((each) => command.options[each]!.kind === 'text');
  const example = near && `${near}:${exampleOf(command.options[near]!)}`;
  throw new UserError(userMessages.unknownOption({ command: command.name, name, near, names, mayBeProse, example }));
}

/** Collects the words of an option's value. Text without quotes extends to the next option: `region:top half`. */
function valueWords(token: Extract<Token, { kind: 'option' }>, spec: OptionSpec, next: readonly Token[]): string[] {
  const own = token.value === undefined ? [] : [token.value];
  const [follower] = next;
  if (spec.kind === 'text' && !endsInQuote(token)) {
    if (own.length === 0 && follower?.kind === 'quoted') return [follower.text];
    return [...own, ...leadingWords(next)];
  }
  if (own.length > 0 || follower === undefined || follower.kind === 'option') return own;
  const isSwitchWord = /^(?:yes|no|on|off|true|false|y|n)$/i.test(follower.text);
  return spec.kind !== 'switch' || isSwitchWord ? [follower.text] : [];
}

/** Whether the value was quoted: then its token is longer than name and value together. */
const endsInQuote = ({ from, to, name, dashed, value = '' }: Extract<Token, { kind: 'option' }>): boolean =>
  value !== '' && to - from > name.length + (dashed ? 2 : 0) + 1 + value.length;

function leadingWords(next: readonly Token[]): string[] {
  const words: string[] = [];
  for (const token of next) {
    if (token.kind !== 'word') break;
    words.push(token.text);
  }
  return words;
}

/** Reads the first word as the choice with which a command begins: `/style save`. */
function readLead({ options }: Command, loose: readonly Loose[], named: Readonly<Record<string, RawValue>>) {
  const [[name, spec] = []] = Object.entries(options);
  const [first, ...rest] = loose;
  const word = first?.kind === 'word' ? first.text.toLowerCase() : undefined;
  const isLead = spec?.kind === 'choice' && !(name! in named) && word !== undefined && spec.choices.includes(word);
  return isLead ? { values: { [name!]: word }, rest } : { values: {}, rest: loose };
}

/**
 * Lists the options that words without a name fill: the leading text options, or one number where the first option is a
 * number. A choice before them has a word of its own.
 */
export function positionalOptions({ options }: Command): readonly string[] {
  const all = Object.entries(options).filter(([, spec]) => spec.kind !== 'image');
  const entries = all[0]?.[1].kind === 'choice' ? all.slice(1) : all;
  const end = entries.findIndex(([, spec]) => spec.kind !== 'text');
  const texts = entries.slice(0, end === -1 ? undefined : end);
  const isNumber = ['integer', 'number'].includes(entries[0]?.[1].kind ?? '');
  return (isNumber ? entries.slice(0, 1) : texts).map(([name]) => name);
}

/**
 * Assigns words without a name to options.
 * @throws UserError when there are too many, or words where a number is expected.
 */
function readLoose(command: Command, loose: readonly Loose[], named: Readonly<Record<string, RawValue>>) {
  const places = positionalOptions(command).filter((name) => !(name in named));
  const parts = places.length === 1 ? joined(loose) : segments(loose);
  if (parts.length > places.length) {
    const words = parts.slice(places.length).join(' ');
    const names = Object.keys(command.options);
    throw new UserError(userMessages.leftOver({ command: command.name, words, names }));
  }
  const [first] = places;
  if (first !== undefined && 'min' in command.options[first]! && parts.some((part) => /^[^\d.+-]/.test(part))) {
    const names = Object.keys(command.options);
    const takesPrompt = names.includes('prompt');
    throw new UserError(
      userMessages.notForWords({ command: command.name, words: parts.join(' '), takesPrompt, names }),
    );
  }
  return Object.fromEntries(parts.map((part, i) => [places[i]!, part]));
}

/** Joins all tokens to one text. Quotation marks inside it stay; those around it are removed. */
function joined(loose: readonly Loose[]): string[] {
  if (loose.length === 0) return [];
  if (loose.length === 1 && isQuoted(loose[0])) return [loose[0]!.text];
  const words = loose.map((token) => (token.kind === 'quoted' ? `"${token.text}"` : token.text)).join(' ');
  return [words.replace(trailingComma, '') || words];
}

/** A bar, or a slash between spaces. */
const separator = /\||(?<![^\s])\/(?!\S)/y;

/**
 * Splits tokens into several texts: `"a skull" "a dog"`, `a skull | a dog`, `a skull / a dog`. Separators inside
 * wildcards do not separate.
 */
function segments(loose: readonly Loose[]): string[] {
  const found: string[] = [];
  let words: string[] = [];
  const close = () => {
    const parts = splitOutsideGroups(words.join(' '), separator);
    found.push(...parts.map((part) => part.trim().replace(trailingComma, '')));
    words = [];
  };
  for (const token of loose) {
    if (token.kind === 'word') {
      words.push(token.text);
      continue;
    }
    close();
    found.push(...splitOutsideGroups(token.text, /\|/y).map((part) => part.trim()));
  }
  close();
  return found.filter((part) => part !== '');
}

/** Assigns uploads to image options. @throws UserError when a number refers to no file, or there are too many files. */
export function readUploads(command: Command, named: Readonly<Record<string, RawValue>>, uploads: readonly Upload[]) {
  const names = Object.entries(command.options).flatMap(([name, spec]) => (spec.kind === 'image' ? [name] : []));
  const pointed = names.flatMap((name) => {
    const value = named[name];
    return value === undefined ? [] : [[name, pointedAt(name, String(value), uploads)] as const];
  });
  const unpointed = uploads.filter((upload) => !pointed.some(([, taken]) => taken === upload));
  const chosen = [...pointed, ...calledMask(command, named, unpointed)];
  const others = unpointed.filter((upload) => !chosen.some(([, taken]) => taken === upload));
  const free = inOrderOfNeed(command, { ...named, ...Object.fromEntries(chosen) }, names);
  if (others.length > free.length) {
    const { name } = command;
    throw new UserError(userMessages.tooManyFiles({ command: name, taken: names.length, given: uploads.length }));
  }
  return Object.fromEntries([...chosen, ...others.map((upload, i) => [free[i]!, upload] as const)]);
}

/**
 * Assigns the mask by its file name, where exactly one of several files is named so, since people attach files in any
 * order.
 */
function calledMask({ options }: Command, named: Readonly<Record<string, RawValue>>, uploads: readonly Upload[]) {
  const masks = uploads.filter(({ name }) => /(?<![a-z])mask(?![a-z])/i.test(name));
  const isTold = uploads.length > 1 && masks.length === 1 && options.mask?.kind === 'image' && !('mask' in named);
  return isTold ? [['mask', masks[0]!] as const] : [];
}

/** Orders the free image options: first those that another given option needs. */
function inOrderOfNeed({ options }: Command, named: Readonly<Record<string, RawValue>>, names: readonly string[]) {
  const needed = new Set(Object.keys(named).map((name) => options[name]?.needs));
  const free = names.filter((name) => !(name in named));
  return [...free.filter((name) => needed.has(name)), ...free.filter((name) => !needed.has(name))];
}

function pointedAt(name: string, value: string, uploads: readonly Upload[]): Upload {
  const upload = /^\d+$/.test(value) ? uploads[Number(value) - 1] : uploads.find((each) => each.name === value);
  if (upload === undefined)
    throw new UserError(userMessages.noSuchFile({ name, value, given: uploads.map((each) => each.name) }));
  return upload;
}
