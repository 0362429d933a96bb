import { z } from 'zod';
import { UserError } from '../../commands/messages/errors.ts';
import type { Asker } from '../../commands/ports/asker.ts';
import type { LimitsConfig } from '../../config.ts';
import { redisKey, type SharedRedis } from '../storage/redis.ts';
import { concurrencyExceeded, rateExceeded, scopeKeys, scopes } from './scopes.ts';
import type { ExpectedEnd, Limits, Slot } from './types.ts';

interface SharedLimitsParts {
  readonly config: LimitsConfig;
  readonly redis: SharedRedis;
  /** Also counts the jobs of this process, and decides while Redis cannot be reached. */
  readonly local: Limits;
  readonly now: () => Date;
}

/**
 * How long a slot is leased. A process renews the leases of its jobs, so the slots of a crashed process are free after
 * this, and those of long jobs are not.
 */
const leaseMs = 60_000;
const renewEveryMs = leaseMs / 3;

/**
 * KEYS: for each scope its sorted set of leases (by their end) and its bucket. ARGV: now, lease, end of the lease; then
 * for each scope the jobs at once, the jobs a minute, and the refill interval in ms.
 *
 * A bucket is one number, the time at which it is full again (GCRA). A job moves it by one refill interval, and is
 * refused when it would be further ahead of now than the whole bucket.
 */
const admitScript = `
local now, lease, leaseEnd = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local full = {}
for i = 1, #KEYS / 2 do
  local crowd, bucket = KEYS[2 * i - 1], KEYS[2 * i]
  local atOnce, perMinute, refillMs = tonumber(ARGV[3 * i + 1]), tonumber(ARGV[3 * i + 2]), tonumber(ARGV[3 * i + 3])
  redis.call('ZREMRANGEBYSCORE', crowd, '-inf', now)
  local present = redis.call('ZCARD', crowd)
  if present >= atOnce then return {i, 'too-many', present} end
  full[i] = math.max(tonumber(redis.call('GET', bucket) or now), now) + refillMs
  local waitMs = full[i] - now - perMinute * refillMs
  if waitMs > 0 then return {i, 'too-fast', waitMs} end
end
for i = 1, #KEYS / 2 do
  redis.call('ZADD', KEYS[2 * i - 1], leaseEnd, lease)
  redis.call('PEXPIRE', KEYS[2 * i - 1], leaseEnd - now)
  redis.call('SET', KEYS[2 * i], full[i], 'PX', full[i] - now)
end
return {0, 'admitted', 0}`;

/**
 * KEYS: sets of leases. ARGV: now, end of the leases, then a lease for each set. Also restores leases that Redis lost.
 */
const renewScript = `
for i, crowd in ipairs(KEYS) do
  redis.call('ZADD', crowd, ARGV[2], ARGV[i + 2])
  redis.call('PEXPIRE', crowd, ARGV[2] - ARGV[1])
end
return 1`;

/** KEYS: sets of leases. ARGV: the lease. */
const releaseScript = `
for _, crowd in ipairs(KEYS) do redis.call('ZREM', crowd, ARGV[1]) end
return 1`;

const verdictSchema = z.tuple([z.number(), z.enum(['admitted', 'too-many', 'too-fast']), z.number()]);

const leaseKeysOf = (asker: Asker): readonly string[] =>
  scopes.map((scope) => redisKey('at-once', scope, scopeKeys[scope](asker)));

const keysOf = (asker: Asker): readonly string[] =>
  scopes.flatMap((scope) => {
    const key = scopeKeys[scope](asker);
    return [redisKey('at-once', scope, key), redisKey('per-minute', scope, key)];
  });

/**
 * Creates exact limits over all processes that share a Redis: each decision is one script. Bottleneck's own clustering
 * needs some thirty commands per job and a heartbeat for every person it has seen; it has no renewable leases, so it
 * keeps the slots of a crashed process; and a key that was first used while Redis was away stays broken.
 */
export function createSharedLimits({ config, redis, local, now }: SharedLimitsParts): Limits {
  const { perMinute, atOnce } = config;
  const bounds = scopes.flatMap((scope) => [atOnce[scope], perMinute[scope], Math.ceil(60_000 / perMinute[scope])]);
  const leases = new Map<string, readonly string[]>();

  const renew = async (): Promise<void> => {
    if (leases.size === 0) return;
    const entries = [...leases].flatMap(([lease, keys]) => keys.map((key) => ({ lease, key })));
    const at = now().getTime();
    await redis.run(
      renewScript,
      entries.map(({ key }) => key),
      [at, at + leaseMs, ...entries.map(({ lease }) => lease)],
    );
  };
  const renewTimer = setInterval(() => void renew(), renewEveryMs).unref();

  const withLease = (lease: string, asker: Asker, inner: Slot): Slot => {
    const keys = leaseKeysOf(asker);
    leases.set(lease, keys);
    return {
      release() {
        inner.release();
        if (leases.delete(lease)) void redis.run(releaseScript, keys, [lease]);
      },
    };
  };

  /** Counts a job in Redis. @returns False when Redis did not answer. @throws UserError when a limit is exceeded. */
  const countInRedis = async (lease: string, asker: Asker, expectedEnd: ExpectedEnd): Promise<boolean> => {
    const at = now().getTime();
    const reply = await redis.run(admitScript, keysOf(asker), [at, lease, at + leaseMs, ...bounds]);
    if (reply === undefined) return false;
    const [index, verdict, amount] = verdictSchema.parse(reply);
    const scope = scopes[index - 1];
    if (scope === undefined) return true;
    throw new UserError(
      verdict === 'too-many'
        ? concurrencyExceeded(scope, amount, atOnce[scope], expectedEnd(scope))
        : rateExceeded(scope, amount),
    );
  };

  return {
    async admit(asker, expectedEnd) {
      const lease = crypto.randomUUID();
      const isCounted = await countInRedis(lease, asker, expectedEnd);
      return withLease(lease, asker, await (isCounted ? local.restore(asker) : local.admit(asker, expectedEnd)));
    },

    async restore(asker) {
      const slot = withLease(crypto.randomUUID(), asker, await local.restore(asker));
      await renew();
      return slot;
    },

    close() {
      clearInterval(renewTimer);
      local.close();
    },
  };
}
