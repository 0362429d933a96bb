import { type DeliveryLog, openDeliveryLog } from '../jobs/delivery-log.ts';
import type { Database } from '../storage/database.ts';

/** Identifies a message that the bot posted. */
export interface MessageRef {
  readonly channel: string;
  /** Slack's timestamp, which identifies the message in its channel. */
  readonly ts: string;
}

/** Stores what the bot delivered to Slack: the delivery log, and the message of each answer. */
export interface DeliveryStore extends DeliveryLog {
  /** The message that answers a request. */
  answerOf(request: string): MessageRef | undefined;
  addAnswer(request: string, message: MessageRef, person: string, at: Date): void;
  /** Removes an answer whose message was deleted. */
  forgetAnswer(request: string): void;
  /** Records that the answer shows the result of a job. */
  linkJob(request: string, job: string): void;
  /** All answers that show the result of a job; a shared result has two. */
  answersOf(job: string): readonly MessageRef[];
  /** The latest results of a person, newest first. */
  recent(person: string, count: number): readonly (MessageRef & { readonly job: string })[];
}

export function createDeliveryStore(db: Database): DeliveryStore {
  const answers = openDeliveryLog(db, 'slack', ['places']);
  const find = db.prepare('SELECT channel, ts FROM slack_places WHERE request = ?');
  const addAnswer = db.prepare(
    `INSERT INTO slack_places (request, channel, ts, person, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (request) DO UPDATE SET channel = excluded.channel, ts = excluded.ts`,
  );
  const forgetAnswer = db.prepare('DELETE FROM slack_places WHERE request = ?');
  const linkJob = db.prepare('UPDATE slack_places SET job = ? WHERE request = ?');
  const answersOf = db.prepare('SELECT channel, ts FROM slack_places WHERE job = ?');
  const recent = db.prepare(
    `SELECT channel, ts, job FROM slack_places WHERE person = ? AND job IS NOT NULL ORDER BY at DESC LIMIT ?`,
  );
  return {
    ...answers,
    answerOf: (request) => find.get(request) as MessageRef | undefined,
    addAnswer: (request, { channel, ts }, person, at) => void addAnswer.run(request, channel, ts, person, at.getTime()),
    forgetAnswer: (request) => void forgetAnswer.run(request),
    linkJob: (request, job) => void linkJob.run(job, request),
    answersOf: (job) => answersOf.all(job) as MessageRef[],
    recent: (person, count) => recent.all(person, count) as (MessageRef & { job: string })[],
  };
}
