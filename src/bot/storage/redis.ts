import { Redis } from 'ioredis';
import type { Logger } from 'pino';

/** A Redis in which several processes count. */
export interface SharedRedis {
  /**
   * Runs a Lua script atomically. Never takes longer than `timeoutMs`, and never throws.
   *
   * @returns Its reply; undefined when Redis did not answer. The script may have run all the same.
   */
  run(script: string, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
  close(): Promise<void>;
}

/** A person waits for the reply: it is better to count in this process alone than to answer late. */
const timeoutMs = 1_000;

const maxRetryDelayMs = 2_000;

/**
 * Makes a key. The hash tag puts all our keys into one slot of a Redis Cluster, because scripts use several of them.
 */
export const redisKey = (...parts: readonly string[]): string => `{stridebot}:${JSON.stringify(parts)}`;

/**
 * Connects to Redis, and reconnects whenever the connection is lost. Returns when the first attempt succeeded or
 * failed: the bot also works without Redis. Logs once that Redis is away, and once that it is back. Logs only the
 * error's message, since ioredis attaches the command, and with it a password, to its errors.
 */
export async function connectRedis(url: string, log: Pick<Logger, 'warn' | 'info'>): Promise<SharedRedis> {
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: timeoutMs,
    connectTimeout: timeoutMs,
    socketTimeout: 2 * timeoutMs, // disconnects from a Redis that hangs, instead of waiting for it each time
    retryStrategy: (attempt) => Math.min(attempt * 100, maxRetryDelayMs),
  });
  let isAway = false;
  let isClosed = false;

  const away = (error: unknown): void => {
    if (isAway || isClosed) return;
    isAway = true;
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ reason }, 'Redis does not answer; limits and quotas are counted in this process alone until it does');
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
