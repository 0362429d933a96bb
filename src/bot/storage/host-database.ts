import { join } from 'node:path';
import { connect, type Database, migrate } from './database.ts';
import { explained } from './explain-failure.ts';

const fileName = 'settings.db';

/** Each entry migrates the file by one version. */
const migrations = [
  `CREATE TABLE settings (
     platform TEXT NOT NULL,
     server TEXT NOT NULL,
     value TEXT NOT NULL,
     PRIMARY KEY (platform, server)
   ) STRICT;
   CREATE TABLE spendings (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     platform TEXT NOT NULL,
     server TEXT NOT NULL,
     person TEXT NOT NULL,
     pictures INTEGER NOT NULL,
     at INTEGER NOT NULL,
     is_given_back INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE INDEX spendings_by_server ON spendings (platform, server, at);
   CREATE INDEX spendings_by_time ON spendings (at);
   CREATE TABLE ledger (id TEXT NOT NULL) STRICT;
   INSERT INTO ledger VALUES (lower(hex(randomblob(8))));`,
  `CREATE TABLE styles (
     place TEXT NOT NULL,
     name TEXT NOT NULL,
     person TEXT NOT NULL,
     value TEXT NOT NULL,
     PRIMARY KEY (place, name)
   ) STRICT;`,
] as const;

/** How long one process waits for another that is writing. */
const busyTimeoutMs = 5_000;

/**
 * Opens the database under `dataDir` that all processes of a host share: the settings of servers, their styles, and the
 * ledger of their quotas. Jobs are in another file, which belongs to one process.
 *
 * @throws StartupError when the directory cannot be written, or the file is damaged.
 */
export function openSharedDatabase(dataDir: string): Database {
  const file = join(dataDir, fileName);
  return explained(file, () => {
    const db = connect(file);
    db.pragma(`busy_timeout = ${busyTimeoutMs}`); // first, since changing the journal mode may wait for other processes, too
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    migrate(db, fileName, migrations);
    return db;
  });
}
