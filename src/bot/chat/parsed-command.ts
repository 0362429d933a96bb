import type { Command } from '../../commands/command.ts';
import { parseOptions, type RawValue, type WrittenValue } from '../../commands/options/parse-options.ts';
import { parseRegion } from '../../commands/options/region.ts';
import { readUploads, type TypedLine } from '../../commands/parsing/parse-line.ts';
import { readPromptFields } from '../../commands/parsing/prompt-fields.ts';
import type { Upload } from '../../commands/ports/upload.ts';

/**
 * A parsed command, whether typed, from a menu or in a form. Its pictures are still on the platform.
 */
export interface ParsedCommand<File> {
  readonly command: Command;
  readonly values: Readonly<Record<string, WrittenValue>>;
  readonly files: Readonly<Record<string, File>>;
  /** Only the asker sees the answer. */
  readonly isPrivate: boolean;
  /** Says how the request was understood, where that needs saying. */
  readonly note?: string;
}

/** Fetches a picture from the platform. @throws UserError when it cannot be fetched. */
export type FetchFile<File> = (file: File) => Promise<Upload>;

/** Whether a command has the option `private`: those that draw. An answer in words is private anyway. */
export const offersPrivate = ({ options, actions }: Command): boolean => actions !== undefined || 'seed' in options;

/**
 * Reads options that were typed into a prompt: "a skull --seed 5".
 *
 * @throws UserError for an unknown option, or one that is given twice.
 */
export function withPromptOptions<File>(parsed: ParsedCommand<File>): ParsedCommand<File> {
  const { values, isPrivate } = readPromptFields(parsed.command, parsed.values, offersPrivate(parsed.command));
  return { ...parsed, values, isPrivate: parsed.isPrivate || isPrivate };
}

/**
 * Assigns files to the options that take pictures: first those that an option names, then the others in order.
 *
 * @throws UserError when there are more than the command takes.
 */
export function withFiles<File extends { readonly name: string }>(
  { command, values, isPrivate, note }: TypedLine & { readonly isPrivate: boolean },
  files: readonly File[],
): ParsedCommand<File> {
  const uploads = files.map(({ name }) => withoutBytes(name));
  const assigned = readUploads(command, values, uploads);
  const given = Object.entries(assigned).map(([name, upload]) => [name, files[uploads.indexOf(upload)]!] as const);
  const others = Object.entries(values).filter(([name]) => !(name in assigned));
  return {
    ...{ command, values: Object.fromEntries(others), files: Object.fromEntries(given), isPrivate },
    ...(note !== undefined && { note }),
  };
}

const withoutBytes = (name: string): Upload => ({ name, bytes: new Uint8Array() });

/**
 * Checks everything except the files themselves, without waiting for anything.
 *
 * @param coming Options whose pictures will be given later.
 * @returns The values as the command receives them, except its pictures.
 * @throws UserError that says what to write instead.
 */
export function checkCommand<File>(
  { command, values, files }: ParsedCommand<File>,
  coming: readonly string[] = [],
): ReturnType<typeof parseOptions> {
  const pictures = [...Object.keys(files), ...coming].map((name) => [name, withoutBytes(name)] as const);
  const parsed = parseOptions(command, { ...values, ...Object.fromEntries(pictures) });
  if (typeof parsed.region === 'string') parseRegion(parsed.region);
  return parsed;
}

/** Fetches the files and parses the options. @throws UserError for a file that cannot be fetched, or a wrong option. */
export async function readOptions<File>(
  { command, values, files }: ParsedCommand<File>,
  fetchFile: FetchFile<File>,
): Promise<Readonly<Record<string, RawValue | undefined>>> {
  const fetched = Object.entries(files).map(async ([name, file]) => [name, await fetchFile(file)] as const);
  return parseOptions(command, { ...values, ...Object.fromEntries(await Promise.all(fetched)) });
}

/** The picture options without which the command, or another option that was given, has no effect. */
export function neededPictures({ options }: Command, values: ParsedCommand<unknown>['values'] = {}): readonly string[] {
  const given = new Set(Object.keys(values).map((name) => options[name]?.needs));
  return Object.entries(options).flatMap(([name, { kind, required }]) =>
    kind === 'image' && (required || given.has(name) || name in values) ? [name] : [],
  );
}

/** The first picture option that is needed and has no file; undefined where there is none. */
export const missingPicture = ({ command, values, files }: ParsedCommand<unknown>): string | undefined =>
  neededPictures(command, values).find((name) => !(name in files));

/** Whether the command changes the asker's latest result, because it names no other. */
export const isOfLatest = ({ command, values, files }: ParsedCommand<unknown>): boolean =>
  command.name === 'remix' && values.job === undefined && files.image === undefined;
