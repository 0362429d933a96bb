import { z } from 'zod';
import type { Database } from '../../storage/database.ts';
import { createRowReader, type RowLog } from '../../storage/readable-rows.ts';
import type { ChannelMessage, Pressed } from '../wire-types.ts';

/** Stores the channel's messages on disk, each in its latest state. */
export interface MessageStore {
  add(message: ChannelMessage): void;
  /** Updates the message's uploads, answer and thread. */
  save(message: ChannelMessage): void;
  find(id: string): ChannelMessage | undefined;
  /** Oldest first. */
  last(count: number): readonly ChannelMessage[];
  /** The messages that are not answered yet, oldest first. */
  unanswered(): readonly ChannelMessage[];
  /** The messages that show a job: its result, views of that, and its settings. */
  ofJob(jobId: string): readonly ChannelMessage[];
  remove(id: string): void;
  /** Deletes old messages. @returns Their ids. */
  forget(before: Date): readonly string[];
}

interface Row {
  readonly id: string;
  readonly at: number;
  readonly person: string;
  readonly line: string;
  readonly pressed: string | null;
  readonly uploads: string;
  readonly answer: string;
  readonly thread: string;
}

/** Creates the store. A message that cannot be parsed is not shown, and stays stored. */
export function createMessageStore(db: Database, log: RowLog): MessageStore {
  const rows = createRowReader('local_messages', toMessage, log);
  const insert = db.prepare(
    'INSERT INTO local_messages (id, at, person, line, pressed, uploads, answer, thread) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare('UPDATE local_messages SET uploads = ?, answer = ?, thread = ? WHERE id = ?');
  const find = db.prepare('SELECT * FROM local_messages WHERE id = ?');
  const last = db.prepare('SELECT * FROM (SELECT * FROM local_messages ORDER BY seq DESC LIMIT ?) ORDER BY seq');
  const unanswered = db.prepare(
    `SELECT * FROM local_messages WHERE json_valid(answer) AND answer ->> 'kind' IN ('pending', 'queued', 'drawing') ORDER BY seq`,
  );
  const ofJob = db.prepare(
    `SELECT * FROM local_messages WHERE json_valid(answer) AND (
       answer ->> 'jobId' = ?1 OR answer ->> 'jobId' GLOB ?1 || '.*'
       OR (answer ->> 'kind' = 'text' AND json_valid(pressed)
           AND (pressed ->> 'jobId' = ?1 OR pressed ->> 'jobId' GLOB ?1 || '.*'))
     )`,
  );
  const remove = db.prepare('DELETE FROM local_messages WHERE id = ?');
  const forget = db.prepare('DELETE FROM local_messages WHERE at < ? RETURNING id');

  return {
    add({ id, at, person, line, pressed, uploads, answer, thread }) {
      const button = pressed === undefined ? null : JSON.stringify(pressed);
      insert.run(
        id,
        Date.parse(at),
        person,
        line,
        button,
        ...[uploads, answer, thread].map((part) => JSON.stringify(part)),
      );
    },
    save: ({ id, uploads, answer, thread }) =>
      void update.run(...[uploads, answer, thread].map((part) => JSON.stringify(part)), id),
    find: (id) => rows.one(find.get(id)),
    last: (count) => rows.all(last.all(count)),
    unanswered: () => rows.all(unanswered.all()),
    ofJob: (jobId) => rows.all(ofJob.all(jobId)),
    remove: (id) => void remove.run(id),
    forget: (before) => forget.all(before.getTime()).map((row) => (row as { id: string }).id),
  };
}

const list = z.array(z.looseObject({}));
const answerSchema = z.looseObject({ kind: z.enum(['pending', 'queued', 'drawing', 'result', 'text', 'notice']) });

/** @throws Error for a damaged row. */
function toMessage({ id, at, person, line, pressed, ...row }: Row): ChannelMessage {
  const [uploads, answer, thread] = [row.uploads, row.answer, row.thread].map((json): unknown => JSON.parse(json));
  for (const each of [uploads, thread]) list.parse(each);
  answerSchema.parse(answer);
  const button = pressed === null ? {} : { pressed: JSON.parse(pressed) as Pressed };
  const parts = { uploads, answer, thread } as Parts;
  return { id, at: new Date(at).toISOString(), person, line, ...button, ...parts };
}

type Parts = Pick<ChannelMessage, 'uploads' | 'answer' | 'thread'>;
