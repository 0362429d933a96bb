import type { Logger } from 'pino';
import { isSame, mayBeMeant, maySee } from '../../commands/jobs/find-job.ts';
import { diskNotice, UserError } from '../../commands/messages/errors.ts';
import type { Asker } from '../../commands/ports/asker.ts';
import type { JobService, JobSummary, QueuedJob } from '../../commands/ports/job-service.ts';
import { type Reply, ReplyPostponed } from '../../commands/ports/reply.ts';
import type { Engine, JobId } from '../../engine/client.ts';
import type { Limits, Scope, Slot } from '../limits/types.ts';
import type { SettingsStore } from '../policy/settings.ts';
import type { StorageHealth } from '../storage/storage-health.ts';
import type { Delivery, Ending, LiveJob } from './delivery.ts';
import type { Journal, JournaledJob, ServerCutoff } from './journal.ts';
import type { ReplyResolver } from './reply-resolver.ts';
import type { ResultStore } from './result-store.ts';

interface JobServiceParts {
  readonly journal: Journal;
  readonly store: ResultStore;
  readonly limits: Limits;
  readonly engine: Engine;
  readonly delivery: Delivery;
  readonly storage: Pick<StorageHealth, 'blame' | 'problem' | 'problemNow'>;
  readonly resultLifetimeMs: number;
  /** Servers' settings of how long their results are kept; absent: there are none. */
  readonly settings?: Pick<SettingsStore, 'all'>;
  readonly log: Logger;
  readonly newId: () => JobId;
  readonly now: () => Date;
}

/** Runs the jobs of all askers. */
export interface BotJobService {
  /**
   * The job service for one asker's request. `address` is where its answers go, and is journaled with each job.
   *
   * @param received The id of the request in the inbox that the job answers.
   */
  as(viewer: Asker, address: string, received?: string): JobService;
  /** Resumes the unfinished jobs of earlier processes. Returns when all are running or shown. */
  resume(platforms: readonly ReplyResolver[]): Promise<void>;
  /**
   * Shows results that could not be shown before, as while a platform was away, and draws jobs that had no disk space.
   */
  redeliverPending(platforms: readonly ReplyResolver[]): Promise<void>;
  /** Deletes a job with its pictures. */
  remove(id: JobId): Promise<void>;
  /** False for a job that was deleted or has expired. */
  isKept(id: JobId): boolean;
  /** Deletes expired results. */
  sweep(): Promise<void>;
  /** Accepts no more jobs and stops the engine; unfinished jobs are resumed at the next start. */
  stop(): Promise<void>;
}

/** After so many crashes of the bot during a job, the job is not begun again: it may be the cause. */
const maxFatalAttempts = 3;

/** The estimated wait while no running job has an estimate. */
const usualWaitMs = 60_000;

