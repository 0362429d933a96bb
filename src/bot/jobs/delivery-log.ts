import type { Database } from '../storage/database.ts';

/** Stores on disk what was delivered on one platform, so that a restart posts nothing twice and loses nothing. */
export interface DeliveryLog {
  /** The last step posted in the thread of an answer; 0 when none is. */
  lastStep(message: string): number;
  setLastStep(message: string, step: number, at: Date): void;
  /** Records that the platform accepted the job's result. */
  markShown(job: string, at: Date): void;
  isShown(job: string): boolean;
  /** Records a result that could not be delivered to its asker. It is redelivered at their next request. */
  addPending(job: string, person: string, at: Date): void;
  /** The jobs whose results are pending for a person. */
  listPending(person: string): readonly string[];
  /** Records that a pending result was delivered. */
  clearPending(job: string): void;
  /** Records a message or file of a job, which is deleted with the job. */
  recordPost(job: string, post: Post, at: Date): void;
  /** All messages and files of a job, oldest first. */
  listPosts(job: string): readonly Post[];
  /** The job of a message or a file, by the platform's id; undefined when that was not recorded. */
  jobOf(name: string): string | undefined;
  /** Removes the records of a job whose posts are deleted. */
  forgetPosts(job: string): void;
  forget(before: Date): void;
}

/** A message that the bot posted, or a file that it uploaded. */
export interface Post {
  readonly channel: string;
  /** The platform's id of it. */
  readonly message: string | null;
  readonly file: string | null;
}

/** @param others Further tables of the platform from which `forget` deletes old rows. */
export function openDeliveryLog(
  db: Database,
  platform: 'discord' | 'slack',
  others: readonly string[] = [],
): DeliveryLog {
  const lastStep = db.prepare(`SELECT last_step FROM ${platform}_threads WHERE message = ?`);
  const setLastStep = db.prepare(
    `INSERT INTO ${platform}_threads (message, last_step, at) VALUES (?, ?, ?)
     ON CONFLICT (message) DO UPDATE SET last_step = excluded.last_step, at = excluded.at`,
  );
  const shown = db.prepare(`INSERT OR IGNORE INTO ${platform}_shown (job, at) VALUES (?, ?)`);
  const isShown = db.prepare(`SELECT 1 FROM ${platform}_shown WHERE job = ?`);
  const addPending = db.prepare(`INSERT OR IGNORE INTO ${platform}_owed (job, person, at) VALUES (?, ?, ?)`);
  const listPending = db.prepare(`SELECT job FROM ${platform}_owed WHERE person = ? ORDER BY at`);
  const clearPending = db.prepare(`DELETE FROM ${platform}_owed WHERE job = ?`);
  const recordPost = db.prepare(
    `INSERT INTO ${platform}_posts (job, channel, message, file, at) VALUES (?, ?, ?, ?, ?)`,
  );
  const listPosts = db.prepare(`SELECT channel, message, file FROM ${platform}_posts WHERE job = ? ORDER BY rowid`);
  const jobOf = db.prepare(`SELECT job FROM ${platform}_posts WHERE message = ?1 OR file = ?1`);
  const forgetPosts = db.prepare(`DELETE FROM ${platform}_posts WHERE job = ?`);
  const tables = ['threads', 'shown', 'owed', 'posts', ...others].map((each) => `${platform}_${each}`);
  const deleteOld = tables.map((table) => db.prepare(`DELETE FROM ${table} WHERE at < ?`));
  return {
    lastStep: (message) => (lastStep.get(message) as { last_step: number } | undefined)?.last_step ?? 0,
    setLastStep: (message, step, at) => void setLastStep.run(message, step, at.getTime()),
    markShown: (job, at) => void shown.run(job, at.getTime()),
    isShown: (job) => isShown.get(job) !== undefined,
    addPending: (job, person, at) => void addPending.run(job, person, at.getTime()),
    listPending: (person) => listPending.all(person).map((row) => (row as { job: string }).job),
    clearPending: (job) => void clearPending.run(job),
    recordPost: (job, { channel, message, file }, at) => void recordPost.run(job, channel, message, file, at.getTime()),
    listPosts: (job) => listPosts.all(job) as Post[],
    jobOf: (name) => (jobOf.get(name) as { job: string } | undefined)?.job,
    forgetPosts: (job) => void forgetPosts.run(job),
    forget(before) {
      for (const statement of deleteOld) statement.run(before.getTime());
    },
  };
}
