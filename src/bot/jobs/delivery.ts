import type { Logger } from 'pino';
import { diskProblem } from '../../commands/messages/disk-errors.ts';
import { engineMessage } from '../../commands/messages/engine-messages.ts';
import { answerFailure } from '../../commands/messages/errors.ts';
import { userMessages } from '../../commands/messages/user-messages.ts';
import type { EndState } from '../../commands/ports/job-service.ts';
import { type Reply, ReplyGone, ReplyPostponed, type Result } from '../../commands/ports/reply.ts';
import { makeResult } from '../../commands/results/results.ts';
import { type EngineErrorCode, encodePng, type JobEvent, type RunningJob } from '../../engine/client.ts';
import type { Metrics } from '../metrics.ts';
import type { StorageHealth } from '../storage/storage-health.ts';
import type { Journal, JournaledJob } from './journal.ts';
import { createStepRecorder } from './record-steps.ts';
import type { ResultStore } from './result-store.ts';

/** The state of a job in the engine, according to its events. */
export interface LiveJob {
  readonly job: JournaledJob;
  readonly running: RunningJob;
  /** 0: being drawn; n: n-th in the queue. */
  queuePosition: number;
  hasBegun: boolean;
  /** The asker was told that it is cancelled, so a later result of the engine is ignored. */
  isCancelled: boolean;
  /** The engine has finished it. Delivering it may still take long, but there is nothing left to cancel. */
  hasEnded: boolean;
  /** A remark that is shown with the result. Never rejects. */
  readonly remark: Promise<string | undefined>;
  /** The estimated time until its end; null while unknown. */
  remainingMs: number | null;
}

/** How a job ended, before that is delivered. */
export type Ending =
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'failed'; readonly code: EngineErrorCode }
  | { readonly kind: 'cancelled' }
  /** A failure of the bot itself. */
  | { readonly kind: 'broken'; readonly error: unknown }
  /** The result cannot be stored: the job is drawn again when the disk can be written. */
  | { readonly kind: 'no-room'; readonly error: unknown }
  /** The bot is being stopped: the next start resumes the job. */
  | { readonly kind: 'postponed' };

interface DeliveryParts {
  readonly journal: Journal;
  readonly store: ResultStore;
  readonly metrics: Metrics;
  readonly storage: Pick<StorageHealth, 'blame'>;
  readonly log: Logger;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<void>;
}

/** Delays between attempts to show an ending; short, since the bot may be stopped meanwhile. */
const retryAfterMs = [500, 2_000, 5_000] as const;

/** Delivers the engine's events of a job to the reply of its request. */
export interface Delivery {
  /** Shows the events of a job until it ends. Never throws. */
  follow(live: LiveJob, reply: Reply): Promise<Ending>;
  /**
   * Shows how a job ended, then journals it: in this order, so that after a crash in between it is shown again. Retries
   * a few times; a job that still cannot be shown stays unfinished for the next start. Never throws.
   *
   * @returns Whether it must be delivered again when the disk can be written.
   */
  deliver(job: JournaledJob, ending: Ending, reply: Reply): Promise<boolean>;
}