export function createJobService(parts: JobServiceParts): BotJobService {
  const { journal, store, limits, engine, delivery, storage, resultLifetimeMs, settings, log, newId, now } = parts;
  const live = new Map<JobId, LiveJob>();
  /** The endings of jobs that could not be journaled; for results, the store has them. */
  const unwritten = new Map<JobId, Exclude<Ending, { kind: 'result' }>>();
  const followed = new Set<Promise<void>>();
  const delivering = new Set<JobId>();
  let isStopping = false;

  const run = (job: JournaledJob, reply: Reply, slot: Slot, remark = Promise.resolve(job.remark)): void => {
    const { id, asker, recipe } = job;
    const running = engine.submit({ id, person: `${asker.platform} ${asker.person}`, recipe });
    const state = {
      queuePosition: live.size + 1,
      hasBegun: false,
      isCancelled: false,
      hasEnded: false,
      remainingMs: null,
    };
    const entry: LiveJob = { job, running, remark, ...state };
    live.set(id, entry);
    const done = follow(entry, reply).finally(() => {
      live.delete(id);
      slot.release();
      followed.delete(done);
    });
    followed.add(done);
  };

  /** Journals a remark. When there is none because of an error, the job continues without it. */
  const journaled = async (id: JobId, coming: Promise<string | undefined>): Promise<string | undefined> => {
    try {
      const remark = await coming;
      if (remark !== undefined) journal.remark(id, remark);
      return remark;
    } catch (err) {
      log.warn({ job: id, err }, 'could not make a remark');
      return undefined;
    }
  };

  const follow = async (entry: LiveJob, reply: Reply): Promise<void> =>
    deliver(entry.job, await delivery.follow(entry, reply), reply);

  const deliver = async (job: JournaledJob, ending: Ending, reply: Reply): Promise<void> => {
    unwritten.delete(job.id);
    const isUnwritten = await delivery.deliver(job, ending, reply);
    if (isUnwritten && ending.kind !== 'result') unwritten.set(job.id, ending);
  };

  const remove = async (id: JobId): Promise<void> => {
    unwritten.delete(id);
    journal.remove(id);
    await store.remove(id);
  };

  const expectedEnd = (asker: Asker) => (scope: Scope) => {
    const competing = [...live.values()].filter(({ job }) => isInScope(scope, asker, job.asker));
    return Math.min(...competing.map(({ remainingMs }) => remainingMs ?? usualWaitMs), usualWaitMs);
  };

  const submitAt =
    (address: string, received: string | undefined): JobService['submit'] =>
    async (request, reply, remark) => {
      const slot = await limits.admit(request.asker, expectedEnd(request.asker));
      try {
        const problem = await storage.problemNow();
        if (isStopping) throw new ReplyPostponed('the bot is being stopped before the job is accepted');
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

  /** The live job; undefined when the engine has finished it. */
  const activeJob = (id: JobId): LiveJob | undefined => {
    const entry = live.get(id);
    return entry?.hasEnded === true ? undefined : entry;
  };

  const summary = (job: JournaledJob): JobSummary => {
    const { id, command, recipe, maskedBy, asker, state, acceptedAt } = job;
    const made = { id, command, recipe, ...(maskedBy !== undefined && { maskedBy }) };
    return { ...made, asker, state, acceptedAt, place: activeJob(id)?.queuePosition ?? null };
  };

  const queued =
    (viewer: Asker) =>
    ({ job, queuePosition: place }: LiveJob): QueuedJob => ({
      ...{ place, command: job.command },
      ...(isSame(viewer, job.asker) && {
        own: { ...summary(job), state: place === 0 ? ('running' as const) : ('accepted' as const) },
      }),
    });

  const cancel = (id: JobId): boolean => {
    const entry = activeJob(id);
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
    if (job.isCancelRequested) return deliver(job, { kind: 'cancelled' }, reply);
    if (journal.fatalAttempts(job.id) >= maxFatalAttempts) {
      log.error({ job: job.id, command: job.command }, 'refused a job during which the bot died each time');
      return deliver(job, { kind: 'failed', code: 'job-kills-worker' }, reply);
    }
    const result = await store.load(job.id);
    if (result !== undefined) {
      journal.markRunning(job.id); // showing it may be what crashes the bot
      return deliver(job, { kind: 'result', result }, reply);
    }
    run(job, reply, await limits.restore(job.asker));
  };

  /**
   * Until when the results of servers with their own lifetime expire. It cannot exceed the host's: the disk is the
   * host's.
   */
  const serverCutoffs = (): readonly ServerCutoff[] =>
    (settings?.all() ?? []).flatMap(({ platform, server, settings: { resultLifetimeHours } }) => {
      if (resultLifetimeHours === null) return [];
      const lifetimeMs = Math.min(resultLifetimeHours * 3_600_000, resultLifetimeMs);
      return [{ platform, server, before: new Date(now().getTime() - lifetimeMs) }];
    });

  /** Resumes a job, or shows its asker that it failed. Never throws, so that the bot starts anyway. */
  const resumeOrFail = async (job: JournaledJob, platform: ReplyResolver): Promise<void> => {
    const reply = replyTo(job, platform);
    if (reply === undefined) return;
    await exclusively(job.id, () => resumeJob(job, reply)).catch((error) =>
      deliver(job, { kind: 'broken', error }, reply),
    );
  };

  /** The reply of a journaled job; undefined when its address cannot be parsed. */
  const replyTo = ({ id, address }: JournaledJob, platform: ReplyResolver): Reply | undefined => {
    try {
      return platform.replyAt(address);
    } catch {
      log.error({ job: id }, 'could not parse the address of a job; it stays unanswered');
      return undefined;
    }
  };

  /** Runs `work` unless the job is being delivered already. */
  const exclusively = async (id: JobId, work: () => Promise<void>): Promise<void> => {
    if (delivering.has(id)) return;
    delivering.add(id);
    await work().finally(() => delivering.delete(id));
  };

  const redeliverJob = async ({ id }: JournaledJob, platform: ReplyResolver): Promise<void> => {
    const result = await store.load(id);
    const job = journal.find(id);
    if (job === undefined || !isUnderWay(job)) return;
    const ending = result === undefined ? unwritten.get(id) : ({ kind: 'result', result } as const);
    const reply = ending && replyTo(job, platform);
    if (ending === undefined || reply === undefined) return;
    if (ending.kind !== 'no-room') return deliver(job, ending, reply);
    unwritten.delete(id);
    run(job, reply, await limits.restore(job.asker));
  };

  return {
    as(viewer, address, received) {
      const visible = (id: JobId): JournaledJob | undefined => {
        const job = journal.find(id);
        return job && maySee(viewer, job.asker) ? job : undefined;
      };
      const own = (id: JobId): boolean => {
        const asker = visible(id)?.asker;
        return asker !== undefined && isSame(viewer, asker);
      };
      return {
        submit: submitAt(address, received),
        find: async (id) => {
          const job = visible(id);
          return job && summary(job);
        },
        recent: async (count) => journal.recent(viewer, count, (asker) => mayBeMeant(viewer, asker)).map(summary),
        queue: async () =>
          [...live.values()]
            .filter(({ hasEnded }) => !hasEnded)
            .sort((a, b) => a.queuePosition - b.queuePosition)
            .map(queued(viewer)),
        publish: async (id) => {
          if (own(id)) journal.publish(id, viewer.channel);
        },
        pictures: async (id) => (visible(id) ? store.pictures(id) : undefined),
        flagged: async (id) => (visible(id) ? store.flagged(id) : []),
        frames: async (id) => {
          const job = visible(id);
          return job && store.frames(id, job.recipe.drawings.length);
        },
        cancel: async (id) => own(id) && cancel(id),
        remove: async (id) => {
          if (own(id)) await remove(id);
        },
      };
    },

    async resume(platforms) {
      const unfinished = journal.unfinished();
      if (unfinished.length > 0) log.info({ jobs: unfinished.length }, 'resuming jobs from before the restart');
      for (const job of unfinished) {
        const platform = platforms.find(({ name }) => name === job.asker.platform);
        if (platform) await resumeOrFail(job, platform);
        else
          log.warn(
            { job: job.id, platform: job.asker.platform },
            'the platform of an unfinished job is not configured',
          );
      }
    },

    async redeliverPending(platforms) {
      if (storage.problem() !== null) return;
      for (const job of journal.unfinished()) {
        const platform = platforms.find(({ name }) => name === job.asker.platform);
        if (platform === undefined || isStopping || live.has(job.id)) continue;
        await exclusively(job.id, () => redeliverJob(job, platform)).catch((err) =>
          log.error({ job: job.id, err }, 'could not redeliver a result'),
        );
      }
    },

    remove,

    isKept: (id) => journal.has(id),

    async sweep() {
      journal.forget(new Date(now().getTime() - resultLifetimeMs), serverCutoffs());
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
        log.error(
          { err },
          'could not reset the attempts of unfinished jobs; the next start counts this one as a crash',
        );
      }
    },
  };
}

const isUnderWay = ({ state }: JournaledJob): boolean => state === 'accepted' || state === 'running';

function isInScope(scope: Scope, asker: Asker, other: Asker): boolean {
  if (scope === 'everybody') return true;
  return asker.platform === other.platform && asker[scope] === other[scope];
}
