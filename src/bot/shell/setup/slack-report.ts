import { slashName } from '../../slack/command-names.ts';
import type { SlackDiagnosis } from '../../slack/setup/diagnose.ts';
import { neededEvents, neededScopes } from '../../slack/setup/scopes.ts';

/**
 * Formats the part of `stridebot doctor` about Slack.
 *
 * @param slack Null: not configured.
 * @param prefix The configured prefix of the slash commands.
 */
export function slackReport(slack: SlackDiagnosis | null, prefix: string): string {
  if (slack === null) return 'Slack      not connected (SLACK_BOT_TOKEN is not set; docs/slack.md)\n';
  const { bot, problem } = slack;
  const lines = [
    ...(bot === null ? [] : [`the bot token is that of ${bot.name} in ${bot.workspace} (${bot.url})`]),
    ...scopeLines(slack),
    ...connectionLines(slack),
    ...(bot === null ? [] : setUpLines(prefix)),
    ...(problem === null ? [] : [problem.message, ...(problem.hint === undefined ? [] : [problem.hint])]),
  ];
  return lines.map((line, i) => `${i === 0 ? 'Slack      ' : '           '}${line}\n`).join('');
}

function scopeLines({ missingScopes, declinedScopes }: SlackDiagnosis): readonly string[] {
  if (missingScopes === null) return [];
  const needed =
    missingScopes.length === 0 ? `all ${neededScopes.length} that are needed` : `missing ${missingScopes.join(', ')}`;
  return [`scopes: ${needed}`, ...(declinedScopes ?? []).map(({ name, without }) => `without ${name}: ${without}`)];
}

function connectionLines({ connection }: SlackDiagnosis): readonly string[] {
  if (connection === null) return [];
  return connection.kind === 'socket'
    ? ['connection: Socket Mode; the app-level token opens it']
    : [`connection: signed requests on port ${connection.port}; whether Slack reaches it, only Slack knows`];
}

/** What the app must be set up for, since Slack does not return that to a bot. */
const setUpLines = (prefix: string): readonly string[] => [
  `commands: ${slashName('sample', prefix)} and its like; the app must have them so`,
  `events: ${neededEvents.map(({ name }) => name).join(', ')}; the app must have them`,
  'Slack does not tell what the app has: if it may differ, paste stridebot slack manifest into App Manifest again.',
];
