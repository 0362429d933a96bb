import { z } from 'zod';
import { redisKey, type SharedRedis } from '../storage/redis.ts';
import { type QuotaLedger, quotaSpanMs } from './ledger.ts';
import type { Entry, QuotaSizes, RecentEntry, Shortage } from './types.ts';

/** Counts quotas over all hosts that share a Redis. */
interface SharedQuotas {
  /** @param entry Has no more pictures than each quota allows in total. */
  spend(entry: Entry, quotas: QuotaSizes): Promise<'counted' | 'away' | Shortage>;
  refund(entry: Entry): Promise<void>;
}

/**
 * Each picture is a member of two sets sorted by time: its server's and its person's. KEYS: server, person, the flag
 * that this host's ledger was synchronized. ARGV: now, start of the span, its length, id, pictures, quota of the server
 * and of the person (-1: none).
 */
const spendScript = `
if redis.call('EXISTS', KEYS[3]) == 0 then return {'behind', 0, 0} end
local pictures = tonumber(ARGV[5])
for i, of in ipairs({'server', 'person'}) do
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', ARGV[2])
  local used, quota = redis.call('ZCARD', KEYS[i]), tonumber(ARGV[5 + i])
  local missing = used + pictures - quota
  if quota >= 0 and missing > 0 then
    local freeing = redis.call('ZRANGE', KEYS[i], missing - 1, missing - 1, 'WITHSCORES')
    return {of, used, tonumber(freeing[2])}
  end
end
for i = 1, 2 do
  for n = 1, pictures do redis.call('ZADD', KEYS[i], ARGV[1], ARGV[4] .. '/' .. n) end
  redis.call('PEXPIRE', KEYS[i], ARGV[3])
end
return {'counted', 0, 0}`;

/**
 * Copies entries of a ledger to Redis; repeating it changes nothing. KEYS: server and person of each entry. ARGV:
 * length of the span, then id, pictures and time of each entry; a negative number of pictures: refunded.
 */
const copyScript = `
for e = 1, #KEYS / 2 do
  local id, pictures, at = ARGV[3 * e - 1], tonumber(ARGV[3 * e]), ARGV[3 * e + 1]
  for i = 2 * e - 1, 2 * e do
    for n = 1, math.abs(pictures) do
      if pictures > 0 then redis.call('ZADD', KEYS[i], at, id .. '/' .. n) else redis.call('ZREM', KEYS[i], id .. '/' .. n) end
    end
    redis.call('PEXPIRE', KEYS[i], ARGV[1])
  end
end
return 1`;

const setScript = `redis.call('SET', KEYS[1], 1) return 1`;

/** Entries per script. Redis runs nothing else meanwhile. */
const maxEntriesAtOnce = 200;

const verdictSchema = z.tuple([z.enum(['behind', 'counted', 'server', 'person']), z.number(), z.number()]);

const keysOf = ({ platform, server, person }: Entry): readonly string[] => [
  redisKey('quota', platform, server),
  redisKey('quota', platform, server, person),
];

/**
 * Creates quotas that are counted in Redis. After Redis was away, or lost its data, the ledger's entries are copied to
 * it before it decides again, so that nothing is lost. They are also copied before a process's first request, since it
 * cannot know what happened before.
 */
export function createSharedQuotas(redis: SharedRedis, ledger: QuotaLedger): SharedQuotas {
  const syncedKey = redisKey('quota-ledger', ledger.id);
  let isBehind = true;

  const copyEntries = async (entries: readonly RecentEntry[]): Promise<boolean> => {
    const args = entries.flatMap(({ id, pictures, at, isRefunded }) => [id, isRefunded ? -pictures : pictures, at]);
    return (await redis.run(copyScript, entries.flatMap(keysOf), [quotaSpanMs, ...args])) !== undefined;
  };

  /** Copies the ledger to Redis. @returns Whether Redis has all entries now. */
  const synchronize = async (at: number): Promise<boolean> => {
    const entries = ledger.recent(at);
    for (let first = 0; first < entries.length; first += maxEntriesAtOnce) {
      if (!(await copyEntries(entries.slice(first, first + maxEntriesAtOnce)))) return false;
    }
    return (await redis.run(setScript, [syncedKey], [])) !== undefined;
  };

  const countInRedis = async (entry: Entry, { perServerPerDay, perPersonPerDay }: QuotaSizes) => {
    if (isBehind && !(await synchronize(entry.at))) return 'away';
    isBehind = false;
    const { id, pictures, at } = entry;
    const span = [at, at - quotaSpanMs, quotaSpanMs];
    const bounds = [perServerPerDay ?? -1, perPersonPerDay ?? -1];
    const reply = await redis.run(spendScript, [...keysOf(entry), syncedKey], [...span, id, pictures, ...bounds]);
    if (reply === undefined) return 'away';
    const [verdict, used, freeingAt] = verdictSchema.parse(reply);
    if (verdict === 'behind' || verdict === 'counted') return verdict;
    return { of: verdict, used, waitMs: freeingAt + quotaSpanMs - at };
  };

  return {
    async spend(entry, quotas) {
      for (let attempt = 1; attempt <= 2; attempt++) {
        const verdict = await countInRedis(entry, quotas);
        if (verdict !== 'behind' && verdict !== 'away') return verdict;
        isBehind = true;
        if (verdict === 'away') return 'away';
      }
      return 'away';
    },

    async refund(entry) {
      if (!(await copyEntries([{ ...entry, isRefunded: true }]))) isBehind = true;
    },
  };
}
