import type { Logger } from 'pino';

export type RowLog = Pick<Logger, 'error'>;

/** Reads rows of one table. One that cannot be read is left out, stays where it is, and is logged once. */
interface RowReader<T> {
  /** Undefined also where there is none. */
  one(row: unknown): T | undefined;
  all(rows: readonly unknown[]): readonly T[];
}

/** @param read Throws for a row that is not as it was written. */
export function createRowReader<T>(table: string, read: (row: never) => T, log: RowLog): RowReader<T> {
  const logged = new Set<string>();
  const one = (row: unknown): T | undefined => {
    if (row === undefined) return undefined;
    try {
      return read(row as never);
    } catch (err) {
      tell(row, err);
      return undefined;
    }
  };
  /** The error may quote what somebody typed. */
  const tell = (row: unknown, error: unknown): void => {
    const { id = '' } = row as { readonly id?: string };
    if (logged.has(id)) return;
    logged.add(id);
    const reason = error instanceof Error ? error.name : 'unknown';
    log.error({ table, row: id, reason }, 'a row cannot be read; it is left as it is');
  };
  return { one, all: (rows) => rows.flatMap((row) => one(row) ?? []) };
}
