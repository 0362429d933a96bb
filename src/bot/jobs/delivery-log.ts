import type { Database } from '../storage/database.ts';

/** What is known of answers that began in one platform, on disk: so that a restart tells nothing twice and drops nothing. */
export interface DeliveryLog {
  /** The last step that stands in the thread of an answer; 0 where there is none. */
  lastStep(message: string): number;
  setLastStep(message: string, step: number, at: Date): void;
  /** The job's result was taken by the platform. */
  markShown(job: string, at: Date): void;
  isShown(job: string): boolean;
  /** A picture that no way led to its asker: it is handed over when they are here again. */
  addPending(job: string, person: string, at: Date): void;
  /** Jobs that are owed to a person. */
  listPending(person: string): readonly string[];
  /** Their picture is with its asker. */
  clearPending(job: string): void;
  /** Something of a job was posted: deleting the job takes it away. */
  recordPost(job: string, post: Post, at: Date): void;
  /** Everything that was posted of a job, oldest first. */
  listPosts(job: string): readonly Post[];
  /** The job that a message or a file shows something of, by the platform's name; undefined where that was not noted. */
  jobOf(name: string): string | undefined;
  /** All that was posted of a job is deleted. */
  forgetPosts(job: string): void;
  forget(before: Date): void;
}

/** A message of ours, or a file that we gave to a platform. */
export interface Post {
  readonly channel: string;
  /** The platform's name of it there. */
  readonly message: string | null;
  readonly file: string | null;
}

/** @param others Further tables of the platform that are forgotten with the answers. */
export function openDeliveryLog(
  db: Database,
  platform: 'discord' | 'slack',
  others: readonly string[] = [],
): DeliveryLog {
  const lastStep = db.prepare(`SELECT last_step FROM ${platform}_threads WHERE message = ?`);
  const told = db.prepare(
    `INSERT INTO ${platform}_threads (message, last_step, at) VALUES (?, ?, ?)
     ON CONFLICT (message) DO UPDATE SET last_step = excluded.last_step, at = excluded.at`,
  );
  const shown = db.prepare(`INSERT OR IGNORE INTO ${platform}_shown (job, at) VALUES (?, ?)`);
  const isShown = db.prepare(`SELECT 1 FROM ${platform}_shown WHERE job = ?`);
  const addPending = db.prepare(`INSERT OR IGNORE INTO ${platform}_owed (job, person, at) VALUES (?, ?, ?)`);
  const listPending = db.prepare(`SELECT job FROM ${platform}_owed WHERE person = ? ORDER BY at`);
  const settle = db.prepare(`DELETE FROM ${platform}_owed WHERE job = ?`);
  const posted = db.prepare(`INSERT INTO ${platform}_posts (job, channel, message, file, at) VALUES (?, ?, ?, ?, ?)`);
  const posts = db.prepare(`SELECT channel, message, file FROM ${platform}_posts WHERE job = ? ORDER BY rowid`);
  const jobOf = db.prepare(`SELECT job FROM ${platform}_posts WHERE message = ?1 OR file = ?1`);
  const unpost = db.prepare(`DELETE FROM ${platform}_posts WHERE job = ?`);
  const tables = ['threads', 'shown', 'owed', 'posts', ...others].map((each) => `${platform}_${each}`);
  const forgetting = tables.map((table) => db.prepare(`DELETE FROM ${table} WHERE at < ?`));
  return {
    lastStep: (message) => (lastStep.get(message) as { last_step: number } | undefined)?.last_step ?? 0,
    setLastStep: (message, step, at) => void told.run(message, step, at.getTime()),
    markShown: (job, at) => void shown.run(job, at.getTime()),
    isShown: (job) => isShown.get(job) !== undefined,
    addPending: (job, person, at) => void addPending.run(job, person, at.getTime()),
    listPending: (person) => listPending.all(person).map((row) => (row as { job: string }).job),
    clearPending: (job) => void settle.run(job),
    recordPost: (job, { channel, message, file }, at) => void posted.run(job, channel, message, file, at.getTime()),
    listPosts: (job) => posts.all(job) as Post[],
    jobOf: (name) => (jobOf.get(name) as { job: string } | undefined)?.job,
    forgetPosts: (job) => void unpost.run(job),
    forget(before) {
      for (const statement of forgetting) statement.run(before.getTime());
    },
  };
}
