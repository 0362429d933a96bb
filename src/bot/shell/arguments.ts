import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Option, type Command as Subcommand } from 'commander';
import type { Command, OptionSpec } from '../../commands/command.ts';
import { t } from '../../commands/language/translate.ts';
import { UserError } from '../../commands/messages/errors.ts';
import { userMessages } from '../../commands/messages/user-messages.ts';
import type { RawValue } from '../../commands/options/parse-options.ts';
import { positionalOptions, readTokens } from '../../commands/parsing/parse-line.ts';
import { joined, meant, readPromptFields, tokensIn } from '../../commands/parsing/prompt-fields.ts';
import type { Token } from '../../commands/parsing/tokens.ts';
import type { Upload } from '../../commands/ports/upload.ts';
import { standardStream } from './destination.ts';
import type { Shell } from './shell.ts';
import { withShellCommands } from './shell-wording.ts';

/**
 * The options that need no flag, in order: the required ones and the texts at the beginning of a definition, after the
 * choice with which some begin.
 */
export function positionalNames({ options }: Command): readonly string[] {
  const entries = Object.entries(options);
  const isLead = (spec: OptionSpec, index: number) => index === 0 && spec.kind === 'choice';
  const end = entries.findIndex(([, spec], i) => !spec.required && spec.kind !== 'text' && !isLead(spec, i));
  return entries.slice(0, end === -1 ? undefined : end).map(([name]) => name);
}

/** Declares the options of a slash command as arguments and flags of a subcommand. */
export function declareOptions(subcommand: Subcommand, command: Command): void {
  const positional = positionalNames(command);
  subcommand.allowExcessArguments();
  // Optional to the parser, because each of them may be given as a flag instead.
  for (const name of positional) subcommand.argument(`[${name}]`, describe(command.options[name]!));
  const usage = positional.map((name) => (command.options[name]!.required ? `<${name}>` : `[${name}]`));
  subcommand.usage([...usage, '[options]'].join(' '));
  for (const [name, spec] of Object.entries(command.options)) {
    const option = new Option(flagOf(name, spec), describe(spec));
    subcommand.addOption(positional.includes(name) ? option.hideHelp() : option);
    if (spec.kind === 'switch')
      subcommand.addOption(new Option(spec.default ? `--${name}` : `--no-${name}`).hideHelp());
  }
}

/** Refuses a flag that is given twice with a UserError: the parser would use the last one without an error. */
export function refuseTwice(subcommand: Subcommand): void {
  const given = new Set<string>();
  for (const option of subcommand.options) {
    subcommand.on(`option:${option.name()}`, () => {
      const name = option.name().replace(/^no-/, '');
      if (given.has(name)) throw new UserError(userMessages.twice({ name }));
      given.add(name);
    });
  }
}

/** The flag of an option: `--count <number>`; for a switch that is on by default, the one that turns it off. */
function flagOf(name: string, spec: OptionSpec): string {
  switch (spec.kind) {
    case 'text':
      return `--${name} <words>`;
    case 'integer':
    case 'number':
      return `--${name} <number>`;
    case 'choice':
      return `--${name} <choice>`;
    case 'image':
      return `--${name} <file>`;
    case 'switch':
      return spec.default ? `--no-${name}` : `--${name}`;
    default:
      throw spec satisfies never;
  }
}

function describe(spec: OptionSpec): string {
  const facts = [
    ...('min' in spec ? [t('{{min}} to {{max}}', spec)] : []),
    ...('choices' in spec ? [spec.choices.join(', ')] : []),
    ...(spec.kind !== 'switch' && 'default' in spec
      ? [t('default: {{default}}', { default: String(spec.default) })]
      : []),
  ];
  // The flag of a switch that is on by default turns it off.
  const summary = t(spec.summary);
  const words = spec.kind === 'switch' && spec.default ? t('Without this flag: {{summary}}', { summary }) : summary;
  return withShellCommands(facts.length === 0 ? words : `${words} (${facts.join('; ')})`);
}

/**
 * Reads the values of the options, by name, and the files. Words without a flag fill the positional options that have
 * no flag; options among them are read as in a chat: `seed:5`.
 * @throws UserError when a required option is missing, there are too many words, or a file cannot be read.
 */
