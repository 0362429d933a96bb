import { type Notice, UserError } from '../../../commands/messages/errors.ts';
import { parseConfig } from '../../../config.ts';
import { printJson, printNotice } from '../reply.ts';
import { printFailure } from '../session.ts';
import { type ExitCode, exitCodes, type Shell } from '../shell.ts';

export interface InviteFlags {
  readonly withEmoji?: boolean;
  readonly json?: boolean;
}

/** Prints the links that add the bot to a server or to a person, and why each permission is needed. */
export async function discordInvite(shell: Shell, { withEmoji = false, json = false }: InviteFlags): Promise<ExitCode> {
  try {
    const applicationId = await findApplicationId(shell);
    if (typeof applicationId !== 'string') {
      printNotice(shell, applicationId, json);
      return exitCodes.failure;
    }
    const { emojiPermission, inviteLinks, neededPermissions } = await import('../../discord/setup/invite.ts');
    const links = inviteLinks(applicationId, { withEmoji });
    const permissions = withEmoji ? [...neededPermissions, emojiPermission] : neededPermissions;
    if (json) {
      printJson(shell, { ...links, permissions: permissions.map(({ name, reason }) => ({ name, reason })) });
      return exitCodes.ok;
    }
    shell.stdout.write(`For a server:  ${links.server}\nFor yourself:  ${links.person}\n`);
    const lines = permissions.map(({ name, reason }) => `  ${name}: ${reason}\n`);
    shell.stderr.write(`What it asks for in a server:\n${lines.join('')}`);
    return exitCodes.ok;
  } catch (error) {
    return printFailure(shell, error, json);
  }
}

/**
 * Finds the application's id in the environment, or asks Discord with the token.
 *
 * @returns A notice when Discord does not return it.
 * @throws UserError when nothing is set.
 */
async function findApplicationId(shell: Shell): Promise<string | Notice> {
  const { discord } = parseConfig(shell.env);
  const given = shell.env.DISCORD_APPLICATION_ID; // without a token, the configuration has no Discord section
  if (given) return given;
  if (discord === null) throw new UserError(nothingSet);
  const { inspectToken } = await import('../../discord/setup/diagnose.ts');
  return inspectToken(discord);
}

const nothingSet: Notice = {
  message: 'It is not known which application to invite.',
  hint: 'Set DISCORD_APPLICATION_ID (General Information in the developer portal) or DISCORD_TOKEN in .env; docs/discord.md has the steps.',
};
