import type { EngineErrorCode, Order, RunningJob } from '../engine.ts';
import { describeError, EngineError } from '../errors.ts';
import type { JobUpdate, ToWorker } from '../ipc/protocol.ts';
import type { JobId } from '../recipe.ts';
import { parseRecipe } from '../recipe-schema.ts';
import { type EtaEstimator, sharedEndMs } from './eta-estimator.ts';
import { Job } from './job.ts';
import { createRunQueue } from './run-queue.ts';

export interface SchedulerOptions {
  readonly maxBatch: number;
  readonly pace: EtaEstimator;
  readonly clock: () => number;
  /** Whether a worker is there to draw. */
  isReady(): boolean;
  send(message: ToWorker): void;
  onDelivered(): void;
}

/** Takes orders, decides which of them the worker draws, and tells each job's reader how it goes. */
export interface Scheduler {
  submit(order: Order): RunningJob;
  jobUpdate(id: JobId, jobUpdate: JobUpdate): void;
  workerReady(): void;
  /** @param isProviderBlamed The next worker runs on another provider: no job is refused for this death. */
  workerDied(reason: string, isProviderBlamed: boolean): void;
  /** Refuses every new job until a worker is ready. Those that were accepted wait for it. */
  close(failure: EngineError): void;
  /** Ends every job. */
  abandon(failure: EngineError): void;
  counts(): { readonly running: number; readonly waiting: number; readonly steps: number };
}

/** A job that was active when two workers died is refused; the second time it was active alone (see `createRunQueue`). */
const maxWorkerDeaths = 2;

export function createScheduler({ maxBatch, pace, clock, isReady, send, onDelivered }: SchedulerOptions): Scheduler {
  const jobs = new Map<JobId, Job>();
  const queue = createRunQueue<Job>(maxBatch);
  let closed: EngineError | null = null;
  let steps = 0;

  const dispatch = () => {
    if (!isReady()) return announcePlaces();
    for (const job of queue.admit()) {
      job.startedAtMs = clock();
      job.events.push({ kind: 'started' });
      send({ kind: 'draw', id: job.order.id, person: job.person, recipe: job.order.recipe });
    }
    announcePlaces();
  };

  const announcePlaces = () => {
    const waiting = queue.waiting();
    for (const [index, job] of waiting.entries()) {
      if (job.place === index + 1) continue;
      job.place = index + 1;
      job.events.push({ kind: 'queued', place: job.place, estimateMs: waitMs(index) });
    }
  };

  /** Until everything that is active or ahead has been drawn. */
  const waitMs = (ahead: number): number | null => {
    const typicalMs = pace.typicalJobMs();
    if (typicalMs === null) return null;
    return queue.active().reduce((sum, job) => sum + (leftMs(job) ?? typicalMs), ahead * typicalMs);
  };

  const leftMs = (job: Job): number | null =>
    job.left === null ? null : pace.workMs(job.order.recipe.model, job.left);

  const remainingMs = (job: Job): number | null => {
    const ownMs = leftMs(job);
    if (ownMs === null) return null;
    const others = queue.active().filter((other) => other !== job);
    return sharedEndMs(
      ownMs,
      others.map((other) => leftMs(other) ?? 0),
    );
  };

  const leave = (job: Job, event: Parameters<Job['end']>[0]) => {
    queue.remove(job);
    jobs.delete(job.order.id);
    job.end(event);
  };

  const fail = (job: Job, code: EngineErrorCode, message: string) => leave(job, { kind: 'failed', code, message });

  const deliver = (job: Job, { pictures, flagged, modelMs, provider }: Extract<JobUpdate, { jobUpdate: 'done' }>) => {
    const cost = job.planned === null ? null : pace.workMs(job.order.recipe.model, job.planned);
    if (cost !== null) pace.learnJob(cost);
    const timing = {
      ...{ wallMs: clock() - job.startedAtMs, modelMs, provider },
      ...(job.steps !== undefined && { steps: job.steps }),
    };
    leave(job, { kind: 'done', pictures, ...(flagged !== undefined && { flagged }), timing });
    onDelivered();
  };

  const survive = (job: Job, reason: string, isProviderBlamed: boolean) => {
    job.deaths = isProviderBlamed ? 1 : job.deaths + 1; // a suspect all the same: it is drawn alone
    if (job.isCancelled) return leave(job, { kind: 'cancelled' });
    if (job.deaths >= maxWorkerDeaths) return fail(job, 'job-kills-worker', reason);
    job.planned = job.left = null;
    job.place = 0;
    job.events.push({ kind: 'restarted', reason });
    queue.putBack(job);
  };

  const accept = (order: Order): Job => {
    if (jobs.has(order.id)) throw new EngineError('internal', `job ${order.id} was submitted twice`);
    const job = new Job({ ...order, recipe: parseRecipe(order.recipe) });
    if (closed !== null) throw closed;
    jobs.set(order.id, job);
    queue.add(job);
    return job;
  };

  const cancel = (id: JobId) => {
    const job = jobs.get(id);
    if (job === undefined) return;
    job.isCancelled = true;
    if (queue.active().includes(job)) return send({ kind: 'cancel', id });
    leave(job, { kind: 'cancelled' });
    announcePlaces();
  };

  return {
    submit(order) {
      const { id } = order;
      try {
        const { events } = accept(order);
        dispatch();
        return { id, events, cancel: () => cancel(id) };
      } catch (error) {
        return { id, events: refusal(error), cancel: () => {} };
      }
    },
    jobUpdate(id, jobUpdate) {
      const job = jobs.get(id);
      if (job === undefined) return;
      switch (jobUpdate.jobUpdate) {
        case 'planned':
          job.planned = job.left = jobUpdate.work;
          return;
        case 'step':
          steps += 1;
          job.left = jobUpdate.work;
          job.steps = jobUpdate.report.stageSteps;
          return job.events.push({ kind: 'step', ...jobUpdate.report, remainingMs: remainingMs(job) });
        case 'done':
          deliver(job, jobUpdate);
          return dispatch();
        case 'failed':
          fail(job, jobUpdate.code, jobUpdate.message);
          return dispatch();
        case 'cancelled':
          leave(job, { kind: 'cancelled' });
          return dispatch();
        default:
          jobUpdate satisfies never;
      }
    },
    workerReady() {
      closed = null;
      dispatch();
    },
    workerDied(reason, isProviderBlamed) {
      // The last one first, because each is put before all others.
      for (const job of [...queue.active()].reverse()) survive(job, reason, isProviderBlamed);
      announcePlaces();
    },
    close(failure) {
      closed = failure;
    },
    abandon(failure) {
      for (const job of [...jobs.values()]) fail(job, failure.code, failure.message);
    },
    counts: () => ({ running: queue.active().length, waiting: queue.waiting().length, steps }),
  };
}

async function* refusal(error: unknown) {
  yield { kind: 'failed', ...describeError(error) } as const;
}
