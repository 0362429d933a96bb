import { UserError } from '../../commands/messages/errors.ts';
import { userMessages } from '../../commands/messages/user-messages.ts';
import type { SharedRedis } from '../storage/redis.ts';
import { createQuotaLedger } from './ledger.ts';
import { createSharedQuotas } from './redis.ts';
import type { Entry, Most, Quotas, Shortage } from './types.ts';

interface QuotaParts {
  /** Where the ledger is kept: what this host counted, over restarts and for all of its processes. */
  readonly dataDir: string;
  /** Where several hosts count together; absent: the ledger decides. */
  readonly redis?: SharedRedis;
  readonly now: () => Date;
}

/** @throws StartupError when the directory cannot be written. */
export function createQuotas({ dataDir, redis, now }: QuotaParts): Quotas {
  const ledger = createQuotaLedger(dataDir);
  const shared = redis && createSharedQuotas(redis, ledger);

  /** While Redis is away the ledger decides: it knows less, so it refuses nothing that Redis would not. */
  const take = async (entry: Entry, most: Most): Promise<Shortage | undefined> => {
    const verdict = (await shared?.spend(entry, most)) ?? 'away';
    if (verdict === 'away') return ledger.spend(entry, most);
    if (verdict !== 'counted') return verdict;
    ledger.add(entry);
    return undefined;
  };

  return {
    async spend(payer, pictures, most) {
      refuseWhatNeverFits(pictures, most);
      const entry = { ...payer, id: crypto.randomUUID(), pictures, at: now().getTime() };
      const shortage = await take(entry, most);
      if (shortage !== undefined) throw new UserError(sentence(shortage, entry, most));
      return {
        async refund() {
          ledger.refund(entry.id);
          await shared?.refund(entry);
        },
      };
    },
    close: () => ledger.close(),
  };
}

function refuseWhatNeverFits(pictures: number, { perPersonPerDay, perServerPerDay }: Most): void {
  const max = Math.min(perPersonPerDay ?? Number.POSITIVE_INFINITY, perServerPerDay ?? Number.POSITIVE_INFINITY);
  if (pictures > max) throw new UserError(userMessages.moreThanQuota({ pictures, max }));
}

function sentence({ of, used, waitMs }: Shortage, { pictures }: Entry, most: Most) {
  return of === 'person'
    ? userMessages.personalQuota({ used, pictures, max: most.perPersonPerDay ?? used, retryAfterMs: waitMs })
    : userMessages.serverQuota({ used, pictures, max: most.perServerPerDay ?? used, retryAfterMs: waitMs });
}
