import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { SlackConfig } from '../../../config.ts';
import type { Connection } from '../../chat/connecting/connection.ts';
import { inOneLine, startupProblem } from './connection-errors.ts';
import { slackErrorKind } from './errors.ts';
import type { RateLimiter, Wish } from './rate-limiter.ts';
import { type MethodName, messagesInChannel, rates } from './rate-limits.ts';

/** Slack's Web API, asked as often as it allows. */
export interface SlackApi {
  readonly client: webApi.WebClient;
  /**
   * Asks when it is this request's turn, and again when Slack found that too early.
   *
   * @throws What the client library throws; ReplyPostponed; what the signal was aborted with.
   */
  call<T>(method: MethodName, request: (client: webApi.WebClient) => Promise<T>, wish?: CallWish): Promise<T>;
  /** Whether it would be asked at once. */
  hasRoom(method: MethodName): boolean;
}

export interface CallWish extends Wish {
  /** In which a message appears by it. */
  readonly channel?: string;
}

interface ApiParts {
  readonly config: Pick<SlackConfig, 'botToken' | 'apiUrl'>;
  readonly pace: RateLimiter;
  readonly log: Logger;
  /** Whether Slack takes the token. */
  readonly token: Pick<Connection, 'opened' | 'refused'>;
}

const timeoutMs = 30_000;
/** So often Slack may ask for patience before one request counts as failed. */
const maxPauses = 100;

export function createApi({ config, pace, log, token }: ApiParts): SlackApi {
  const client = new webApi.WebClient(config.botToken, clientOptions(config, log));
  return {
    client,
    hasRoom: pace.hasRoom,
    async call(method, request, wish = {}) {
      const place = wish.channel === undefined ? undefined : `messages in ${wish.channel}`;
      for (let delays = 0; ; delays++) {
        if (place !== undefined) await pace.turn(place, messagesInChannel, wish);
        await pace.turn(method, rates[method], wish);
        try {
          const answer = await request(client);
          token.opened();
          return answer;
        } catch (error) {
          if (slackErrorKind(error) === 'refused-token') {
            token.refused(inOneLine(startupProblem(error, 'SLACK_BOT_TOKEN', config.apiUrl)));
          }
          if (!(error instanceof webApi.WebAPIRateLimitedError) || delays === maxPauses) throw error;
          log.debug({ method, retryAfterS: error.retryAfter }, 'Slack asks to slow down');
          const holdMs = error.retryAfter * 1000;
          pace.hold(method, rates[method], holdMs);
          if (place !== undefined) pace.hold(place, messagesInChannel, holdMs);
        }
      }
    },
  };
}

/**
 * One limit does not stop the other requests, as it would if the library waited; and a post that may have come through is
 * not simply sent again.
 */
export const clientOptions = ({ apiUrl }: Pick<SlackConfig, 'apiUrl'>, log: Logger): webApi.WebClientOptions => ({
  slackApiUrl: apiUrl,
  rejectRateLimitedCalls: true,
  retryConfig: { retries: 0 },
  timeout: timeoutMs,
  allowAbsoluteUrls: false,
  logger: slackLogger(log, 'debug'), // what Slack refuses is told by who asked for it
});

/** Slack's libraries log what they send, which holds prompts: their finer levels are left out. */
export function slackLogger(log: Logger, worst: 'warn' | 'debug' = 'warn') {
  const child = log.child({ part: 'slack' });
  const quiet = () => {};
  const said = (words: readonly unknown[]) => words.map(String).join(' ').slice(0, 500);
  return {
    debug: quiet,
    info: (...words: unknown[]) => child.debug(said(words)),
    warn: (...words: unknown[]) => child.info(said(words)),
    error: (...words: unknown[]) => child[worst](said(words)),
    setLevel: quiet,
    setName: quiet,
    getLevel: () => 'warn' as never,
  };
}
