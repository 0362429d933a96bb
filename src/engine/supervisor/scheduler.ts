import type { EngineErrorCode, JobSpec, RunningJob } from '../engine.ts';
import { describeError, EngineError } from '../errors.ts';
import type { JobUpdate, ToWorker } from '../ipc/protocol.ts';
import type { JobId } from '../recipe.ts';
import { parseRecipe } from '../recipe-schema.ts';
import { type EtaEstimator, sharedEndMs } from './eta-estimator.ts';
import { Job } from './job.ts';
import { createRunQueue } from './run-queue.ts';

interface SchedulerOptions {
  readonly maxBatch: number;
  readonly eta: EtaEstimator;
  readonly clock: () => number;
  /** Whether a worker is ready. */
  isReady(): boolean;
  send(message: ToWorker): void;
  onJobDone(): void;
}

/**
 * Accepts jobs, sends them to the worker as the run queue admits them, and turns the worker's updates into job events.
 */
interface Scheduler {
  submit(spec: JobSpec): RunningJob;
  handleUpdate(id: JobId, update: JobUpdate): void;
  workerReady(): void;
  /**
   * @param isProviderBlamed Whether the next worker will use another provider. Then no job is refused for this death.
   */
  workerDied(reason: string, isProviderBlamed: boolean): void;
  /** Refuses new jobs until a worker is ready. Accepted jobs wait for it. */
  refuseNewJobs(failure: EngineError): void;
  /** Fails every job. */
  failAll(failure: EngineError): void;
  counts(): { readonly running: number; readonly waiting: number; readonly steps: number };
}

/**
 * A job that was active when this many workers died is refused. The second time it was active alone (see
 * `createRunQueue`).
 */
const maxWorkerDeaths = 2;

export function createScheduler({ maxBatch, eta, clock, isReady, send, onJobDone }: SchedulerOptions): Scheduler {
  const jobs = new Map<JobId, Job>();
  const queue = createRunQueue<Job>(maxBatch);
  let closed: EngineError | null = null;
  let steps = 0;

  const dispatch = () => {
    if (!isReady()) return reportPlaces();
    for (const job of queue.admit()) {
      job.startedAtMs = clock();
      job.events.push({ kind: 'started' });
      send({ kind: 'draw', id: job.spec.id, person: job.person, recipe: job.spec.recipe });
    }
    reportPlaces();
  };

  const reportPlaces = () => {
    const waiting = queue.waiting();
    for (const [index, job] of waiting.entries()) {
      if (job.place === index + 1) continue;
      job.place = index + 1;
      job.events.push({ kind: 'queued', place: job.place, estimateMs: waitMs(index) });
    }
  };

  /** Estimates the time until all active jobs and those ahead have been drawn. */
  const waitMs = (ahead: number): number | null => {
    const typicalMs = eta.typicalJobMs();
    if (typicalMs === null) return null;
    return queue.active().reduce((sum, job) => sum + (leftMs(job) ?? typicalMs), ahead * typicalMs);
  };

  const leftMs = (job: Job): number | null => (job.left === null ? null : eta.workMs(job.spec.recipe.model, job.left));

  const remainingMs = (job: Job): number | null => {
    const ownMs = leftMs(job);
    if (ownMs === null) return null;
    const others = queue.active().filter((other) => other !== job);
    return sharedEndMs(
      ownMs,
      others.map((other) => leftMs(other) ?? 0),
    );
  };

  const finish = (job: Job, event: Parameters<Job['end']>[0]) => {
    queue.remove(job);
    jobs.delete(job.spec.id);
    job.end(event);
  };

  const fail = (job: Job, code: EngineErrorCode, message: string) => finish(job, { kind: 'failed', code, message });

  const complete = (job: Job, { pictures, flagged, modelMs, provider }: Extract<JobUpdate, { event: 'done' }>) => {
    const cost = job.planned === null ? null : eta.workMs(job.spec.recipe.model, job.planned);
    if (cost !== null) eta.learnJob(cost);
    const timing = {
      ...{ wallMs: clock() - job.startedAtMs, modelMs, provider },
      ...(job.steps !== undefined && { steps: job.steps }),
    };
    finish(job, { kind: 'done', pictures, ...(flagged !== undefined && { flagged }), timing });
    onJobDone();
  };

  const requeueAfterDeath = (job: Job, reason: string, isProviderBlamed: boolean) => {
    job.deaths = isProviderBlamed ? 1 : job.deaths + 1; // still a suspect, so it is drawn alone
    if (job.isCancelled) return finish(job, { kind: 'cancelled' });
    if (job.deaths >= maxWorkerDeaths) return fail(job, 'job-kills-worker', reason);
    job.planned = job.left = null;
    job.place = 0;
    job.events.push({ kind: 'restarted', reason });
    queue.putBack(job);
  };

  const acceptJob = (spec: JobSpec): Job => {
    if (jobs.has(spec.id)) throw new EngineError('internal', `job ${spec.id} was submitted twice`);
    const job = new Job({ ...spec, recipe: parseRecipe(spec.recipe) });
    if (closed !== null) throw closed;
    jobs.set(spec.id, job);
    queue.add(job);
    return job;
  };

  const cancel = (id: JobId) => {
    const job = jobs.get(id);
    if (job === undefined) return;
    job.isCancelled = true;
    if (queue.active().includes(job)) return send({ kind: 'cancel', id });
    finish(job, { kind: 'cancelled' });
    reportPlaces();
  };

  return {
    submit(spec) {
      const { id } = spec;
      try {
        const { events } = acceptJob(spec);
        dispatch();
        return { id, events, cancel: () => cancel(id) };
      } catch (error) {
        return { id, events: refusal(error), cancel: () => {} };
      }
    },
    handleUpdate(id, update) {
      const job = jobs.get(id);
      if (job === undefined) return;
      switch (update.event) {
        case 'planned':
          job.planned = job.left = update.work;
          return;
        case 'step':
          steps += 1;
          job.left = update.work;
          job.steps = update.report.stageSteps;
          return job.events.push({ kind: 'step', ...update.report, remainingMs: remainingMs(job) });
        case 'done':
          complete(job, update);
          return dispatch();
        case 'failed':
          fail(job, update.code, update.message);
          return dispatch();
        case 'cancelled':
          finish(job, { kind: 'cancelled' });
          return dispatch();
        default:
          update satisfies never;
      }
    },
    workerReady() {
      closed = null;
      dispatch();
    },
    workerDied(reason, isProviderBlamed) {
      // In reverse, because each is put to the front of the queue.
      for (const job of [...queue.active()].reverse()) requeueAfterDeath(job, reason, isProviderBlamed);
      reportPlaces();
    },
    refuseNewJobs(failure) {
      closed = failure;
    },
    failAll(failure) {
      for (const job of [...jobs.values()]) fail(job, failure.code, failure.message);
    },
    counts: () => ({ running: queue.active().length, waiting: queue.waiting().length, steps }),
  };
}

async function* refusal(error: unknown) {
  yield { kind: 'failed', ...describeError(error) } as const;
}
