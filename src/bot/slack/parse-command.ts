import type { Command } from '../../commands/command.ts';
import { UserError } from '../../commands/messages/errors.ts';
import { userMessages } from '../../commands/messages/user-messages.ts';
import { parseOptions, type WrittenValue } from '../../commands/options/parse-options.ts';
import { parseRegion } from '../../commands/options/region.ts';
import { cleanLine } from '../../commands/options/typed-text.ts';
import { readLine, readUploads, type TypedLine } from '../../commands/parsing/parse-line.ts';
import type { Upload } from '../../commands/ports/upload.ts';
import type { SlackFile } from './slack-file.ts';

/** What somebody asks for, however they said it. */
export interface ParsedCommand {
  readonly command: Command;
  readonly values: Readonly<Record<string, WrittenValue>>;
  readonly files: Readonly<Record<string, SlackFile>>;
  /** The answer is for the asker's eyes. */
  readonly isPrivate: boolean;
}

/**
 * A line as people wrote it: Slack escapes signs, wraps people, channels and addresses, and marks bold words.
 *
 * @throws UserError for a line that is longer than any that makes sense.
 */
export const unescaped = (text: string): string =>
  cleanLine(
    text
      .replace(/<([@#!])([^|<>]*)(?:\|([^<>]*))?>/g, (_, sign: string, id: string, name?: string) =>
        sign === '!' ? (name ?? id) : `${sign}${name || id}`,
      )
      .replace(/<([^|<>\s]+)(?:\|([^<>]*))?>/g, (_, address: string, label?: string) => label ?? address)
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
      .replace(/\u00a0/g, ' '),
  );

const privateWord =
  /(?:^|\s)(?:(?:--|—|–|―)private(?:\s?[:=]\s?([a-z0-9]+))?|private\s?[:=]\s?([a-z0-9]+))[.,;!]*(?=\s|$)/i;

/**
 * Whether `private:yes` was asked for: an option of every command that draws, and of none in particular.
 *
 * @throws UserError where it is asked for twice.
 */
export function withoutPrivate(line: string): { readonly line: string; readonly isPrivate: boolean } {
  const match = privateWord.exec(line);
  if (match === null) return { line, isPrivate: false };
  const rest = line.replace(privateWord, '');
  if (privateWord.test(rest)) throw new UserError(userMessages.twice({ name: 'private' }));
  const word = (match[1] ?? match[2] ?? 'yes').toLowerCase();
  return { line: rest, isPrivate: !['no', 'n', 'off', 'false', '0'].includes(word) };
}

/** Whether `private` is among its options: of what draws and redraws; what only tells is private anyway. */
export const offersPrivate = ({ options, actions }: Command): boolean => actions !== undefined || 'seed' in options;

/** @throws UserError with a sentence that says what to write instead. */
export function readTyped(text: string): TypedLine & Pick<ParsedCommand, 'isPrivate'> {
  const { line, isPrivate } = withoutPrivate(text);
  const typed = readLine(line);
  return { ...typed, isPrivate: isPrivate || !offersPrivate(typed.command) };
}

/**
 * Gives files to the options that take pictures: those that were pointed at, then in order.
 *
 * @throws UserError when there are more than it takes.
 */
export function withFiles(
  typed: TypedLine & Pick<ParsedCommand, 'isPrivate'>,
  files: readonly SlackFile[],
): ParsedCommand {
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
 * @returns The values as the command will get them, but for its pictures.
 * @throws UserError that says what to write instead.
 */
export function check(
  { command, values, files }: ParsedCommand,
  coming: readonly string[] = [],
): ReturnType<typeof parseOptions> {
  const unread = [...Object.keys(files), ...coming].map((name) => [name, { name, bytes: new Uint8Array() }] as const);
  const parsed = parseOptions(command, { ...values, ...Object.fromEntries(unread) });
  if (typeof parsed.region === 'string') parseRegion(parsed.region);
  return parsed;
}

/** Options that take a picture, without which the command, or something that was said, comes to nothing. */
export function neededPictures({ options }: Command, values: ParsedCommand['values'] = {}): readonly string[] {
  const asked = new Set(Object.keys(values).map((name) => options[name]?.needs));
  return Object.entries(options).flatMap(([name, { kind, required }]) =>
    kind === 'image' && (required || asked.has(name) || name in values) ? [name] : [],
  );
}

/** The picture that is needed and did not come along; undefined where there is none such. */
export const missingPicture = ({ command, values, files }: ParsedCommand): string | undefined =>
  neededPictures(command, values).find((name) => !(name in files));

/** Whether it changes an earlier result without saying which. */
export const isOfLatest = ({ command, values, files }: ParsedCommand): boolean =>
  command.name === 'remix' && values.job === undefined && files.image === undefined;
