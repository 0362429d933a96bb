import type { Logger } from 'pino';
import { diskNotice, UserError } from '../../commands/messages/errors.ts';
import type { Asker } from '../../commands/ports/asker.ts';
import type { JobService, JobSummary, QueuedJob } from '../../commands/ports/job-service.ts';
import { type Reply, ReplyPostponed } from '../../commands/ports/reply.ts';
import { isSame, mayBeMeant, maySee } from '../../commands/recipes/find-job.ts';
import type { Engine, JobId } from '../../engine/client.ts';
import type { Limits, Scope, Slot } from '../limits/types.ts';
import type { SettingsStore } from '../policy/settings.ts';
import type { StorageHealth } from '../storage/storage-health.ts';
import type { Delivery, Ending, LiveJob } from './delivery.ts';
import type { Journal, JournaledJob, ServerTime } from './journal.ts';
import type { ChatPlatform } from './reply-resolver.ts';
import type { ResultStore } from './result-store.ts';

interface JobServiceParts {
  readonly journal: Journal;
  readonly store: ResultStore;
  readonly limits: Limits;
  readonly engine: Engine;
  readonly delivery: Delivery;
  readonly storage: Pick<StorageHealth, 'blame' | 'problem'>;
  readonly resultLifetimeMs: number;
  /** Where servers have set how long their results are kept; absent: none has. */
  readonly settings?: Pick<SettingsStore, 'all'>;
  readonly log: Logger;
  readonly newId: () => JobId;
  readonly now: () => Date;
}

/** The studio of the whole bot. */
export interface BotJobService {
  /**
   * The studio as one asker's commands see it, for answers that go to one place: `address` is journaled with each job.
   *
   * @param received The request in the inbox that a job answers.
   */
  as(viewer: Asker, address: string, received?: string): JobService;
  /** Finishes what an earlier process promised. Returns when all of it is under way again. */
  resume(platforms: readonly ChatPlatform[]): Promise<void>;
  /** Shows what was drawn and could not be shown, as while a platform was away, and draws what there was no room for. */
  redeliverPending(platforms: readonly ChatPlatform[]): Promise<void>;
  /** Takes a job away with its pictures, as if it never was. */
  remove(id: JobId): Promise<void>;
  /** False for a job that was removed, or whose time is over. */
  isKept(id: JobId): boolean;
  /** Takes away the results whose time is over. */
  sweep(): Promise<void>;
  /** Accepts nothing more and ends the engine; what is unfinished goes on at the next start. */
  stop(): Promise<void>;
}

/** A job under which the bot died at its first attempt and at two more is not begun again: it may be what kills it. */
const maxFatalAttempts = 3;

/** What somebody is told to wait when no job has said yet how long it takes. */
const usualWaitMs = 60_000;

