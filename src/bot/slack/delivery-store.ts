import { type Answers, openAnswers } from '../jobs/delivery-log.ts';
import type { Database } from '../storage/database.ts';

/** A message of ours. */
export interface Place {
  readonly channel: string;
  /** Slack's name of the message there. */
  readonly ts: string;
}

/** What is known of Slack on disk: besides the answers, where each of them stands. */
export interface Books extends Answers {
  /** Where the answer to a request stands. */
  placeOf(request: string): Place | undefined;
  place(request: string, place: Place, person: string, at: Date): void;
  /** Somebody took the answer away. */
  lose(request: string): void;
  /** The answer shows the result of a job. */
  name(request: string, job: string): void;
  /** Every answer that shows the result of a job, as one that was shared has two. */
  answersOf(job: string): readonly Place[];
  /** Results of a person, newest first. */
  recent(person: string, count: number): readonly (Place & { readonly job: string })[];
}

export function createBooks(db: Database): Books {
  const answers = openAnswers(db, 'slack', ['places']);
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
    placeOf: (request) => find.get(request) as Place | undefined,
    place: (request, { channel, ts }, person, at) => void place.run(request, channel, ts, person, at.getTime()),
    lose: (request) => void lose.run(request),
    name: (request, job) => void name.run(job, request),
    answersOf: (job) => answersOf.all(job) as Place[],
    recent: (person, count) => recent.all(person, count) as (Place & { job: string })[],
  };
}
