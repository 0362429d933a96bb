import type { Command } from '../../commands/command.ts';
import { parseOptions, type RawValue, type RawValues } from '../../commands/options/parse-options.ts';
import { readPromptFields } from '../../commands/parsing/prompt-fields.ts';
import type { Upload } from '../../commands/ports/upload.ts';
import type { AttachedFile, FetchFile } from '../chat/fetch-file.ts';
import { offersPrivate } from './setup/definitions.ts';

/** What somebody asks for, however they said it: typed, from a menu, or in a form. */
export interface ParsedCommand {
  readonly command: Command;
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly files: Readonly<Record<string, AttachedFile>>;
  /** The answer is for the asker's eyes. */
  readonly isPrivate: boolean;
}

/**
 * The same with options that were typed into a prompt: "a skull --seed 5".
 *
 * @throws UserError for an option that there is none of, or that is given twice.
 */
export function withPromptOptions(asked: ParsedCommand): ParsedCommand {
  const { values, isPrivate } = readPromptFields(asked.command, asked.values, offersPrivate(asked.command));
  return { ...asked, values, isPrivate: asked.isPrivate || isPrivate };
}

/**
 * Looks at everything but the files themselves, which takes no time: a mistake is answered before anything is promised.
 *
 * @throws UserError that says what to write instead.
 */
export function check({ command, values, files }: ParsedCommand): void {
  const unread = Object.keys(files).map((name): [string, Upload] => [name, { name, bytes: new Uint8Array() }]);
  parseOptions(command, { ...values, ...Object.fromEntries(unread) });
}

/** @throws UserError when a file cannot be fetched, or an option is wrong. */
export async function read(
  { command, values, files }: ParsedCommand,
  fetchFile: FetchFile,
): Promise<Readonly<Record<string, RawValue | undefined>>> {
  const fetched = Object.entries(files).map(async ([name, file]) => [name, await fetchFile(file)] as const);
  const raw: RawValues = { ...values, ...Object.fromEntries(await Promise.all(fetched)) };
  return parseOptions(command, raw);
}
