import { DiscordAPIError, HTTPError, RateLimitError, type REST } from 'discord.js';
import type { Notice } from '../../commands/errors.ts';

/** In the words of the developer portal. */
const whereTheTokenIs =
  'Take a new one at https://discord.com/developers/applications under Bot, "Reset Token", and put it into DISCORD_TOKEN as it is.';

/** Whether it could be sent at all: what is pasted by mistake often has spaces or quotes. */
export const isTokenLike = (token: string): boolean => /^[\w.-]+$/.test(token);

export const malformedToken: Notice = {
  message: 'DISCORD_TOKEN is no token: it has signs that none has, such as a space.',
  hint: whereTheTokenIs,
};

/**
 * What went wrong between this machine and Discord, for whoever runs the bot. Says nothing of what was sent: the token is
 * part of it.
 */
export function hostProblem(error: unknown, rest: REST): Notice {
  if (error instanceof DiscordAPIError && error.status === 401) {
    return { message: 'Discord refuses the token.', hint: whereTheTokenIs };
  }
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

/** @param address What did not answer. Nothing of `error` is told but its code. */
export function unreachable(error: unknown, address: string): Notice {
  const host = URL.canParse(address) ? new URL(address).host : address;
  const setting = /(^|\.)discord\.(com|gg)$/.test(host) ? '' : ' DISCORD_API_URL names another address than Discord’s.';
  return {
    message: `${host} cannot be reached (${codeOf(error)}).`,
    hint: `Check this machine's network, and whether its firewall lets HTTPS to ${host} through.${setting}`,
  };
}

/** The machine's word for it, such as ECONNREFUSED; the message may hold what was sent. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : error.name;
}
