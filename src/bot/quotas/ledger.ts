import { z } from 'zod';
import { inTransaction } from '../storage/database.ts';
import { openSharedDatabase } from '../storage/host-database.ts';
import type { Entry, QuotaSizes, RecentEntry, Shortage } from './types.ts';

/** The time that a quota covers. */
export const quotaSpanMs = 24 * 3_600_000;

/** Stores the counts of this host on disk, for all its processes. Entries older than a quota's span are deleted. */
export interface QuotaLedger {
  /** Identifies it among the ledgers of other hosts. */
  readonly id: string;
  /**
   * Counts an entry, or returns which quota it exceeds.
   *
   * @param entry Has no more pictures than each quota allows in total.
   */
  spend(entry: Entry, quotas: QuotaSizes): Shortage | undefined;
  /** Counts an entry that was accepted elsewhere. */
  add(entry: Entry): void;
  refund(id: string): void;
  /** The entries within a quota's span, oldest first; also refunded ones. */
  recent(at: number): readonly RecentEntry[];
  close(): void;
}

const sumSchema = z.object({ used: z.number() });
const atSchema = z.object({ at: z.number() });
const idSchema = z.object({ id: z.string() });
const rowSchema = z
  .object({
    ...{ id: z.string(), platform: z.string(), server: z.string(), person: z.string() },
    ...{ pictures: z.number(), at: z.number(), is_given_back: z.number() },
  })
  .transform(({ is_given_back, ...entry }) => ({ ...entry, isRefunded: is_given_back === 1 }));

/** The entries that count for a server, or for one person in it. */
const counted = `FROM spendings WHERE is_given_back = 0 AND platform = ? AND server = ? AND person = coalesce(?, person) AND at > ?`;

/** @throws StartupError when the directory cannot be written. */
export function createQuotaLedger(dataDir: string): QuotaLedger {
  const db = openSharedDatabase(dataDir);
  const used = db.prepare(`SELECT coalesce(sum(pictures), 0) AS used ${counted}`);
  // The first entry after whose expiry so many pictures are free again.
  const freeing = db.prepare(
    `SELECT at FROM (SELECT at, seq, sum(pictures) OVER (ORDER BY at, seq) AS freed ${counted})
     WHERE freed >= ? ORDER BY at, seq LIMIT 1`,
  );
  const insert = db.prepare(
    'INSERT INTO spendings (id, platform, server, person, pictures, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const forget = db.prepare('DELETE FROM spendings WHERE at <= ?');
  const refund = db.prepare('UPDATE spendings SET is_given_back = 1 WHERE id = ?');
  const recent = db.prepare('SELECT * FROM spendings WHERE at > ? ORDER BY seq');
  db.exec('INSERT INTO ledger SELECT lower(hex(randomblob(8))) WHERE NOT EXISTS (SELECT 1 FROM ledger)');
  const ledger = db.prepare('SELECT id FROM ledger');

  const shortage = (of: Shortage['of'], entry: Entry, max: number | null): Shortage | undefined => {
    if (max === null) return undefined;
    const { platform, server, person, pictures, at } = entry;
    const whose = [platform, server, of === 'person' ? person : null, at - quotaSpanMs];
    const sum = sumSchema.parse(used.get(...whose)).used;
    const missing = sum + pictures - max;
    if (missing <= 0) return undefined;
    return { of, used: sum, waitMs: atSchema.parse(freeing.get(...whose, missing)).at + quotaSpanMs - at };
  };

  const add = ({ id, platform, server, person, pictures, at }: Entry): void => {
    forget.run(at - quotaSpanMs);
    insert.run(id, platform, server, person, pictures, at);
  };

  // Reads and writes in one transaction, because other processes count here too.
  const spend = (entry: Entry, quotas: QuotaSizes): Shortage | undefined => {
    const found =
      shortage('server', entry, quotas.perServerPerDay) ?? shortage('person', entry, quotas.perPersonPerDay);
    if (found === undefined) add(entry);
    return found;
  };

  return {
    id: idSchema.parse(ledger.get()).id,
    spend: (entry, quotas) => inTransaction(db, () => spend(entry, quotas)),
    add,
    refund: (id) => void refund.run(id),
    recent: (at) => recent.all(at - quotaSpanMs).map((row) => rowSchema.parse(row)),
    close: () => void db.close(),
  };
}
