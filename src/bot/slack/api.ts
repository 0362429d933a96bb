import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { SlackConfig } from '../../config.ts';
import type { Pace } from './pace.ts';
import { slackProblem } from './problem.ts';

/** Slack's Web API, asked with the patience that it wishes for. */
export interface SlackApi {
  readonly client: webApi.WebClient;
  /**
   * Does as Slack says when it asks to slow down.
   *
   * @param method Slack's name of it.
   * @throws What the client library throws; PaceEnded.
   */
  call<T>(method: string, request: (client: webApi.WebClient) => Promise<T>): Promise<T>;
}

export interface ApiParts {
  readonly config: Pick<SlackConfig, 'botToken' | 'apiUrl'>;
  /** Those whom Slack asked for patience come back one by one, or all of them would be too many again. */
  readonly pace: Pace;
  readonly log: Logger;
  readonly wait: (ms: number) => Promise<void>;
}

const timeoutMs = 30_000;
/** So often Slack may ask for patience before one request counts as failed. */
const mostPauses = 100;
const comingBack = 'after a limit';

export function createApi({ config, pace, log, wait }: ApiParts): SlackApi {
  const client = new webApi.WebClient(config.botToken, clientOptions(config, log));
  return {
    client,
    async call(method, request) {
      for (let pauses = 0; ; pauses++) {
        try {
          return await request(client);
        } catch (error) {
          if (slackProblem(error) === 'refused-token') log.error('Slack does not accept the token any more');
          if (!(error instanceof webApi.WebAPIRateLimitedError) || pauses === mostPauses) throw error;
          log.debug({ method, retryAfterS: error.retryAfter }, 'Slack asks to slow down');
          await wait(error.retryAfter * 1000);
          await pace.turn(comingBack);
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
  logger: slackLogger(log),
});

/** Slack's libraries log what they send, which holds prompts: their finer levels are left out. */
export function slackLogger(log: Logger) {
  const child = log.child({ part: 'slack' });
  const quiet = () => {};
  const said = (words: readonly unknown[]) => words.map(String).join(' ').slice(0, 500);
  return {
    debug: quiet,
    info: (...words: unknown[]) => child.debug(said(words)),
    warn: (...words: unknown[]) => child.info(said(words)),
    error: (...words: unknown[]) => child.warn(said(words)),
    setLevel: quiet,
    setName: quiet,
    getLevel: () => 'warn' as never,
  };
}
