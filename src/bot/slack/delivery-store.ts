import { type DeliveryLog, openDeliveryLog } from '../jobs/delivery-log.ts';
import type { Database } from '../storage/database.ts';

/** A message of ours. */
export interface MessageRef {
  readonly channel: string;
  /** Slack's name of the message there. */
  readonly ts: string;
}

/** What is known of Slack on disk: besides the answers, where each of them stands. */
export interface DeliveryStore extends DeliveryLog {
  /** Where the answer to a request stands. */
  answerOf(request: string): MessageRef | undefined;
  addAnswer(request: string, place: MessageRef, person: string, at: Date): void;
  /** Somebody took the answer away. */
  forgetAnswer(request: string): void;
  /** The answer shows the result of a job. */
  linkJob(request: string, job: string): void;
  /** Every answer that shows the result of a job, as one that was shared has two. */
  answersOf(job: string): readonly MessageRef[];
  /** Results of a person, newest first. */
  recent(person: string, count: number): readonly (MessageRef & { readonly job: string })[];
}

export function createDeliveryStore(db: Database): DeliveryStore {
  const answers = openDeliveryLog(db, 'slack', ['places']);
  const find = db.prepare('SELECT channel, ts FROM slack_places WHERE request = ?');
  const place = db.prepare(
    `INSERT INTO slack_places (request, channel, ts, person, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (request) DO UPDATE SET channel = excluded.channel, ts = excluded.ts`,
  );
  const lose = db.prepare('DELETE FROM slack_places WHERE request = ?');
  const name = db.prepare('UPDATE slack_places SET job = ? WHERE request = ?');
  const answersOf = db.prepare('SELECT channel, ts FROM slack_places WHERE job = ?');
  const recent = db.prepare(
    `SELECT channel, ts, job FROM slack_places WHERE person = ? AND job IS NOT NULL ORDER BY at DESC LIMIT ?`,
  );
  return {
    ...answers,
    answerOf: (request) => find.get(request) as MessageRef | undefined,
    addAnswer: (request, { channel, ts }, person, at) => void place.run(request, channel, ts, person, at.getTime()),
    forgetAnswer: (request) => void lose.run(request),
    linkJob: (request, job) => void name.run(job, request),
    answersOf: (job) => answersOf.all(job) as MessageRef[],
    recent: (person, count) => recent.all(person, count) as (MessageRef & { job: string })[],
  };
}
