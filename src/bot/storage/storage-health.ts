import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type DiskProblem, diskProblem } from '../../commands/messages/disk-errors.ts';
import { type Database, inTransaction } from './database.ts';
import { fileProblem } from './fs.ts';

interface StorageProblem {
  readonly kind: DiskProblem;
  /** For whoever runs the bot. */
  readonly words: string;
}

/** Whether this bot can write down what it has to. */
export interface StorageHealth {
  /** Null: it can. */
  problem(): StorageProblem | null;
  /** Tells of a failure. @returns Whether the disk is at fault; then there is a problem until a check finds none. */
  blame(error: unknown): boolean;
  /** Looks whether there is room, and after a failure whether something can be written. @returns Whether that ended a problem. */
  check(): Promise<boolean>;
}

interface StorageParts {
  readonly dataDir: string;
  readonly db: Database;
  readonly log: Logger;
}

/** Room for a sheet with its film; on a small disk, a twentieth of it. */
const enoughBytes = 64 * 2 ** 20;
const chunkBytes = 2 ** 16;

export function createStorageHealth({ dataDir, db, log }: StorageParts): StorageHealth {
  let problem: StorageProblem | null = null;

  const found = (error: unknown): void => {
    const kind = diskProblem(error) ?? 'unusable';
    const words = kind === 'damaged' ? 'the database is damaged' : fileProblem(error);
    if (problem?.words !== words) log.error({ err: error, dataDir, problem: words }, 'nothing can be written down');
    problem = { kind, words };
  };

  /** @throws Error of the file system or the database that says why nothing can be written. */
  const tryIt = async (): Promise<void> => {
    const { bavail, blocks, bsize } = await statfs(dataDir);
    const room = Math.min(enoughBytes, (blocks * bsize) / 20);
    if (bavail * bsize < room)
      throw Object.assign(new Error('there is too little room on the disk'), { code: 'ENOSPC' });
    if (problem === null) return;
    await tryFile(join(dataDir, '.stridebot-room'), room);
    tryDatabase(db);
  };

  return {
    problem: () => problem,
    blame(error) {
      if (diskProblem(error) === undefined) return false;
      found(error);
      return true;
    },
    async check() {
      const before = problem;
      try {
        await tryIt();
        problem = null;
      } catch (error) {
        found(error);
      }
      if (before === null || problem !== null) return false;
      log.info({ dataDir }, 'what has to be kept can be written again');
      return true;
    },
  };
}

/** What the file system says of its room is not all: a person's may be less. */
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

/** Writes what stands there already. */
function tryDatabase(db: Database): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  inTransaction(db, () => db.exec(`PRAGMA user_version = ${version}`));
}
