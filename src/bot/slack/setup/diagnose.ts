import { webApi } from '@slack/bolt';
import type { Notice } from '../../../commands/messages/errors.ts';
import type { SlackConfig, SlackMode } from '../../../config.ts';
import { lackingScopes, malformedSecret, otherApp, startupProblem, unreachable } from '../api/connection-errors.ts';
import { declinedScopes, missingScopes, type OptionalScope } from './scopes.ts';

/** The findings about the connection to Slack; null: not checked, because of the problem. */
export interface SlackDiagnosis {
  readonly bot: Bot | null;
  /** Required scopes that the workspace has not granted. */
  readonly missingScopes: readonly string[] | null;
  /** Optional scopes that the workspace has not granted. */
  readonly declinedScopes: readonly OptionalScope[] | null;
  /** How Slack's events arrive, when nothing prevents it. */
  readonly connection: Connection | null;
  readonly problem: Notice | null;
}

interface Bot {
  readonly name: string;
  readonly workspace: string;
  readonly url: string;
}

type Connection = { readonly kind: 'socket' } | { readonly kind: 'http'; readonly port: number };

type Access = Pick<SlackConfig, 'botToken' | 'mode' | 'apiUrl'>;

/** How long each response may take: the operator waits for it. */
const timeoutMs = 10_000;

/**
 * Checks what the bot would need at its start. Changes nothing, opens no socket, sends each request once, and throws no
 * error that Slack causes.
 */
export async function diagnoseSlack(access: Access): Promise<SlackDiagnosis> {
  if (access.mode.kind === 'http' && !isSecret(access.mode.signingSecret))
    return { ...unchecked, problem: malformedSecret };
  const web = clientOf(access.botToken, access);
  let found = unchecked;
  try {
    const who = await web.auth.test();
    found = { ...found, bot: botOf(who), ...scopesIn(who) };
    const problem = await connectionProblem(access, who, web);
    if (problem !== null) return { ...found, problem };
    found = { ...found, connection: connectionOf(access.mode) };
    const missing = found.missingScopes ?? [];
    return missing.length === 0 ? found : { ...found, problem: lackingScopes(missing) };
  } catch (error) {
    return { ...found, problem: startupProblem(error, 'SLACK_BOT_TOKEN', access.apiUrl) };
  }
}

const unchecked: SlackDiagnosis = {
  bot: null,
  missingScopes: null,
  declinedScopes: null,
  connection: null,
  problem: null,
};

/**
 * Creates a client without retries, which take half an hour, and without its log, which says more than may be shown.
 */
const clientOf = (token: string, { apiUrl }: Pick<Access, 'apiUrl'>): webApi.WebClient =>
  new webApi.WebClient(token, {
    ...{ slackApiUrl: apiUrl, timeout: timeoutMs, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    logger: silence,
  });

const silence: webApi.Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => webApi.LogLevel.ERROR,
  setName() {},
};

const isSecret = (secret: string): boolean => /^[0-9a-f]{32}$/.test(secret);

const botOf = ({ user, team, url }: webApi.AuthTestResponse): Bot => ({
  name: user ?? 'a bot',
  workspace: team ?? 'an organisation',
  url: url ?? '',
});

/** The scopes; undefined when Slack does not list what it has granted. */
const scopesIn = ({ response_metadata: metadata }: webApi.AuthTestResponse) =>
  metadata?.scopes && {
    missingScopes: missingScopes(metadata.scopes),
    declinedScopes: declinedScopes(metadata.scopes),
  };

async function connectionProblem(
  { mode, ...access }: Access,
  who: webApi.AuthTestResponse,
  web: webApi.WebClient,
): Promise<Notice | null> {
  // Whether Slack can reach this machine over HTTP cannot be checked from here.
  if (mode.kind === 'http') return null;
  const app = await appOf(who, web);
  if (app !== undefined && appIn(mode.appToken) !== undefined && app !== appIn(mode.appToken)) return otherApp(app);
  return socketProblem(mode.appToken, access);
}

/** The app that the bot token belongs to; undefined when Slack does not say. */
async function appOf(who: webApi.AuthTestResponse, web: webApi.WebClient): Promise<string | undefined> {
  if (who.app_id !== undefined || who.bot_id === undefined) return who.app_id;
  if (scopesIn(who)?.missingScopes.includes('users:read')) return undefined;
  return (await web.bots.info({ bot: who.bot_id })).bot?.app_id;
}

/** The app in an app-level token: xapp-1-A0123456789-… */
const appIn = (appToken: string): string | undefined => /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken)?.[1];

/** Checks Socket Mode without opening a socket: Slack must return a socket URL, and its host must answer over HTTPS. */
async function socketProblem(appToken: string, access: Pick<Access, 'apiUrl'>): Promise<Notice | null> {
  let url = '';
  try {
    url = (await clientOf(appToken, access).apps.connections.open({})).url ?? '';
  } catch (error) {
    return startupProblem(error, 'SLACK_APP_TOKEN', access.apiUrl);
  }
  try {
    const { origin } = new URL(url.replace(/^ws/, 'http')); // the path and query contain the ticket for one connection
    const { body } = await fetch(origin, { signal: AbortSignal.timeout(timeoutMs) });
    await body?.cancel();
    return null;
  } catch (error) {
    return unreachable(error, url);
  }
}

const connectionOf = (mode: SlackMode): Connection =>
  mode.kind === 'socket' ? { kind: 'socket' } : { kind: 'http', port: mode.port };
