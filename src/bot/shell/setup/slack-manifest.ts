import { UserError } from '../../../commands/messages/errors.ts';
import { isPrefix } from '../../slack/command-names.ts';
import { neededScopes, optionalScopes } from '../../slack/setup/scopes.ts';
import { printJson } from '../reply.ts';
import { printFailure } from '../session.ts';
import { type ExitCode, exitCodes, type Shell } from '../shell.ts';

export interface ManifestFlags {
  readonly http?: string;
  readonly prefix?: string;
}

/**
 * Prints the app manifest to paste into Slack, and on stderr why it has each scope. Sends no request and needs no
 * token.
 */
export async function slackManifestCommand(shell: Shell, flags: ManifestFlags): Promise<ExitCode> {
  try {
    const inEnvironment = shell.env.SLACK_COMMAND_PREFIX ?? ''; // without a token, the configuration has no Slack section
    const prefix = checkPrefix(flags.prefix ?? inEnvironment);
    const httpUrl = flags.http === undefined ? null : checkUrl(flags.http);
    const { slackManifest } = await import('../../slack/setup/manifest.ts');
    printJson(shell, slackManifest({ prefix, httpUrl }));
    const lines = [
      'What the app asks for in a workspace:',
      ...neededScopes.map(({ name, reason }) => `  ${name}: ${reason}`),
      ...optionalScopes.map(({ name, reason }) => `  ${name} (can be declined): ${reason}`),
      ...(prefix === inEnvironment ? [] : [settingFor(prefix)]),
      'docs/slack.md has the steps.',
    ];
    shell.stderr.write(`${lines.join('\n')}\n`);
    return exitCodes.ok;
  } catch (error) {
    return printFailure(shell, error, false);
  }
}

/** The line about the setting, since the bot must have the prefix of the manifest. */
const settingFor = (prefix: string): string =>
  prefix === '' ? 'Take SLACK_COMMAND_PREFIX out of .env, too.' : `Set SLACK_COMMAND_PREFIX=${prefix} in .env, too.`;

/** @throws UserError for a prefix that no slash command can have. */
function checkPrefix(prefix: string): string {
  if (isPrefix(prefix)) return prefix;
  throw new UserError({
    message: `No slash command can begin with "${prefix}".`,
    hint: 'A prefix has small letters, digits, - and _, 20 at most, such as stride- (flag --prefix, or SLACK_COMMAND_PREFIX in .env).',
  });
}

/** @throws UserError for a URL to which Slack sends no requests. */
function checkUrl(url: string): string {
  const { protocol, search, hash } = URL.canParse(url) ? new URL(url) : { protocol: '', search: '', hash: '' };
  if (protocol === 'https:' && search === '' && hash === '') return url;
  throw new UserError({
    message: `Slack cannot send requests to "${url}".`,
    hint: 'Give the https address under which it reaches this machine, such as --http https://stride.example.org.',
  });
}
