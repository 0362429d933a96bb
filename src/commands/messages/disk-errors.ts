/**
 * What keeps this bot from writing down or reading what it has to: its disk is full, cannot be used, or holds what cannot be
 * read any more.
 */
export type DiskProblem = 'full' | 'unusable' | 'damaged';

/** By the codes of Node.js and, as far as they have them in common, the first words of SQLite's. */
const problems: Readonly<Record<string, DiskProblem>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'unusable',
  EIO: 'unusable',
  SQLITE_FULL: 'full',
  SQLITE_IOERR: 'unusable',
  SQLITE_READONLY: 'unusable',
  SQLITE_CANTOPEN: 'unusable',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'damaged',
};

/** Undefined for a failure that has nothing to do with the disk. */
export function diskProblem(error: unknown): DiskProblem | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const [code] = /^(SQLITE_[A-Z]+|[A-Z]+)/.exec(String(error.code)) ?? [];
  return code === undefined ? undefined : problems[code];
}
