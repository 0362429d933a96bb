import { z } from 'zod';
import type { Asker } from '../../commands/ports/asker.ts';
import type { EndState, JobRequest, JobState, MaskedBy } from '../../commands/ports/job-service.ts';
import type { JobId, Paste, Recipe } from '../../engine/client.ts';
import { type Database, durably, inTransaction } from '../storage/database.ts';
import { createRowReader, type RowLog } from '../storage/readable-rows.ts';
import { createInbox } from './inbox.ts';

/** An accepted job and its state. */
export interface JournaledJob extends JobRequest {
  readonly id: JobId;
  /** Where its answer goes, in the platform's own format. Opaque. */
  readonly address: string;
  readonly state: JobState;
  readonly acceptedAt: Date;
  /** Whether somebody cancelled it; stays true after that was answered. */
  readonly isCancelRequested: boolean;
}

/**
 * Stores accepted jobs on disk. `accept` returns when a power cut cannot lose the job; every other write survives a
 * crash of the process. An ending is journaled after its answer was shown: after a crash in between, the same content
 * is shown again and replaces the first.
 */
export interface Journal {
  /** @param received Completed in the same transaction: a request makes one job, however often it is begun. */
  accept(id: JobId, request: JobRequest, address: string, at: Date, received?: string): JournaledJob;
  /** Marks a job as running and counts the process that began it. */
  markRunning(id: JobId): void;
  /** How many processes crashed after they began the job. */
  fatalAttempts(id: JobId): number;
  /** Resets the counts of attempts when the process ends in order: no job crashed it. */
  forgiveAttempts(): void;
  requestCancel(id: JobId): void;
  /** Stores a remark to show with the result, known only after the job was accepted. */
  remark(id: JobId, remark: string): void;
  end(id: JobId, state: EndState, at: Date): void;
  /** Deletes a job: nobody finds it any more, and no process resumes it. */
  remove(id: JobId): void;
  find(id: JobId): JournaledJob | undefined;
  /** Whether there is such a job, even one that cannot be parsed. */
  has(id: JobId): boolean;
  /** The jobs of a channel for which `isWanted` is true, newest first, without the pictures that they paste into. */
  recent(
    channel: Pick<Asker, 'platform' | 'channel'>,
    count: number,
    isWanted: (asker: Asker) => boolean,
  ): readonly JournaledJob[];
  /** Makes a private job visible in this channel. */
  publish(id: JobId, channel: string): void;
  /** The jobs that have not ended, oldest first. */
  unfinished(): readonly JournaledJob[];
  /**
   * Deletes the jobs that ended before `before`; for a server with its own cutoff, before that.
   *
   * @returns The ids of the deleted jobs.
   */
  forget(before: Date, ofServers?: readonly ServerCutoff[]): readonly JobId[];
}

export interface ServerCutoff {
  readonly platform: string;
  readonly server: string;
  readonly before: Date;
}

/** The columns of jobs in lists: all but `paste`. */
const listed = [
  ...['seq', 'id', 'platform', 'person', 'channel', 'server', 'private', 'address', 'command', 'recipe', 'parent'],
  ...['remark', 'masked_by', 'film', 'state', 'cancel_requested', 'accepted_at'],
].join(', ');

/** How many rows are read at once. */
const pageSize = 20;

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly platform: string;
  readonly person: string;
  readonly channel: string;
  readonly server: string | null;
  readonly private: number;
  readonly address: string;
  readonly command: string;
  /** Without `finish.paste`. */
  readonly recipe: string;
  /** `finish.paste`, which may take megabytes; absent in lists. */
  readonly paste?: string | null;
  readonly parent: string | null;
  readonly remark: string | null;
  readonly masked_by: string | null;
  readonly film: number;
  readonly state: JobState;
  readonly cancel_requested: number;
  readonly accepted_at: number;
}