export function createDelivery({ journal, store, metrics, storage, log, now, wait }: DeliveryParts): Delivery {
  const draw = async (live: LiveJob, reply: Reply): Promise<Ending> => {
    const { job, running } = live;
    await store.begin(job.id);
    const progress = createStepRecorder(job.id, reply, store);
    for await (const event of running.events) {
      const ending = await onEvent(event, live, reply, progress.show);
      if (ending !== undefined) return ending;
    }
    return { kind: 'broken', error: new Error(`the engine's events of job ${job.id} ended without an ending`) };
  };

  const onEvent = async (
    event: JobEvent,
    live: LiveJob,
    reply: Reply,
    showStep: (report: Extract<JobEvent, { kind: 'step' }>) => Promise<void>,
  ): Promise<Ending | undefined> => {
    const { id } = live.job;
    switch (event.kind) {
      case 'queued':
        live.queuePosition = event.place;
        live.remainingMs = event.estimateMs;
        await showProgress(id, () => reply.show({ ...event, jobId: id }));
        return undefined;
      case 'started':
        markBegun(live);
        return undefined;
      case 'step':
        live.remainingMs = event.remainingMs;
        await showProgress(id, () => showStep(event));
        return undefined;
      case 'restarted':
        log.warn({ job: id, reason: event.reason }, 'the engine restarted a job');
        return undefined;
      case 'done':
        if (live.isCancelled) return { kind: 'cancelled' };
        live.hasEnded = true;
        return { kind: 'result', result: await keep(live, event) };
      case 'failed':
        if (event.code === 'stopped') return { kind: 'postponed' };
        log.error({ job: id, code: event.code, reason: event.message }, 'the engine could not draw a job');
        return { kind: 'failed', code: event.code };
      case 'cancelled':
        return { kind: 'cancelled' };
      default:
        throw event satisfies never;
    }
  };

  /** Shows progress. Errors are only logged, unless the reply is gone or the disk fails. */
  const showProgress = async (id: string, show: () => Promise<void>): Promise<void> => {
    try {
      await show();
    } catch (error) {
      if (error instanceof ReplyGone || diskProblem(error) !== undefined) throw error;
      log.warn({ job: id, err: error }, 'could not show progress');
    }
  };

  const markBegun = (live: LiveJob): void => {
    live.queuePosition = 0;
    if (live.hasBegun) return;
    live.hasBegun = true;
    journal.markRunning(live.job.id);
    metrics.waited(now().getTime() - live.job.acceptedAt.getTime());
  };

  const keep = async (
    { job, remark: pendingRemark }: LiveJob,
    done: Extract<JobEvent, { kind: 'done' }>,
  ): Promise<Result> => {
    const { id: jobId, film, recipe } = job;
    const frames = film === true ? await store.frames(jobId, recipe.drawings.length) : undefined;
    const { pictures, flagged, timing } = done;
    const remark = await pendingRemark;
    const request = { ...job, ...(remark !== undefined && { remark }) };
    const result = await makeResult({ jobId, request, pictures, flagged, frames: frames ?? [], timing });
    await store.keep(result, await Promise.all(pictures.map((picture) => encodePng(picture))));
    return result;
  };

  const show = async ({ id: jobId }: JournaledJob, ending: Ending, reply: Reply): Promise<EndState | undefined> => {
    switch (ending.kind) {
      case 'result':
        await reply.show(ending);
        return 'delivered';
      case 'failed':
        metrics.failed(ending.code);
        await reply.show({ kind: 'notice', ...engineMessage(ending.code), jobId });
        return 'failed';
      case 'cancelled':
        await reply.show({ kind: 'notice', ...userMessages.cancelled(), jobId });
        return 'cancelled';
      case 'broken':
        metrics.failed(ending.error instanceof ReplyGone ? 'reply-gone' : 'bot');
        await answerFailure(ending.error, reply, log);
        return 'failed';
      case 'no-room':
      case 'postponed':
        return undefined;
      default:
        throw ending satisfies never;
    }
  };

  const end = (job: JournaledJob, state: EndState): void => {
    journal.end(job.id, state, now());
    metrics.ended(state);
    log.info({ job: job.id, command: job.command, state }, 'job ended');
  };

  /** Shows that the job waits for the disk. Errors are only logged: the job is not lost. */
  const announceWait = async ({ id: jobId }: JournaledJob, error: unknown, reply: Reply): Promise<void> => {
    metrics.failed('no-room');
    const notice = diskProblem(error) === 'full' ? userMessages.waitsForRoom() : userMessages.waitsForDisk();
    await reply
      .show({ kind: 'notice', ...notice, jobId })
      .catch((err) => log.warn({ job: jobId, err }, 'could not show that a picture waits for the disk'));
  };

  /** Handles an ending that could not be delivered. @returns Whether the disk is the cause. */
  const handleUndelivered = (job: JournaledJob, error: unknown): boolean => {
    if (storage.blame(error)) {
      log.warn({ job: job.id }, 'an answer waits until the disk can be written');
      return true;
    }
    if (error instanceof ReplyPostponed) {
      log.info({ job: job.id }, 'an answer was left to the next start');
      return false;
    }
    metrics.failed('not-shown');
    log.error({ job: job.id, err: error }, 'could not show an answer');
    return error instanceof ReplyGone && !isWritten(() => journal.end(job.id, 'failed', now()));
  };

  /** False when the disk is the cause of a failure. */
  const isWritten = (write: () => void): boolean => {
    try {
      write();
      return true;
    } catch (error) {
      if (!storage.blame(error)) throw error;
      return false;
    }
  };

  /** Retries each `show`. The content and its message stay the same, so one that arrived unnoticed is only replaced. */
  const withRetries = ({ id }: JournaledJob, reply: Reply): Reply => ({
    async show(content) {
      for (const delayMs of retryAfterMs) {
        try {
          return await reply.show(content);
        } catch (error) {
          if (error instanceof ReplyGone || error instanceof ReplyPostponed || diskProblem(error)) throw error;
          log.warn({ job: id, err: error, delayMs }, 'retrying to show an answer');
          await wait(delayMs);
        }
      }
      return reply.show(content);
    },
  });

  return {
    async follow(live, reply) {
      try {
        return await draw(live, reply);
      } catch (error) {
        live.running.cancel();
        return { kind: storage.blame(error) ? 'no-room' : 'broken', error };
      } finally {
        live.hasEnded = true;
      }
    },

    async deliver(job, ending, reply) {
      try {
        if (ending.kind === 'no-room') await announceWait(job, ending.error, reply);
        const state = await show(job, ending, withRetries(job, reply));
        if (state !== undefined) end(job, state);
        return ending.kind === 'no-room';
      } catch (error) {
        return handleUndelivered(job, error);
      }
    },
  };
}
