import type { Logger } from 'pino';

export type RowLog = Pick<Logger, 'error'>;

/** Parses rows of one table. A row that cannot be parsed is skipped, stays stored, and is logged once. */
interface RowReader<T> {
  /** Undefined also when there is no row. */
  one(row: unknown): T | undefined;
  all(rows: readonly unknown[]): readonly T[];
}

/** @param read Throws for a damaged row. */
export function createRowReader<T>(table: string, read: (row: never) => T, log: RowLog): RowReader<T> {
  const logged = new Set<string>();
  const one = (row: unknown): T | undefined => {
    if (row === undefined) return undefined;
    try {
      return read(row as never);
    } catch (err) {
      logOnce(row, err);
      return undefined;
    }
  };
  /** Logs a row without the error's message, which may quote what somebody typed. */
  const logOnce = (row: unknown, error: unknown): void => {
    const { id = '' } = row as { readonly id?: string };
    if (logged.has(id)) return;
    logged.add(id);
    const reason = error instanceof Error ? error.name : 'unknown';
    log.error({ table, row: id, reason }, 'could not parse a row; it stays stored');
  };
  return { one, all: (rows) => rows.flatMap((row) => one(row) ?? []) };
}
