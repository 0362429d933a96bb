import { GatewayCloseCodes as Close, DiscordAPIError, HTTPError, RateLimitError, type REST } from 'discord.js';
import type { Notice } from '../../../commands/messages/errors.ts';

/** Where to find the token, in the words of the developer portal. */
const whereToFindToken =
  'Take a new one at https://discord.com/developers/applications under Bot, "Reset Token", and put it into DISCORD_TOKEN as it is.';

/** Whether the text could be a token at all: one pasted by mistake often has spaces or quotes. */
export const isTokenLike = (token: string): boolean => /^[\w.-]+$/.test(token);

const refusedToken: Notice = { message: 'Discord refuses the token.', hint: whereToFindToken };

export const malformedToken: Notice = {
  message: 'DISCORD_TOKEN is no token: it has signs that none has, such as a space.',
  hint: whereToFindToken,
};

/**
 * Explains to the operator why Discord could not be used. The text contains nothing of the request, which includes the
 * token.
 */
export function startupProblem(error: unknown, rest: REST): Notice {
  if (error instanceof DiscordAPIError && error.status === 401) return refusedToken;
  if (error instanceof DiscordAPIError) {
    return { message: `Discord refuses a request: ${error.message} (${error.code}, status ${error.status}).` };
  }
  if (error instanceof RateLimitError) {
    const minutes = Math.ceil(error.timeToReset / 60_000);
    return { message: 'Discord asks for fewer requests.', hint: `Try again in ${minutes} min.` };
  }
  if (error instanceof HTTPError) {
    const hint = 'Try again in a few minutes; https://discordstatus.com tells more.';
    return { message: `Discord has a problem of its own (status ${error.status}).`, hint };
  }
  return unreachable(error, rest.options.api);
}

/** Explains the close code with which Discord ended a gateway connection for good. */
export function closeProblem(code: number): Notice {
  switch (code) {
    case Close.AuthenticationFailed:
      return refusedToken;
    case Close.InvalidShard:
    case Close.ShardingRequired:
      return { message: 'Discord wants this bot in more shards.', hint: 'Set DISCORD_SHARDS=auto and start again.' };
    default:
      return {
        message: `Discord does not take this bot's connection any more (${Close[code] ?? 'unknown'}, ${code}).`,
        hint: 'Install a newer Stridebot, and start again.',
      };
  }
}

/** Formats a notice as one line, for logs and health checks. */
export const inOneLine = ({ message, hint }: Notice): string => (hint === undefined ? message : `${message} ${hint}`);

/** @param address The URL that could not be reached. Of `error`, only the code is shown. */
export function unreachable(error: unknown, address: string): Notice {
  const host = URL.canParse(address) ? new URL(address).host : address;
  const setting = /(^|\.)discord\.(com|gg)$/.test(host) ? '' : ' DISCORD_API_URL names another address than Discord’s.';
  return {
    message: `${host} cannot be reached (${codeOf(error)}).`,
    hint: `Check this machine's network, and whether its firewall lets HTTPS to ${host} through.${setting}`,
  };
}

/** The system's error code, such as ECONNREFUSED. The error's message is not used: it may contain the request. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : error.name;
}
