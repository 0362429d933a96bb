/**
 * A failure of the disk: it is full, cannot be used, or its data are damaged.
 */
export type DiskProblem = 'full' | 'unusable' | 'damaged';

/** Problems by error code of Node.js, or by the common prefix of SQLite's codes. */
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

/** Classifies an error; undefined when it is no failure of the disk. */
export function diskProblem(error: unknown): DiskProblem | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const [code] = /^(SQLITE_[A-Z]+|[A-Z]+)/.exec(String(error.code)) ?? [];
  return code === undefined ? undefined : problems[code];
}
