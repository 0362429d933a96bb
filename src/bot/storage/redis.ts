import { Redis } from 'ioredis';
import type { Logger } from 'pino';

/** One Redis that several processes count in. */
export interface SharedRedis {
  /**
   * Runs a Lua script, which nothing comes in between of. Never takes longer than `answerWithinMs`, and never throws.
   *
   * @returns Its reply; undefined where Redis did not answer. It may have run all the same.
   */
  run(script: string, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
  close(): Promise<void>;
}

/** A person waits for this: rather count in one process alone than answer late. */
const answerWithinMs = 1_000;

const longestPauseMs = 2_000;

/** One slot of a Redis Cluster holds all of our keys, because scripts touch several of them. */
export const redisKey = (...parts: readonly string[]): string => `{stridebot}:${JSON.stringify(parts)}`;

/**
 * Connects, and connects again whenever the connection is lost. Returns when it stands or could not be had at once: the
 * bot answers without Redis too. That it is away is logged once, and once that it is back; with the reason alone, since
 * ioredis hangs the command and with it a password on its errors.
 */
export async function connectRedis(url: string, log: Pick<Logger, 'warn' | 'info'>): Promise<SharedRedis> {
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: answerWithinMs,
    connectTimeout: answerWithinMs,
    socketTimeout: 2 * answerWithinMs, // a Redis that is frozen is let go of, instead of asked again each time
    retryStrategy: (attempt) => Math.min(attempt * 100, longestPauseMs),
  });
  let isAway = false;
  let isClosed = false;

  const away = (error: unknown): void => {
    if (isAway || isClosed) return;
    isAway = true;
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ reason }, 'Redis does not answer: limits and quotas are counted in this process alone until it does');
  };
  const back = (): void => {
    if (!isAway) return;
    isAway = false;
    log.info('Redis answers again');
  };

  client.on('error', away);
  client.on('ready', back);
  await client.connect().catch(away);

  return {
    async run(script, keys, args) {
      try {
        const reply = await client.eval(script, keys.length, ...keys, ...args);
        back();
        return reply;
      } catch (error) {
        away(error);
        return undefined;
      }
    },
    async close() {
      isClosed = true;
      await client.quit().catch(() => {});
      client.disconnect();
    },
  };
}