export function createJobService(parts: JobServiceParts): BotJobService {
  const { journal, store, limits, engine, delivery, storage, resultLifetimeMs, settings, log, newId, now } = parts;
  const live = new Map<JobId, LiveJob>();
  /** How jobs ended whose end could not be written down; that of a kept result is with the store. */
  const unwritten = new Map<JobId, Exclude<Ending, { kind: 'result' }>>();
  const followed = new Set<Promise<void>>();
  const told = new Set<JobId>();
  let isStopping = false;

  const run = (job: JournaledJob, reply: Reply, slot: Slot, remark = Promise.resolve(job.remark)): void => {
    const { id, asker, recipe } = job;
    const running = engine.submit({ id, person: `${asker.platform} ${asker.person}`, recipe });
    const state = { place: live.size + 1, hasBegun: false, isCancelled: false, hasEnded: false, remainingMs: null };
    const entry: LiveJob = { job, running, remark, ...state };
    live.set(id, entry);
    const done = follow(entry, reply).finally(() => {
      live.delete(id);
      slot.release();
      followed.delete(done);
    });
    followed.add(done);
  };

  /** A remark is not worth a picture: if it cannot be had, there is none. */
  const journaled = async (id: JobId, coming: Promise<string | undefined>): Promise<string | undefined> => {
    try {
      const remark = await coming;
      if (remark !== undefined) journal.remark(id, remark);
      return remark;
    } catch (err) {
      log.warn({ job: id, err }, 'there is no remark');
      return undefined;
    }
  };

  const follow = async (entry: LiveJob, reply: Reply): Promise<void> =>
    tell(entry.job, await delivery.follow(entry, reply), reply);

  const tell = async (job: JournaledJob, ending: Ending, reply: Reply): Promise<void> => {
    unwritten.delete(job.id);
    const isUnwritten = await delivery.deliver(job, ending, reply);
    if (isUnwritten && ending.kind !== 'result') unwritten.set(job.id, ending);
  };

  const expectedEnd = (asker: Asker) => (scope: Scope) => {
    const rivals = [...live.values()].filter(({ job }) => isInScope(scope, asker, job.asker));
    return Math.min(...rivals.map(({ remainingMs }) => remainingMs ?? usualWaitMs), usualWaitMs);
  };

  const submitAt =
    (address: string, received: string | undefined): JobService['submit'] =>
    async (request, reply, remark) => {
      const slot = await limits.admit(request.asker, expectedEnd(request.asker));
      try {
        if (isStopping) throw new ReplyPostponed('the bot is being stopped before the job is accepted');
        const problem = storage.problem();
        if (problem !== null) throw new UserError(diskNotice(problem.kind));
        const job = journal.accept(newId(), request, address, now(), received);
        log.info({ job: job.id, command: job.command, platform: request.asker.platform }, 'job accepted');
        run(job, reply, slot, remark && journaled(job.id, remark));
        return job.id;
      } catch (error) {
        slot.release();
        storage.blame(error);
        throw error;
      }
    };

  /** Undefined where the engine has nothing to do for it. */
  const underWay = (id: JobId): LiveJob | undefined => {
    const entry = live.get(id);
    return entry?.hasEnded === true ? undefined : entry;
  };

  const summary = (job: JournaledJob): JobSummary => {
    const { id, command, recipe, maskedBy, asker, state, acceptedAt } = job;
    const made = { id, command, recipe, ...(maskedBy !== undefined && { maskedBy }) };
    return { ...made, asker, state, acceptedAt, place: underWay(id)?.place ?? null };
  };

  const queued =
    (viewer: Asker) =>
    ({ job, place }: LiveJob): QueuedJob => ({
      ...{ place, command: job.command },
      ...(isSame(viewer, job.asker) && {
        own: { ...summary(job), state: place === 0 ? ('running' as const) : ('accepted' as const) },
      }),
    });

  const cancel = (id: JobId): boolean => {
    const entry = underWay(id);
    if (entry === undefined && !unwritten.has(id)) return false;
    if (entry !== undefined) {
      entry.isCancelled = true;
      entry.running.cancel();
    }
    if (unwritten.has(id)) unwritten.set(id, { kind: 'cancelled' });
    journal.requestCancel(id);
    return true;
  };

  const resumeJob = async (job: JournaledJob, reply: Reply): Promise<void> => {
    if (job.isCancelRequested) return tell(job, { kind: 'cancelled' }, reply);
    if (journal.deadlyAttempts(job.id) >= maxFatalAttempts) {
      log.error({ job: job.id, command: job.command }, 'the bot died each time under this job, which is refused');
      return tell(job, { kind: 'failed', code: 'job-kills-worker' }, reply);
    }
    const result = await store.load(job.id);
    if (result !== undefined) {
      journal.markRunning(job.id); // showing it may be what kills the bot
      return tell(job, { kind: 'result', result }, reply);
    }
    run(job, reply, await limits.restore(job.asker));
  };

  /** A server may keep its results for less time than the host, not for more: the disk is the host's. */
  const serverTimes = (): readonly ServerTime[] =>
    (settings?.all() ?? []).flatMap(({ platform, server, settings: { resultLifetimeHours } }) => {
      if (resultLifetimeHours === null) return [];
      const lifetimeMs = Math.min(resultLifetimeHours * 3_600_000, resultLifetimeMs);
      return [{ platform, server, before: new Date(now().getTime() - lifetimeMs) }];
    });

  /** A job that cannot be resumed keeps neither the bot from starting nor its asker waiting. */
  const resumeOrTell = async (job: JournaledJob, platform: ChatPlatform): Promise<void> => {
    const reply = replyTo(job, platform);
    if (reply === undefined) return;
    await alone(job.id, () => resumeJob(job, reply)).catch((error) => tell(job, { kind: 'broken', error }, reply));
  };

  /** Undefined where what was written down is no address any more. */
  const replyTo = ({ id, address }: JournaledJob, platform: ChatPlatform): Reply | undefined => {
    try {
      return platform.replyAt(address);
    } catch {
      log.error({ job: id }, 'the address of a job cannot be read; it stays unanswered');
      return undefined;
    }
  };

  /** Does nothing where the job is being told already. */
  const alone = async (id: JobId, work: () => Promise<void>): Promise<void> => {
    if (told.has(id)) return;
    told.add(id);
    await work().finally(() => told.delete(id));
  };

  const bringJob = async ({ id }: JournaledJob, platform: ChatPlatform): Promise<void> => {
    const result = await store.load(id);
    const job = journal.find(id);
    if (job === undefined || !isUnderWay(job)) return;
    const ending = result === undefined ? unwritten.get(id) : ({ kind: 'result', result } as const);
    const reply = ending && replyTo(job, platform);
    if (ending === undefined || reply === undefined) return;
    if (ending.kind !== 'no-room') return tell(job, ending, reply);
    unwritten.delete(id);
    run(job, reply, await limits.restore(job.asker));
  };

  return {
    as(viewer, address, received) {
      const seen = (id: JobId): JournaledJob | undefined => {
        const job = journal.find(id);
        return job && maySee(viewer, job.asker) ? job : undefined;
      };
      const own = (id: JobId): boolean => {
        const asker = seen(id)?.asker;
        return asker !== undefined && isSame(viewer, asker);
      };
      return {
        submit: submitAt(address, received),
        find: async (id) => {
          const job = seen(id);
          return job && summary(job);
        },
        recent: async (count) => journal.recent(viewer, count, (asker) => mayBeMeant(viewer, asker)).map(summary),
        queue: async () =>
          [...live.values()]
            .filter(({ hasEnded }) => !hasEnded)
            .sort((a, b) => a.place - b.place)
            .map(queued(viewer)),
        publish: async (id) => {
          if (own(id)) journal.publish(id, viewer.channel);
        },
        pictures: async (id) => (seen(id) ? store.pictures(id) : undefined),
        flagged: async (id) => (seen(id) ? store.flagged(id) : []),
        frames: async (id) => {
          const job = seen(id);
          return job && store.frames(id, job.recipe.drawings.length);
        },
        cancel: async (id) => own(id) && cancel(id),
      };
    },

    async resume(platforms) {
      const unfinished = journal.unfinished();
      if (unfinished.length > 0) log.info({ jobs: unfinished.length }, 'finishing what was accepted before');
      for (const job of unfinished) {
        const platform = platforms.find(({ name }) => name === job.asker.platform);
        if (platform) await resumeOrTell(job, platform);
        else log.warn({ job: job.id, platform: job.asker.platform }, 'the platform of a promised job is not connected');
      }
    },

    async redeliverPending(platforms) {
      if (storage.problem() !== null) return;
      for (const job of journal.unfinished()) {
        const platform = platforms.find(({ name }) => name === job.asker.platform);
        if (platform === undefined || isStopping || live.has(job.id)) continue;
        await alone(job.id, () => bringJob(job, platform)).catch((err) =>
          log.error({ job: job.id, err }, 'a picture from before could not be brought'),
        );
      }
    },

    async remove(id) {
      unwritten.delete(id);
      journal.remove(id);
      await store.remove(id);
    },

    isKept: (id) => journal.has(id),

    async sweep() {
      journal.forget(new Date(now().getTime() - resultLifetimeMs), serverTimes());
      for (const id of await store.list()) {
        if (!journal.has(id)) await store.remove(id);
      }
    },

    async stop() {
      isStopping = true;
      await engine.stop();
      await Promise.all(followed);
      try {
        journal.forgiveAttempts();
      } catch (err) {
        log.error({ err }, 'the next start takes the jobs under way for those that ended this one');
      }
    },
  };
}

const isUnderWay = ({ state }: JournaledJob): boolean => state === 'accepted' || state === 'running';

function isInScope(scope: Scope, asker: Asker, other: Asker): boolean {
  if (scope === 'everybody') return true;
  return asker.platform === other.platform && asker[scope] === other[scope];
}
