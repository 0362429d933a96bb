import type { ChatInputCommandInteraction } from 'discord.js';
import type { Command } from '../../../commands/command.ts';
import type { AttachedFile } from '../../chat/fetch-file.ts';
import { offersPrivate, type ParsedCommand, withPromptOptions } from '../../chat/parsed-command.ts';
import { privateOption } from '../setup/definitions.ts';

/**
 * Parses the options of a slash command. A command that makes no picture is answered in private anyway.
 *
 * @throws UserError as `withPromptOptions`.
 */
export function parseInteraction(
  { options }: ChatInputCommandInteraction,
  command: Command,
): ParsedCommand<AttachedFile> {
  const values: Record<string, string | number | boolean> = {};
  const files: Record<string, AttachedFile> = {};
  for (const { name, value, attachment } of options.data) {
    if (attachment) files[name] = attachment;
    else if (name !== privateOption.name && value !== undefined && value !== null) values[name] = value;
  }
  const isPrivate = !offersPrivate(command) || options.getBoolean(privateOption.name) === true;
  return withPromptOptions({ command, values, files, isPrivate });
}
