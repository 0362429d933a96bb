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
  /** Counts the jobs of this process besides, and decides while Redis is away. */
  readonly local: Limits;
  readonly now: () => Date;
}

/**
 * A place is a lease that its process renews: the places of one that died are free again after this, and those of one
 * whose job takes long are not.
 */
const leaseMs = 60_000;
const renewEveryMs = leaseMs / 3;

/**
 * KEYS: for each scope its crowd (leases by their end) and its bucket. ARGV: now, lease, end of the lease; then for each
 * scope how many at once, how many a minute, ms until one of those is free again.
 *
 * A bucket is one number, the time at which it is full again (GCRA): a job moves it by one refill, and there is no room
 * when it would move out of the present by more than the whole bucket.
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

/** KEYS: crowds. ARGV: now, end of the leases, then a lease for each crowd. Puts back what Redis has lost, too. */
const renewScript = `
for i, crowd in ipairs(KEYS) do
  redis.call('ZADD', crowd, ARGV[2], ARGV[i + 2])
  redis.call('PEXPIRE', crowd, ARGV[2] - ARGV[1])
end
return 1`;

/** KEYS: crowds. ARGV: the lease. */
const releaseScript = `
for _, crowd in ipairs(KEYS) do redis.call('ZREM', crowd, ARGV[1]) end
return 1`;

const verdictSchema = z.tuple([z.number(), z.enum(['admitted', 'too-many', 'too-fast']), z.number()]);

const crowdsOf = (asker: Asker): readonly string[] =>
  scopes.map((scope) => redisKey('at-once', scope, scopeKeys[scope](asker)));

const keysOf = (asker: Asker): readonly string[] =>
  scopes.flatMap((scope) => {
    const key = scopeKeys[scope](asker);
    return [redisKey('at-once', scope, key), redisKey('per-minute', scope, key)];
  });

/**
 * Limits over all processes that share a Redis, exact: each decision is one script. Bottleneck's own clustering would do
 * the same in some thirty commands for a job; it sends a heartbeat for every person it has seen; it keeps the places of
 * a process that died, for want of a lease that can be renewed; and a key that it met while Redis was away stays broken.
 */
export function createSharedLimits({ config, redis, local, now }: SharedLimitsParts): Limits {
  const { perMinute, atOnce } = config;
  const bounds = scopes.flatMap((scope) => [atOnce[scope], perMinute[scope], Math.ceil(60_000 / perMinute[scope])]);
  const held = new Map<string, readonly string[]>();

  const renew = async (): Promise<void> => {
    if (held.size === 0) return;
    const leases = [...held].flatMap(([lease, crowds]) => crowds.map((crowd) => ({ lease, crowd })));
    const at = now().getTime();
    await redis.run(
      renewScript,
      leases.map(({ crowd }) => crowd),
      [at, at + leaseMs, ...leases.map(({ lease }) => lease)],
    );
  };
  const renewing = setInterval(() => void renew(), renewEveryMs).unref();

  const hold = (lease: string, asker: Asker, inner: Slot): Slot => {
    const crowds = crowdsOf(asker);
    held.set(lease, crowds);
    return {
      release() {
        inner.release();
        if (held.delete(lease)) void redis.run(releaseScript, crowds, [lease]);
      },
    };
  };

  /** @returns Whether Redis has decided. @throws UserError when there is no room. */
  const ask = async (lease: string, asker: Asker, expectedEnd: ExpectedEnd): Promise<boolean> => {
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
      const isDecided = await ask(lease, asker, expectedEnd);
      return hold(lease, asker, await (isDecided ? local.restore(asker) : local.admit(asker, expectedEnd)));
    },

    async restore(asker) {
      const slot = hold(crypto.randomUUID(), asker, await local.restore(asker));
      await renew();
      return slot;
    },

    close() {
      clearInterval(renewing);
      local.close();
    },
  };
}
