import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type DiskProblem, diskProblem } from '../../commands/messages/disk-errors.ts';
import { type Database, inTransaction } from './database.ts';
import { fileProblem } from './fs.ts';

interface StorageProblem {
  readonly kind: DiskProblem;
  /** A description for the operator. */
  readonly words: string;
}

/** Tracks whether the disk can be written. */
export interface StorageHealth {
  /** The current problem; null: the disk can be written. */
  problem(): StorageProblem | null;
  /** The same, but looks again where there was a problem. What waits for the disk goes on only after `check`. */
  problemNow(): Promise<StorageProblem | null>;
  /** Reports an error. @returns Whether the disk caused it; then there is a problem until a check finds none. */
  blame(error: unknown): boolean;
  /**
   * Checks the free space and, after a failure, whether files can be written.
   *
   * @returns Whether that ended a problem.
   */
  check(): Promise<boolean>;
}

interface StorageParts {
  readonly dataDir: string;
  readonly db: Database;
  readonly log: Logger;
}

/** The free space that a sheet with its film needs; on a small disk, a twentieth of the disk is enough. */
const enoughBytes = 64 * 2 ** 20;
const chunkBytes = 2 ** 16;

export function createStorageHealth({ dataDir, db, log }: StorageParts): StorageHealth {
  let problem: StorageProblem | null = null;

  const setProblem = (error: unknown): void => {
    const kind = diskProblem(error) ?? 'unusable';
    const words = kind === 'damaged' ? 'the database is damaged' : fileProblem(error);
    if (problem?.words !== words) log.error({ err: error, dataDir, problem: words }, 'the disk cannot be written');
    problem = { kind, words };
  };

  /** @throws Error of the file system or the database that says why nothing can be written. */
  const checkDisk = async (): Promise<void> => {
    const { bavail, blocks, bsize } = await statfs(dataDir);
    const neededBytes = Math.min(enoughBytes, (blocks * bsize) / 20);
    if (bavail * bsize < neededBytes)
      throw Object.assign(new Error('the disk has too little free space'), { code: 'ENOSPC' });
    if (problem === null) return;
    await tryFile(join(dataDir, '.stridebot-room'), neededBytes);
    tryDatabase(db);
  };

  return {
    problem: () => problem,
    async problemNow() {
      if (problem === null) return null;
      try {
        await checkDisk();
        return null;
      } catch (error) {
        setProblem(error);
        return problem;
      }
    },
    blame(error) {
      if (diskProblem(error) === undefined) return false;
      setProblem(error);
      return true;
    },
    async check() {
      const before = problem;
      try {
        await checkDisk();
        problem = null;
      } catch (error) {
        setProblem(error);
      }
      if (before === null || problem !== null) return false;
      log.info({ dataDir }, 'the disk can be written again');
      return true;
    },
  };
}

/** Writes a file of this size: a user's disk quota may be less than the file system's free space. */
async function tryFile(path: string, bytes: number): Promise<void> {
  try {
    const file = await open(path, 'w');
    try {
      const chunk = Buffer.alloc(chunkBytes);
      for (let written = 0; written < bytes; written += chunkBytes) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

/** Writes a value that is stored already. */
function tryDatabase(db: Database): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  inTransaction(db, () => db.exec(`PRAGMA user_version = ${version}`));
}
