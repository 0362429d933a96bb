import type { Database } from '../storage/database.ts';

/** A request that a platform delivered. */
interface ReceivedRequest {
  readonly id: string;
  /** As in `Asker.platform`. */
  readonly platform: string;
  /** The platform's id of it, which stays the same when it is redelivered. */
  readonly delivery: string;
  /** All data that is needed to answer it. */
  readonly body: unknown;
}

/** A request that was received and is not answered. */
export interface PendingRequest {
  readonly id: string;
  readonly body: string;
  /** How many processes began to answer it. */
  readonly attempts: number;
}

/**
 * Stores requests on disk before they are acknowledged, so that every acknowledged request is answered, by this process
 * or by the next one. The content and tokens of a request are kept until it is completed; after that only its id is
 * kept, to recognise a redelivery.
 */
export interface Inbox {
  /** Stores a request so that it survives a crash. @returns False when it was received before. */
  receive(request: ReceivedRequest, at: Date): boolean;
  /** Marks a request as answered, or as having a journaled job that will answer it. */
  complete(id: string): void;
  /** Oldest first. */
  pending(platform: string): readonly PendingRequest[];
  /** Counts one more process that began to answer the request. */
  markAttempt(id: string): void;
  /** Resets the counts of attempts when the process ends in order: no request crashed it. */
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
