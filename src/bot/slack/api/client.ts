import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { SlackConfig } from '../../../config.ts';
import type { Connection } from '../../chat/connecting/connection.ts';
import { inOneLine, startupProblem } from './connection-errors.ts';
import { slackErrorKind } from './errors.ts';
import type { QueueOptions, RateLimiter } from './rate-limiter.ts';
import { type MethodName, messagesInChannel, rates } from './rate-limits.ts';

/** Calls Slack's Web API within its rate limits. */
export interface SlackApi {
  readonly client: webApi.WebClient;
  /**
   * Sends the request when the rate limits allow it, and sends it again after Slack answered with 429.
   *
   * @throws What the client library throws; ReplyPostponed; what the signal was aborted with.
   */
  call<T>(method: MethodName, request: (client: webApi.WebClient) => Promise<T>, options?: CallOptions): Promise<T>;
  /** Whether a call would be sent at once. */
  hasCapacity(method: MethodName): boolean;
}

export interface CallOptions extends QueueOptions {
  /** The channel in which the call posts a message. */
  readonly channel?: string;
}

interface ApiParts {
  readonly config: Pick<SlackConfig, 'botToken' | 'apiUrl'>;
  readonly rateLimiter: RateLimiter;
  readonly log: Logger;
  /** Reports whether Slack accepts the token. */
  readonly token: Pick<Connection, 'opened' | 'refused'>;
}

const timeoutMs = 30_000;
/** How many times Slack may answer 429 before the request fails. */
const maxPauses = 100;

export function createApi({ config, rateLimiter, log, token }: ApiParts): SlackApi {
  const client = new webApi.WebClient(config.botToken, clientOptions(config, log));
  return {
    client,
    hasCapacity: rateLimiter.hasCapacity,
    async call(method, request, options = {}) {
      const channelLimit = options.channel === undefined ? undefined : `messages in ${options.channel}`;
      for (let delays = 0; ; delays++) {
        if (channelLimit !== undefined) await rateLimiter.acquire(channelLimit, messagesInChannel, options);
        await rateLimiter.acquire(method, rates[method], options);
        try {
          const response = await request(client);
          token.opened();
          return response;
        } catch (error) {
          if (slackErrorKind(error) === 'refused-token') {
            token.refused(inOneLine(startupProblem(error, 'SLACK_BOT_TOKEN', config.apiUrl)));
          }
          if (!(error instanceof webApi.WebAPIRateLimitedError) || delays === maxPauses) throw error;
          log.debug({ method, retryAfterS: error.retryAfter }, 'Slack asks to slow down');
          const pauseMs = error.retryAfter * 1000;
          rateLimiter.pause(method, rates[method], pauseMs);
          if (channelLimit !== undefined) rateLimiter.pause(channelLimit, messagesInChannel, pauseMs);
        }
      }
    },
  };
}

/**
 * Turns off the client's own waiting and retries. Its waiting would let one rate limit stop every other request, and
 * its retries could send a message twice that had arrived.
 */
export const clientOptions = ({ apiUrl }: Pick<SlackConfig, 'apiUrl'>, log: Logger): webApi.WebClientOptions => ({
  slackApiUrl: apiUrl,
  rejectRateLimitedCalls: true,
  retryConfig: { retries: 0 },
  timeout: timeoutMs,
  allowAbsoluteUrls: false,
  logger: slackLogger(log, 'debug'), // the caller reports what Slack refuses
});

/**
 * Adapts the logger to Slack's libraries. They log what they send, which contains prompts, so debug output is dropped.
 */
export function slackLogger(log: Logger, worst: 'warn' | 'debug' = 'warn') {
  const child = log.child({ part: 'slack' });
  const quiet = () => {};
  const joined = (words: readonly unknown[]) => words.map(String).join(' ').slice(0, 500);
  return {
    debug: quiet,
    info: (...words: unknown[]) => child.debug(joined(words)),
    warn: (...words: unknown[]) => child.info(joined(words)),
    error: (...words: unknown[]) => child[worst](joined(words)),
    setLevel: quiet,
    setName: quiet,
    getLevel: () => 'warn' as never,
  };
}
