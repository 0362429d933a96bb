import { z } from 'zod';
import { redisKey, type SharedRedis } from '../storage/redis.ts';
import { type QuotaLedger, quotaSpanMs } from './ledger.ts';
import type { Entry, Most, RecentEntry, Shortage } from './types.ts';

/** Quotas over all hosts that share a Redis. */
interface SharedQuotas {
  /** @param entry Asks for no more pictures than each quota allows in all. */
  spend(entry: Entry, most: Most): Promise<'counted' | 'away' | Shortage>;
  refund(entry: Entry): Promise<void>;
}

/**
 * A picture is a member of two sorted sets by its time, its server's and its person's.
 * KEYS: server, person, the mark that this host's ledger has been told. ARGV: now, start of the span, its length, id,
 * pictures, most for the server and for the person (-1: any).
 */
const spendScript = `
if redis.call('EXISTS', KEYS[3]) == 0 then return {'behind', 0, 0} end
local pictures = tonumber(ARGV[5])
for i, of in ipairs({'server', 'person'}) do
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', ARGV[2])
  local used, most = redis.call('ZCARD', KEYS[i]), tonumber(ARGV[5 + i])
  local missing = used + pictures - most
  if most >= 0 and missing > 0 then
    local freeing = redis.call('ZRANGE', KEYS[i], missing - 1, missing - 1, 'WITHSCORES')
    return {of, used, tonumber(freeing[2])}
  end
end
for i = 1, 2 do
  for n = 1, pictures do redis.call('ZADD', KEYS[i], ARGV[1], ARGV[4] .. '/' .. n) end
  redis.call('PEXPIRE', KEYS[i], ARGV[3])
end
return {'counted', 0, 0}`;

/** Brings what a ledger has up to date; a second time changes nothing. KEYS: server and person of each entry. ARGV:
 * length of the span, then id, pictures and time of each; no pictures, but a negative number of them: given back. */
const tellScript = `
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

const markScript = `redis.call('SET', KEYS[1], 1) return 1`;

/** Other scripts wait while one runs. */
const entriesAtOnce = 200;

const verdictSchema = z.tuple([z.enum(['behind', 'counted', 'server', 'person']), z.number(), z.number()]);

const keysOf = ({ platform, server, person }: Entry): readonly string[] => [
  redisKey('quota', platform, server),
  redisKey('quota', platform, server, person),
];

/**
 * A Redis that was away, or came back empty, is told what the ledger has counted meanwhile before it is asked again, so
 * that nothing is lost. It is told at the first question of a process too, which cannot know what came before.
 */
export function createSharedQuotas(redis: SharedRedis, ledger: QuotaLedger): SharedQuotas {
  const mark = redisKey('quota-ledger', ledger.id);
  let isBehind = true;

  const tell = async (entries: readonly RecentEntry[]): Promise<boolean> => {
    const told = entries.flatMap(({ id, pictures, at, isGivenBack }) => [id, isGivenBack ? -pictures : pictures, at]);
    return (await redis.run(tellScript, entries.flatMap(keysOf), [quotaSpanMs, ...told])) !== undefined;
  };

  /** @returns Whether Redis knows all now. */
  const catchUp = async (at: number): Promise<boolean> => {
    const entries = ledger.recent(at);
    for (let first = 0; first < entries.length; first += entriesAtOnce) {
      if (!(await tell(entries.slice(first, first + entriesAtOnce)))) return false;
    }
    return (await redis.run(markScript, [mark], [])) !== undefined;
  };

  const ask = async (entry: Entry, { perServerPerDay, perPersonPerDay }: Most) => {
    if (isBehind && !(await catchUp(entry.at))) return 'away';
    isBehind = false;
    const { id, pictures, at } = entry;
    const span = [at, at - quotaSpanMs, quotaSpanMs];
    const bounds = [perServerPerDay ?? -1, perPersonPerDay ?? -1];
    const reply = await redis.run(spendScript, [...keysOf(entry), mark], [...span, id, pictures, ...bounds]);
    if (reply === undefined) return 'away';
    const [verdict, used, freeingAt] = verdictSchema.parse(reply);
    if (verdict === 'behind' || verdict === 'counted') return verdict;
    return { of: verdict, used, waitMs: freeingAt + quotaSpanMs - at };
  };

  return {
    async spend(entry, most) {
      for (let attempt = 1; attempt <= 2; attempt++) {
        const verdict = await ask(entry, most);
        if (verdict !== 'behind' && verdict !== 'away') return verdict;
        isBehind = true;
        if (verdict === 'away') return 'away';
      }
      return 'away';
    },

    async refund(entry) {
      if (!(await tell([{ ...entry, isGivenBack: true }]))) isBehind = true;
    },
  };
}