export async function readValues(
  command: Command,
  subcommand: Subcommand,
  shell: Pick<Shell, 'stdin'>,
): Promise<Readonly<Record<string, RawValue | undefined>>> {
  const flags = subcommand.opts<Readonly<Record<string, string | boolean | undefined>>>();
  const flagged = Object.entries(command.options).flatMap(([name, spec]) => {
    const value = flags[new Option(flagOf(name, spec)).attributeName()];
    return value === undefined ? [] : [[name, value] as const];
  });
  const { named, loose } = readWords(command, subcommand.args);
  const chosen = joined(Object.fromEntries(flagged), named);
  const places = positionalNames(command).filter((name) => !Object.hasOwn(chosen, name));
  const { values } = readPromptFields(command, { ...chosen, ...fill(command, places, loose) }, false);
  for (const [name, { required, summary }] of Object.entries(command.options)) {
    if (!required || values[name] !== undefined) continue;
    const hint = `${t('Usage:')} stridebot ${command.name} ${subcommand.usage()}`;
    const said = { command: command.name, name, summary: t(summary) };
    throw new UserError({ message: t('{{command}} needs <{{name}}>: {{summary}}', said), hint });
  }
  if (Object.entries(values).filter(([name, value]) => isStandard(command, name, value)).length > 1) {
    throw new UserError({ message: t('Standard input holds one picture.'), hint: t('Give the others as files.') });
  }
  const read = Object.entries(values).map(async ([name, value]) => {
    const isFile = command.options[name]!.kind === 'image' && typeof value === 'string';
    return [name, isFile ? await readUpload(value, shell) : value] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

const isStandard = ({ options }: Command, name: string, value: unknown): boolean =>
  options[name]!.kind === 'image' && value === standardStream;

/**
 * Reads words. Those with spaces were in quotes, which the shell removed; the others are read like a line in a chat.
 */
function readWords(command: Command, words: readonly string[]) {
  const all: Token[] = [];
  for (let i = 0; i < words.length; i++) {
    const from = i;
    while (i < words.length && /^\S+$/.test(words[i]!)) i++;
    const line = words.slice(from, i).join(' ');
    all.push(...meant(command, tokensIn(line), line).map((token) => withStraightQuotes(token, line)));
    const [quoted] = words.slice(i, i + 1);
    if (quoted !== undefined) all.push({ kind: 'quoted', from: 0, to: 0, text: quoted });
  }
  const { named, loose } = readTokens(command, all);
  return { named, loose: loose.map(({ text }) => text) };
}

/**
 * Keeps straight quotes that the shell left, as they are meant; round ones were typed instead of quotes for the shell.
 */
const withStraightQuotes = (token: Token, line: string): Token =>
  token.kind === 'quoted' && /^["']/.test(line.slice(token.from))
    ? { ...token, kind: 'word', text: line.slice(token.from, token.to) }
    : token;

/** Assigns words to positional options in order. A single text needs no quotes: `stridebot sample a skull`. */
function fill(command: Command, places: readonly string[], words: readonly string[]): Readonly<Record<string, string>> {
  const texts = places.filter((name) => command.options[name]!.kind === 'text');
  const isJoined = texts.length === 1 && places.at(-1) === texts[0] && words.length > places.length;
  const last = places.length - 1;
  const parts = isJoined ? [...words.slice(0, last), words.slice(last).join(' ')] : words;
  const [tooMany] = parts.slice(places.length);
  if (tooMany !== undefined) {
    const [first] = positionalOptions(command);
    const isNumber = /^\d+$/.test(tooMany) && first !== undefined && 'min' in command.options[first]!;
    const hint = isNumber
      ? t('Write --{{option}} {{number}}.', { option: first, number: tooMany })
      : t('Put what belongs together in quotes.');
    const said = { command: command.name, words: tooMany };
    throw new UserError({ message: t('{{command}}: there is no place left for "{{words}}".', said), hint });
  }
  return Object.fromEntries(parts.map((part, index) => [places[index]!, part]));
}

const unreadable = (): Readonly<Record<string, string>> => ({
  ENOENT: t('there is no such file'),
  EISDIR: t('that is a folder, not a file'),
  ENOTDIR: t('a part of it is a file, not a folder'),
  EACCES: t('it is not yours to read'),
  ENAMETOOLONG: t('the name is too long'),
});

/**
 * Reads a file. @param path `-` is standard input.
 * @throws UserError when there is no such file, or it may not be read.
 */
export async function readUpload(path: string, { stdin }: Pick<Shell, 'stdin'>): Promise<Upload> {
  if (path.trim() === '') throw new UserError({ message: t('The name of a file is empty.') });
  if (path === standardStream) return { name: 'standard input', bytes: await buffer(stdin) };
  try {
    return { name: basename(path), bytes: await readFile(path) };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw new UserError({ message: `${path}: ${unreadable()[code] ?? t('cannot be read')}.` }, { cause });
  }
}
