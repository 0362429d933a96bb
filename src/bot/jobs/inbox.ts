import type { Database } from '../storage/database.ts';

/** A request as a platform delivered it. */
interface ReceivedRequest {
  readonly id: string;
  /** As in `Asker.platform`. */
  readonly platform: string;
  /** The platform's own name of it: the same however often it is delivered. */
  readonly delivery: string;
  /** All that is needed to answer it, as plain data. */
  readonly body: unknown;
}

/** A request that was received and is not completed. */
export interface PendingRequest {
  readonly id: string;
  readonly body: string;
  /** How many processes began it. */
  readonly attempts: number;
}

/**
 * What people asked for, on disk before it is acknowledged: whoever was told "heard" is answered, by this process or by
 * the next one. What a request says, and the tokens by which it is answered, are kept until it is completed; after that
 * only its name is, so that it is known when it is delivered again.
 */
export interface Inbox {
  /** Survives the death of the process. @returns False for what was received before. */
  receive(request: ReceivedRequest, at: Date): boolean;
  /** It was answered, or a job is journaled that will be its answer. */
  complete(id: string): void;
  /** Oldest first. */
  pending(platform: string): readonly PendingRequest[];
  /** Each further process that begins a request says so once. */
  markAttempt(id: string): void;
  /** This process ends in order: no request was the end of it. */
  forgiveAttempts(): void;
  forget(before: Date): void;
}

export function createInbox(db: Database): Inbox {
  const insert = db.prepare(
    'INSERT OR IGNORE INTO inbox (id, platform, delivery, body, received_at) VALUES (?, ?, ?, ?, ?)',
  );
  const complete = db.prepare('UPDATE inbox SET body = NULL WHERE id = ?');
  const pending = db.prepare(
    'SELECT id, body, attempts FROM inbox WHERE platform = ? AND body IS NOT NULL ORDER BY seq',
  );
  const markAttempt = db.prepare('UPDATE inbox SET attempts = attempts + 1 WHERE id = ?');
  const forgive = db.prepare('UPDATE inbox SET attempts = 0 WHERE body IS NOT NULL');
  const forget = db.prepare('DELETE FROM inbox WHERE received_at < ?');
  return {
    receive: ({ id, platform, delivery, body }, at) =>
      insert.run(id, platform, delivery, JSON.stringify(body), at.getTime()).changes > 0,
    complete: (id) => void complete.run(id),
    pending: (platform) => pending.all(platform) as PendingRequest[],
    markAttempt: (id) => void markAttempt.run(id),
    forgiveAttempts: () => void forgive.run(),
    forget: (before) => void forget.run(before.getTime()),
  };
}
