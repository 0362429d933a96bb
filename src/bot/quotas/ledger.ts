import { z } from 'zod';
import { inTransaction } from '../storage/database.ts';
import { openSharedDatabase } from '../storage/host-database.ts';
import type { Entry, Most, RecentEntry, Shortage } from './types.ts';

/** A quota counts what is younger. */
export const quotaSpanMs = 24 * 3_600_000;

/** What this host has counted, on disk and for all of its processes. Older than a quota's span is forgotten. */
export interface QuotaLedger {
  /** Names it among the ledgers of other hosts. */
  readonly id: string;
  /** Counts where there is room, and says why not. @param entry Asks for no more pictures than each quota allows in all. */
  spend(entry: Entry, most: Most): Shortage | undefined;
  /** Counts what was decided elsewhere. */
  add(entry: Entry): void;
  refund(id: string): void;
  /** Younger than a quota's span, oldest first; also those given back. */
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
  .transform(({ is_given_back, ...entry }) => ({ ...entry, isGivenBack: is_given_back === 1 }));

/** What counts for a server; for one person of it, if one is named. */
const counted = `FROM spendings WHERE is_given_back = 0 AND platform = ? AND server = ? AND person = coalesce(?, person) AND at > ?`;

/** @throws StartupError when the directory cannot be written. */
export function createQuotaLedger(dataDir: string): QuotaLedger {
  const db = openSharedDatabase(dataDir);
  const used = db.prepare(`SELECT coalesce(sum(pictures), 0) AS used ${counted}`);
  // The first spending with whose end so many pictures are free again.
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

  // Looks under the lock that it writes under: other processes count here too.
  const spend = (entry: Entry, most: Most): Shortage | undefined => {
    const found = shortage('server', entry, most.perServerPerDay) ?? shortage('person', entry, most.perPersonPerDay);
    if (found === undefined) add(entry);
    return found;
  };

  return {
    id: idSchema.parse(ledger.get()).id,
    spend: (entry, most) => inTransaction(db, () => spend(entry, most)),
    add,
    refund: (id) => void refund.run(id),
    recent: (at) => recent.all(at - quotaSpanMs).map((row) => rowSchema.parse(row)),
    close: () => void db.close(),
  };
}
