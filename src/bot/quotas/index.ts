import { UserError } from '../../commands/messages/errors.ts';
import { userMessages } from '../../commands/messages/user-messages.ts';
import type { SharedRedis } from '../storage/redis.ts';
import { createQuotaLedger } from './ledger.ts';
import { createSharedQuotas } from './redis.ts';
import type { Entry, QuotaSizes, Quotas, Shortage } from './types.ts';

interface QuotaParts {
  /** The folder of the ledger, which keeps the counts of this host over restarts and for all its processes. */
  readonly dataDir: string;
  /** A Redis in which several hosts count together; absent: the ledger decides. */
  readonly redis?: SharedRedis;
  readonly now: () => Date;
}

/** @throws StartupError when the directory cannot be written. */
export function createQuotas({ dataDir, redis, now }: QuotaParts): Quotas {
  const ledger = createQuotaLedger(dataDir);
  const shared = redis && createSharedQuotas(redis, ledger);

  /**
   * Counts an entry. While Redis is away the ledger decides: it has fewer entries, so it refuses nothing that Redis
   * would accept.
   */
  const count = async (entry: Entry, quotas: QuotaSizes): Promise<Shortage | undefined> => {
    const verdict = (await shared?.spend(entry, quotas)) ?? 'away';
    if (verdict === 'away') return ledger.spend(entry, quotas);
    if (verdict !== 'counted') return verdict;
    ledger.add(entry);
    return undefined;
  };

  return {
    async spend(payer, pictures, quotas) {
      checkAgainstQuotas(pictures, quotas);
      const entry = { ...payer, id: crypto.randomUUID(), pictures, at: now().getTime() };
      const shortage = await count(entry, quotas);
      if (shortage !== undefined) throw new UserError(noticeOf(shortage, entry, quotas));
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

/** @throws UserError when a quota is smaller than the request, so that waiting would not help. */
function checkAgainstQuotas(pictures: number, { perPersonPerDay, perServerPerDay }: QuotaSizes): void {
  const max = Math.min(perPersonPerDay ?? Number.POSITIVE_INFINITY, perServerPerDay ?? Number.POSITIVE_INFINITY);
  if (pictures > max) throw new UserError(userMessages.moreThanQuota({ pictures, max }));
}

function noticeOf({ of, used, waitMs }: Shortage, { pictures }: Entry, quotas: QuotaSizes) {
  return of === 'person'
    ? userMessages.personalQuota({ used, pictures, max: quotas.perPersonPerDay ?? used, retryAfterMs: waitMs })
    : userMessages.serverQuota({ used, pictures, max: quotas.perServerPerDay ?? used, retryAfterMs: waitMs });
}