/** Creates the journal. A job that cannot be parsed stays stored, but cannot be found, resumed or seen. */
export function createJournal(db: Database, log: RowLog): Journal {
  const jobs = createRowReader('jobs', toJob, log);
  const inbox = createInbox(db);
  const insert = db.prepare(
    `INSERT INTO jobs (id, platform, person, channel, server, private, address, command, recipe, paste, parent, remark, masked_by, film, state, accepted_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'accepted', ?)`,
  );
  const markRunning = db.prepare(
    `UPDATE jobs SET state = 'running', attempts = attempts + 1 WHERE id = ? AND ended_at IS NULL`,
  );
  const attempts = db.prepare('SELECT attempts FROM jobs WHERE id = ?');
  const forgive = db.prepare('UPDATE jobs SET attempts = 0 WHERE ended_at IS NULL');
  const requestCancel = db.prepare('UPDATE jobs SET cancel_requested = 1 WHERE id = ? AND ended_at IS NULL');
  const remark = db.prepare('UPDATE jobs SET remark = ? WHERE id = ? AND ended_at IS NULL');
  const end = db.prepare('UPDATE jobs SET state = ?, ended_at = ? WHERE id = ? AND ended_at IS NULL');
  const find = db.prepare('SELECT * FROM jobs WHERE id = ?');
  const has = db.prepare('SELECT 1 FROM jobs WHERE id = ?');
  const recent = db.prepare(
    `SELECT ${listed} FROM jobs WHERE platform = ? AND channel = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  const publish = db.prepare('UPDATE jobs SET private = 0, channel = ? WHERE id = ? AND private = 1');
  const unfinished = db.prepare('SELECT * FROM jobs WHERE ended_at IS NULL ORDER BY seq');
  const remove = db.prepare('DELETE FROM jobs WHERE id = ?');
  const forget = db.prepare(
    `DELETE FROM jobs WHERE ended_at < coalesce(
       (SELECT value ->> 'before' FROM json_each(?)
        WHERE value ->> 'platform' = jobs.platform AND value ->> 'server' = jobs.server),
       ?) RETURNING id`,
  );

  const write = (id: JobId, request: JobRequest, address: string, at: Date, received?: string): void => {
    const { asker, command, recipe, parent, remark, maskedBy, film } = request;
    const { paste, ...finish } = recipe.finish;
    insert.run(
      ...[id, asker.platform, asker.person, asker.channel, asker.server ?? null, asker.isPrivate ? 1 : 0],
      ...[address, command, JSON.stringify({ ...recipe, finish }), paste ? JSON.stringify(paste) : null],
      ...[
        parent ?? null,
        remark ?? null,
        maskedBy ? JSON.stringify(maskedBy) : null,
        film === true ? 1 : 0,
        at.getTime(),
      ],
    );
    if (received !== undefined) inbox.complete(received);
  };

  return {
    accept(id, request, address, at, received) {
      durably(db, () => inTransaction(db, () => write(id, request, address, at, received)));
      return { ...request, id, address, state: 'accepted', acceptedAt: at, isCancelRequested: false };
    },
    markRunning: (id) => void markRunning.run(id),
    fatalAttempts: (id) => (attempts.get(id) as { attempts: number } | undefined)?.attempts ?? 0,
    forgiveAttempts: () => void forgive.run(),
    requestCancel: (id) => void durably(db, () => requestCancel.run(id)),
    remark: (id, words) => void remark.run(words, id),
    end: (id, state, at) => void end.run(state, at.getTime(), id),
    remove: (id) => void remove.run(id),
    find: (id) => jobs.one(find.get(id)),
    has: (id) => has.get(id) !== undefined,
    recent({ platform, channel }, count, isWanted) {
      const found: JournaledJob[] = [];
      let before = Number.MAX_SAFE_INTEGER;
      for (;;) {
        const rows = recent.all(platform, channel, before, pageSize) as Row[];
        found.push(...jobs.all(rows.filter((row) => isWanted(askerIn(row)))));
        if (found.length >= count || rows.length < pageSize) return found.slice(0, count);
        before = rows.at(-1)!.seq;
      }
    },
    publish: (id, channel) => void publish.run(channel, id),
    unfinished: () => jobs.all(unfinished.all()),
    forget(before, ofServers = []) {
      const times = JSON.stringify(ofServers.map((each) => ({ ...each, before: each.before.getTime() })));
      return forget.all(times, before.getTime()).map((row) => (row as { id: JobId }).id);
    },
  };
}

const kindSchema = z.looseObject({ kind: z.string() });

/** The fields that showing and drawing a job rely on; the engine checks the rest. */
const recipeSchema = z.looseObject({
  drawings: z
    .array(
      z.looseObject({
        ...{ term: kindSchema, guidance: z.looseObject({}), start: kindSchema, walk: kindSchema, seed: z.number() },
      }),
    )
    .min(1),
});

const askerIn = ({ platform, person, channel, server, private: isPrivate }: Row): Asker => ({
  ...{ platform, person, channel },
  ...(server !== null && { server }),
  ...(isPrivate === 1 && { isPrivate: true }),
});

const withPaste = (recipe: Recipe, paste: string | null | undefined): Recipe =>
  paste ? { ...recipe, finish: { ...recipe.finish, paste: JSON.parse(paste) as Paste } } : recipe;

/** @throws Error for a damaged row. */
function toJob(row: Row): JournaledJob {
  const recipe: unknown = JSON.parse(row.recipe);
  recipeSchema.parse(recipe);
  return {
    id: row.id as JobId,
    asker: askerIn(row),
    address: row.address,
    command: row.command,
    recipe: withPaste(recipe as Recipe, row.paste),
    ...(row.parent === null ? {} : { parent: row.parent as JobId }),
    ...(row.remark === null ? {} : { remark: row.remark }),
    ...(row.masked_by === null ? {} : { maskedBy: JSON.parse(row.masked_by) as MaskedBy }),
    film: row.film === 1,
    state: row.state,
    acceptedAt: new Date(row.accepted_at),
    isCancelRequested: row.cancel_requested === 1,
  };
}
