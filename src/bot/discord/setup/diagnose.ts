import {
  type APIApplication,
  type APIGatewayBotInfo,
  REST,
  type RESTAPIPartialCurrentUserGuild,
  Routes,
} from 'discord.js';
import type { Notice } from '../../../commands/messages/errors.ts';
import type { DiscordConfig } from '../../../config.ts';
import { isTokenLike, malformedToken, startupProblem, unreachable } from '../api/connection-errors.ts';
import { missingPermissions } from './invite.ts';
import { areRegistered } from './register.ts';

/** The findings about the connection to Discord; null: not checked, because of the problem. */
export interface DiscordDiagnosis {
  readonly bot: Bot | null;
  readonly gateway: Gateway | null;
  /** Whether the commands of this version are registered; otherwise the next start registers them. */
  readonly commandsAreRegistered: boolean | null;
  /** The first 200. */
  readonly servers: readonly Server[] | null;
  readonly problem: Notice | null;
}

interface Bot {
  readonly name: string;
  readonly applicationId: string;
}

interface Gateway {
  readonly startsLeft: number;
  readonly startsPerDay: number;
  readonly recommendedShards: number;
}

interface Server {
  readonly id: string;
  readonly name: string;
  /** Names of the permissions that the bot's role lacks. */
  readonly missing: readonly string[];
}

type Access = Pick<DiscordConfig, 'token' | 'apiUrl'>;

/** How long each response may take: the operator waits for it. */
const timeoutMs = 10_000;

/**
 * Checks what the bot would need at its start. Changes nothing, sends each request once, and throws no error that
 * Discord causes.
 */
export async function diagnoseDiscord(
  access: Access & Pick<DiscordConfig, 'applicationId'>,
): Promise<DiscordDiagnosis> {
  const rest = restOf(access);
  const bot = await botOf(access, rest);
  if ('message' in bot) return { ...unchecked, problem: bot };
  const { applicationId: id } = bot;
  if (access.applicationId !== null && access.applicationId !== id)
    return { ...unchecked, bot, problem: otherThan(id) };
  let found: DiscordDiagnosis = { ...unchecked, bot };
  try {
    const info = (await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo;
    found = { ...found, gateway: gatewayOf(info), problem: await gatewayProblem(info) };
    found = { ...found, commandsAreRegistered: await areRegistered(rest, id) };
    return { ...found, servers: await serversOf(rest) };
  } catch (error) {
    return { ...found, problem: startupProblem(error, rest) };
  }
}

/** The id of the application that a token belongs to, or a notice of why it cannot be found. */
export async function inspectToken(access: Access): Promise<string | Notice> {
  const bot = await botOf(access, restOf(access));
  return 'message' in bot ? bot : bot.applicationId;
}

const unchecked: DiscordDiagnosis = {
  bot: null,
  gateway: null,
  commandsAreRegistered: null,
  servers: null,
  problem: null,
};

const restOf = ({ token, apiUrl }: Access): REST =>
  new REST({ api: apiUrl, retries: 0, timeout: timeoutMs, rejectOnRateLimit: () => true }).setToken(token);

async function botOf({ token }: Access, rest: REST): Promise<Bot | Notice> {
  if (!isTokenLike(token)) return malformedToken;
  try {
    const { id, name } = (await rest.get(Routes.currentApplication())) as APIApplication;
    return { name, applicationId: id };
  } catch (error) {
    return startupProblem(error, rest);
  }
}

const otherThan = (id: string): Notice => ({
  message: 'DISCORD_APPLICATION_ID and DISCORD_TOKEN belong to two applications.',
  hint: `The token is that of ${id}: set DISCORD_APPLICATION_ID to it, or leave it out.`,
});

const gatewayOf = ({ shards, session_start_limit: limit }: APIGatewayBotInfo): Gateway => ({
  startsLeft: limit.remaining,
  startsPerDay: limit.total,
  recommendedShards: shards,
});

/**
 * Checks that the gateway can be reached. It speaks WebSocket, but any HTTP response shows that nothing blocks the way.
 */
async function gatewayProblem({ url, session_start_limit: limit }: APIGatewayBotInfo): Promise<Notice | null> {
  if (limit.remaining === 0) return noStarts(limit.reset_after);
  try {
    const { body } = await fetch(url.replace(/^ws/, 'http'), { signal: AbortSignal.timeout(timeoutMs) });
    await body?.cancel();
    return null;
  } catch (error) {
    return unreachable(error, url);
  }
}

const noStarts = (resetAfterMs: number): Notice => ({
  message: 'Discord allows no further start today: the bot was started too often.',
  hint: `Try again in ${Math.ceil(resetAfterMs / 60_000)} min, and look into the log for why it ends.`,
});

async function serversOf(rest: REST): Promise<readonly Server[]> {
  const guilds = (await rest.get(Routes.userGuilds())) as readonly RESTAPIPartialCurrentUserGuild[];
  return guilds.map(({ id, name, permissions }) => ({ id, name, missing: missingPermissions(BigInt(permissions)) }));
}
