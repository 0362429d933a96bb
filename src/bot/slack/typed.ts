import type { Command, Upload } from '../../commands/command.ts';
import { commands, findCommand } from '../../commands/index.ts';
import { readLine, readUploads, type TypedLine } from '../../commands/line.ts';
import { nearest } from '../../commands/nearest.ts';
import { parseOptions, type RawValue } from '../../commands/values.ts';
import type { SlackFile } from './pictures.ts';

/** What somebody asks for, however they said it. */
export interface Asked {
  readonly command: Command;
  readonly values: Readonly<Record<string, RawValue>>;
  readonly files: Readonly<Record<string, SlackFile>>;
  /** The answer is for the asker's eyes. */
  readonly isPrivate: boolean;
}

/** A line as people wrote it: Slack escapes signs, and wraps people, channels and addresses. */
export const unescaped = (text: string): string =>
  text
    .replace(/<([@#!])([^|>]*)(?:\|([^>]*))?>/g, (_, sign: string, id: string, name?: string) =>
      sign === '!' ? (name ?? id) : `${sign}${name || id}`,
    )
    .replace(/<([^|<>\s]+)(?:\|([^<>]*))?>/g, (_, address: string, label?: string) => label ?? address)
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\u00a0/g, ' ')
    .trim();

const privateWord = /(?:^|\s)(?:--private(?:[:=](\w+))?|private[:=]\s?(\w+))(?=\s|$)/i;

/** Whether `private:yes` was asked for: an option of every command that draws, and of none in particular. */
export function withoutPrivate(line: string): { readonly line: string; readonly isPrivate: boolean } {
  const match = privateWord.exec(line);
  if (match === null) return { line, isPrivate: false };
  const word = (match[1] ?? match[2] ?? 'yes').toLowerCase();
  return { line: line.replace(privateWord, ''), isPrivate: !['no', 'n', 'off', 'false', '0'].includes(word) };
}

/** Whether `private` is among its options: of what draws and redraws; what only tells is private anyway. */
export const offersPrivate = ({ options, actions }: Command): boolean => actions !== undefined || 'seed' in options;

/** @throws UserError with a sentence that says what to write instead. */
export function readTyped(text: string): TypedLine & Pick<Asked, 'isPrivate'> {
  const { line, isPrivate } = withoutPrivate(text);
  const typed = readLine(line);
  return { ...typed, isPrivate: isPrivate || !offersPrivate(typed.command) };
}

/**
 * What a mention means: a command, without a slash too; else a picture of these words, from the one that came with them.
 *
 * @param text Without the mention itself.
 */
export function lineOfMention(text: string, hasPicture: boolean): string {
  const words = fromProse(text);
  const name = /^\/?([a-z][\w-]*)(?=\s|$)/i.exec(words)?.[1]?.toLowerCase();
  if (words === '') return hasPicture ? '/sdedit' : '/help';
  if (name !== undefined && (findCommand(name) !== undefined || isSlip(name))) return words;
  if (words.startsWith('/')) return words;
  return `/${hasPicture ? 'sdedit' : 'sample'} ${words}`;
}

const isSlip = (name: string): boolean =>
  name.length > 3 &&
  nearest(
    name,
    commands.map((each) => each.name),
  ) !== undefined;

const lastClause = /,\s*([a-z][\w-]*)(?:\s*[:=]\s*|\s+(?:is\s+)?)([\w.+-]+)\s*$/i;

/** "a castle, start 7, seed 180" is "a castle start:7 seed:180", for the options that the command has. */
function fromProse(text: string): string {
  const command = findCommand(/^\/?([\w-]+)/.exec(text)?.[1]?.toLowerCase() ?? '') ?? findCommand('sdedit')!;
  let rest = text.trim();
  const named: string[] = [];
  for (let clause = lastClause.exec(rest); clause !== null; clause = lastClause.exec(rest)) {
    const [whole, name = '', value = ''] = clause;
    const spec = command.options[name.toLowerCase()];
    if (spec === undefined || spec.kind === 'text') break;
    named.unshift(`${name.toLowerCase()}:${value}`);
    rest = rest.slice(0, rest.length - whole.length);
  }
  return [rest, ...named].join(' ').trim();
}

/**
 * Gives files to the options that take pictures: those that were pointed at, then in order.
 *
 * @throws UserError when there are more than it takes.
 */
export function withFiles(typed: TypedLine & Pick<Asked, 'isPrivate'>, files: readonly SlackFile[]): Asked {
  const { command, isPrivate } = typed;
  const uploads = files.map(({ name }): Upload => ({ name, bytes: new Uint8Array() }));
  const placed = readUploads(command, typed.values, uploads);
  const values = Object.fromEntries(Object.entries(typed.values).filter(([name]) => !(name in placed)));
  const given = Object.entries(placed).map(([name, upload]) => [name, files[uploads.indexOf(upload)]!] as const);
  return { command, values, files: Object.fromEntries(given), isPrivate };
}

/**
 * Looks at everything but the files themselves, which takes no time.
 *
 * @param coming Options whose pictures are still to come.
 * @throws UserError that says what to write instead.
 */
export function check({ command, values, files }: Asked, coming: readonly string[] = []): void {
  const unread = [...Object.keys(files), ...coming].map((name) => [name, { name, bytes: new Uint8Array() }] as const);
  parseOptions(command, { ...values, ...Object.fromEntries(unread) });
}

/** Options that take a picture, without which the command, or something that was said, comes to nothing. */
export function neededPictures({ options }: Command, values: Asked['values'] = {}): readonly string[] {
  const asked = new Set(Object.keys(values).map((name) => options[name]?.needs));
  return Object.entries(options).flatMap(([name, { kind, required }]) =>
    kind === 'image' && (required || asked.has(name)) ? [name] : [],
  );
}

/** The same with a picture that somebody meant without bringing it, where one is needed. */
export async function withEarlierPicture(asked: Asked, find: () => Promise<SlackFile>): Promise<Asked> {
  const missing = neededPictures(asked.command, asked.values).find((name) => !(name in asked.files));
  return missing === undefined ? asked : { ...asked, files: { ...asked.files, [missing]: await find() } };
}
