import type { Database } from '../database.ts';
import type { ChannelMessage } from './api.ts';

/** The channel's history on disk: every message once, as it was last kept. */
export interface Messages {
  add(message: ChannelMessage): void;
  /** Keeps the message's answer and thread. */
  save(message: ChannelMessage): void;
  find(id: string): ChannelMessage | undefined;
  /** Oldest first. */
  last(count: number): readonly ChannelMessage[];
  /** Those whose answer is still to come, oldest first. */
  unanswered(): readonly ChannelMessage[];
  /** @returns The ids of those that are no more. */
  forget(before: Date): readonly string[];
}

interface Row {
  readonly id: string;
  readonly at: number;
  readonly person: string;
  readonly line: string;
  readonly uploads: string;
  readonly answer: string;
  readonly thread: string;
}

export function createMessages(db: Database): Messages {
  const insert = db.prepare(
    'INSERT INTO local_messages (id, at, person, line, uploads, answer, thread) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare('UPDATE local_messages SET answer = ?, thread = ? WHERE id = ?');
  const find = db.prepare('SELECT * FROM local_messages WHERE id = ?');
  const last = db.prepare('SELECT * FROM (SELECT * FROM local_messages ORDER BY seq DESC LIMIT ?) ORDER BY seq');
  const unanswered = db.prepare(
    `SELECT * FROM local_messages WHERE answer ->> 'kind' IN ('pending', 'queued', 'drawing') ORDER BY seq`,
  );
  const forget = db.prepare('DELETE FROM local_messages WHERE at < ? RETURNING id');

  return {
    add({ id, at, person, line, uploads, answer, thread }) {
      insert.run(id, Date.parse(at), person, line, ...[uploads, answer, thread].map((part) => JSON.stringify(part)));
    },
    save: ({ id, answer, thread }) => void update.run(JSON.stringify(answer), JSON.stringify(thread), id),
    find(id) {
      const row = find.get(id);
      return row === undefined ? undefined : toMessage(row);
    },
    last: (count) => last.all(count).map(toMessage),
    unanswered: () => unanswered.all().map(toMessage),
    forget: (before) => forget.all(before.getTime()).map((row) => (row as { id: string }).id),
  };
}

/** The one place that trusts the table's columns: nobody else writes them. */
function toMessage(untyped: unknown): ChannelMessage {
  const { id, at, person, line, uploads, answer, thread } = untyped as Row;
  return {
    id,
    at: new Date(at).toISOString(),
    person,
    line,
    uploads: JSON.parse(uploads),
    answer: JSON.parse(answer),
    thread: JSON.parse(thread),
  };
}
