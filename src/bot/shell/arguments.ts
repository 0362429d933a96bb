import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Option, type Command as Subcommand } from 'commander';
import type { Command, OptionSpec, Upload } from '../../commands/command.ts';
import { UserError } from '../../commands/errors.ts';
import { positionalOptions } from '../../commands/line.ts';
import type { RawValue } from '../../commands/values.ts';
import { inShellWords } from './in-shell-words.ts';

/** Names of the options that need no flag, in order: the required ones and the texts that a definition begins with. */
export function positionalNames({ options }: Command): readonly string[] {
  const entries = Object.entries(options);
  const end = entries.findIndex(([, spec]) => !spec.required && spec.kind !== 'text');
  return entries.slice(0, end === -1 ? undefined : end).map(([name]) => name);
}

/** Gives a subcommand the arguments and flags of a slash command. */
export function declareOptions(subcommand: Subcommand, command: Command): void {
  const positional = positionalNames(command);
  subcommand.allowExcessArguments();
  // Optional to the parser, because each of them may come as a flag instead.
  for (const name of positional) subcommand.argument(`[${name}]`, describe(command.options[name]!));
  const usage = positional.map((name) => (command.options[name]!.required ? `<${name}>` : `[${name}]`));
  subcommand.usage([...usage, '[options]'].join(' '));
  for (const [name, spec] of Object.entries(command.options)) {
    const option = new Option(flagOf(name, spec), describe(spec));
    subcommand.addOption(positional.includes(name) ? option.hideHelp() : option);
  }
}

/** `--count <number>`; a switch that is on by default has the flag that turns it off. */
export function flagOf(name: string, spec: OptionSpec): string {
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
    ...('min' in spec ? [`${spec.min} to ${spec.max}`] : []),
    ...('choices' in spec ? [spec.choices.join(', ')] : []),
    ...(spec.kind !== 'switch' && 'default' in spec ? [`default: ${spec.default}`] : []),
  ];
  // The flag of a switch that is on turns it off.
  const words = spec.kind === 'switch' && spec.default ? `Without this flag: ${spec.summary}` : spec.summary;
  return inShellWords(facts.length === 0 ? words : `${words} (${facts.join('; ')})`);
}

/**
 * Values as they were written, by option name, files read. Words without a flag fill the places that no flag has taken.
 * @throws UserError when something required is missing, there are more words than places, or a file cannot be read.
 */
export async function readValues(
  command: Command,
  subcommand: Subcommand,
): Promise<Readonly<Record<string, RawValue | undefined>>> {
  const flags = subcommand.opts<Readonly<Record<string, string | boolean | undefined>>>();
  const flagged = Object.entries(command.options).map(([name, spec]) => {
    return [name, flags[new Option(flagOf(name, spec)).attributeName()]] as const;
  });
  const places = positionalNames(command).filter((name) => !flagged.some(([each, value]) => each === name && value));
  const written = { ...Object.fromEntries(flagged), ...fill(command, places, subcommand.args) };
  for (const [name, { required, summary }] of Object.entries(command.options)) {
    if (!required || written[name] !== undefined) continue;
    const hint = `Usage: stridebot ${command.name} ${subcommand.usage()}`;
    throw new UserError({ message: `${command.name} needs <${name}>: ${summary}`, hint });
  }
  const values = Object.entries(written).map(async ([name, value]) => {
    const isFile = command.options[name]!.kind === 'image' && typeof value === 'string';
    return [name, isFile ? await readUpload(value) : value] as const;
  });
  return Object.fromEntries(await Promise.all(values));
}

/** Words to places in order. Where only one place is for a text, its words need no quotes: `stridebot sample a skull`. */
function fill(command: Command, places: readonly string[], words: readonly string[]): Readonly<Record<string, string>> {
  const texts = places.filter((name) => command.options[name]!.kind === 'text');
  const isJoined = texts.length === 1 && places.at(-1) === texts[0] && words.length > places.length;
  const last = places.length - 1;
  const parts = isJoined ? [...words.slice(0, last), words.slice(last).join(' ')] : words;
  const [tooMany] = parts.slice(places.length);
  if (tooMany !== undefined) {
    const [first] = positionalOptions(command);
    const isNumber = /^\d+$/.test(tooMany) && first !== undefined && 'min' in command.options[first]!;
    const hint = isNumber ? `Write --${first} ${tooMany}.` : 'Put what belongs together in quotes.';
    throw new UserError({ message: `${command.name}: there is no place left for "${tooMany}".`, hint });
  }
  return Object.fromEntries(parts.map((part, index) => [places[index]!, part]));
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'that is a folder, not a file',
};

/** @throws UserError when there is no such file, or it may not be read. */
export async function readUpload(path: string): Promise<Upload> {
  try {
    return { name: basename(path), bytes: await readFile(path) };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw new UserError({ message: `${path}: ${unreadable[code] ?? 'cannot be read'}.` }, { cause });
  }
}
