import { dirname, join } from 'node:path';
import Database from 'libsql';
import { diskProblem } from '../../commands/messages/disk-errors.ts';
import { StartupError } from '../../startup-error.ts';
import { checkNotEmptied } from './check-not-emptied.ts';
import { explained } from './explain-failure.ts';
import { fileProblem, makeFolder } from './fs.ts';

export type { Database } from 'libsql';

const fileName = 'stridebot.db';

/** Each entry migrates the file by one version; `PRAGMA user_version` is the number of those that were applied. */
const migrations = [
  `CREATE TABLE jobs (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     platform TEXT NOT NULL,
     person TEXT NOT NULL,
     channel TEXT NOT NULL,
     address TEXT NOT NULL,
     command TEXT NOT NULL,
     recipe TEXT NOT NULL,
     parent TEXT,
     remark TEXT,
     film INTEGER NOT NULL,
     state TEXT NOT NULL,
     cancel_requested INTEGER NOT NULL DEFAULT 0,
     accepted_at INTEGER NOT NULL,
     ended_at INTEGER
   ) STRICT;
   CREATE INDEX jobs_live ON jobs (seq) WHERE ended_at IS NULL;
   CREATE INDEX jobs_by_channel ON jobs (platform, channel, seq);
   CREATE INDEX jobs_by_end ON jobs (ended_at);
   CREATE TABLE local_messages (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     at INTEGER NOT NULL,
     person TEXT NOT NULL,
     line TEXT NOT NULL,
     uploads TEXT NOT NULL,
     answer TEXT NOT NULL,
     thread TEXT NOT NULL
   ) STRICT;`,
  'ALTER TABLE jobs ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE jobs ADD COLUMN masked_by TEXT',
  'ALTER TABLE jobs ADD COLUMN server TEXT',
  `CREATE TABLE discord_threads (message TEXT PRIMARY KEY, last_step INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
   CREATE TABLE discord_shown (job TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
   CREATE TABLE discord_owed (job TEXT PRIMARY KEY, person TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
   CREATE TABLE discord_forms (id TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL) STRICT;`,
  `CREATE TABLE slack_threads (message TEXT PRIMARY KEY, last_step INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
   CREATE TABLE slack_shown (job TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
   CREATE TABLE slack_owed (job TEXT PRIMARY KEY, person TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
   CREATE TABLE slack_seen (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
   CREATE TABLE slack_places (
     request TEXT PRIMARY KEY,
     channel TEXT NOT NULL,
     ts TEXT NOT NULL,
     person TEXT NOT NULL,
     job TEXT,
     at INTEGER NOT NULL
   ) STRICT;`,
  `CREATE TABLE inbox (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     platform TEXT NOT NULL,
     delivery TEXT NOT NULL,
     body TEXT,
     attempts INTEGER NOT NULL DEFAULT 1,
     received_at INTEGER NOT NULL,
     UNIQUE (platform, delivery)
   ) STRICT;
   CREATE INDEX inbox_pending ON inbox (platform, seq) WHERE body IS NOT NULL;
   CREATE INDEX inbox_by_time ON inbox (received_at);
   INSERT INTO inbox (id, platform, delivery, received_at) SELECT 'slack ' || id, 'slack', id, at FROM slack_seen;
   DROP TABLE slack_seen;`,
  // Before, only addresses recorded that a job was private, and Slack's private jobs had made-up channel ids.
  `ALTER TABLE jobs ADD COLUMN private INTEGER NOT NULL DEFAULT 0;
   UPDATE jobs SET private = 1 WHERE json_valid(address) AND address ->> 'isPrivate';
   UPDATE jobs SET channel = address ->> 'channel' WHERE platform = 'slack' AND private = 1;`,
  `CREATE TABLE discord_posts (job TEXT NOT NULL, channel TEXT NOT NULL, message TEXT, file TEXT, at INTEGER NOT NULL) STRICT;
   CREATE INDEX discord_posts_by_job ON discord_posts (job);
   CREATE INDEX discord_posts_by_message ON discord_posts (message);
   CREATE INDEX discord_posts_by_file ON discord_posts (file);
   CREATE TABLE slack_posts (job TEXT NOT NULL, channel TEXT NOT NULL, message TEXT, file TEXT, at INTEGER NOT NULL) STRICT;
   CREATE INDEX slack_posts_by_job ON slack_posts (job);
   CREATE INDEX slack_posts_by_message ON slack_posts (message);
   CREATE INDEX slack_posts_by_file ON slack_posts (file);`,
  'ALTER TABLE jobs ADD COLUMN paste TEXT;',
  'ALTER TABLE local_messages ADD COLUMN pressed TEXT;',
  'CREATE TABLE keys (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;',
] as const;

/**
 * Opens or creates the database under `dataDir` that holds all state, and keeps it locked until the process ends,
 * however it ends: the operating system releases the lock even after SIGKILL.
 *
 * @throws StartupError when another process has locked it, the directory cannot be written, or the file is damaged.
 */
export function openDatabase(dataDir: string): Database.Database {
  const file = join(dataDir, fileName);
  return explained(file, () => {
    const db = connect(file);
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    // NORMAL survives a crash of the process. Writes that must survive a power cut use FULL themselves, so that the
    // event
    // loop waits for the disk once per job and not once per write.
    db.pragma('synchronous = NORMAL');
    migrate(db, fileName, migrations);
    return db;
  });
}

/**
 * Releases the lock and closes the database. Closing alone does not release it while a prepared statement awaits
 * garbage collection, and an exclusive lock taken in WAL mode can only be released by leaving WAL mode.
 */
export function closeDatabase(db: Database.Database): void {
  try {
    db.pragma('journal_mode = DELETE');
    db.pragma('locking_mode = NORMAL');
    db.prepare('SELECT count(*) FROM sqlite_schema').get(); // the next read applies the mode
  } catch (error) {
    if (diskProblem(error) === undefined) throw error; // the end of the process releases the lock as well
  } finally {
    db.close();
  }
}

/** Opens or creates a file. @throws StartupError when it cannot be created, or was emptied. */
export function connect(file: string): Database.Database {
  orStartupError(file, () => makeFolder(dirname(file)));
  checkNotEmptied(file);
  return orStartupError(file, () => new Database(file));
}

function orStartupError<T>(file: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new StartupError(
      `${file} cannot be opened or made: ${fileProblem(error)}. Name a folder that can be written with DATA_DIR.`,
      { cause: error },
    );
  }
}

/**
 * Runs `work` in one transaction that takes the write lock at once. When SQLite has rolled back by itself, as on a full
 * disk, it is not rolled back again, since that error would hide the first.
 */
export function inTransaction<T>(db: Database.Database, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Runs `write` so that it is flushed to disk when this returns. */
export function durably<T>(db: Database.Database, write: () => T): T {
  db.pragma('synchronous = FULL');
  try {
    return write();
  } finally {
    db.pragma('synchronous = NORMAL');
  }
}

/**
 * Migrates a file: applies those of `steps` that were not applied yet, in order.
 *
 * @throws StartupError when a newer version wrote the file.
 */
export function migrate(db: Database.Database, name: string, steps: readonly string[]): void {
  inTransaction(db, () => {
    for (const statements of steps.slice(versionOf(db, name, steps.length))) db.exec(statements);
    db.exec(`PRAGMA user_version = ${steps.length}`);
  });
}

/** @throws StartupError when the version is higher than `newest`. */
function versionOf(db: Database.Database, name: string, newest: number): number {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version <= newest) return version;
  throw new StartupError(`${name} was written by a newer Stridebot (version ${version}); install that one again.`);
}
