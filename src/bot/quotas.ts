import { UserError } from '../commands/errors.ts';
import { userNotices } from '../commands/notices.ts';
import { createQuotaLedger, type Entry, type Most, type Shortage } from './quota-ledger.ts';
import type { SharedRedis } from './redis.ts';
import { createSharedQuotas } from './shared-quotas.ts';

/** Who pays for a picture. */
export interface Payer {
  readonly platform: string;
  readonly server: string;
  readonly person: string;
}

export interface Receipt {
  /** As if it had never been counted. Does not throw. */
  giveBack(): Promise<void>;
}

/**
 * Pictures of the last 24 hours. What was accepted counts, whatever becomes of it: a job that is cancelled has drawn by
 * then, and otherwise asking and cancelling would get around every quota. What was refused does not.
 */
export interface Quotas {
  /**
   * Counts for the person and for the server, both or neither; also where there is no quota, so that one that is set
   * later knows the day before.
   *
   * @throws UserError that says which quota has no room, and when there is; then nothing was counted.
   */
  spend(payer: Payer, pictures: number, most: Most): Promise<Receipt>;
  close(): void;
}

export interface QuotaParts {
  /** Where the ledger is kept: what this host counted, over restarts and for all of its processes. */
  readonly dataDir: string;
  /** Where several hosts count together; absent: the ledger decides. */
  readonly redis?: SharedRedis;
  readonly now: () => Date;
}

/** @throws StartProblem when the directory cannot be written. */
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
        async giveBack() {
          ledger.giveBack(entry.id);
          await shared?.giveBack(entry);
        },
      };
    },
    close: () => ledger.close(),
  };
}

function refuseWhatNeverFits(pictures: number, { perPersonPerDay, perServerPerDay }: Most): void {
  const max = Math.min(perPersonPerDay ?? Number.POSITIVE_INFINITY, perServerPerDay ?? Number.POSITIVE_INFINITY);
  if (pictures > max) throw new UserError(userNotices.moreThanQuota({ pictures, max }));
}

function sentence({ of, used, waitMs }: Shortage, { pictures }: Entry, most: Most) {
  return of === 'person'
    ? userNotices.personalQuota({ used, pictures, max: most.perPersonPerDay ?? used, retryAfterMs: waitMs })
    : userNotices.serverQuota({ used, pictures, max: most.perServerPerDay ?? used, retryAfterMs: waitMs });
}
