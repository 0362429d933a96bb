import { onTestFinished } from 'vitest';
import {
  createEngine,
  type Engine,
  EngineError,
  type EngineOptions,
  type JobEvent,
  type RunningJob,
} from '../../src/engine/client.ts';
import { EventStream } from '../../src/engine/supervisor/event-stream.ts';

const shared = new Map<string, Engine>();
const silent = { info() {}, warn() {} };

function engineAs({ log, ...options }: EngineOptions): Engine {
  const key = JSON.stringify(options);
  const engine = shared.get(key) ?? createEngine({ ...options, log: silent });
  shared.set(key, engine);
  return engine;
}

/** What is told of no job, for as long as it lasts. */
interface Hold {
  readonly afterStep: number;
  readonly isOver: Promise<void>;
}

let hold: Hold | undefined;

/**
 * From now on no job goes on after this step, as far as the bots that share an engine are told: so it is being drawn,
 * however busy the machine is. @returns Lets all of them go on; the end of the test does, too.
 */
export function holdEngine(afterStep: number): () => void {
  let release = () => {};
  const isOver = new Promise<void>((resolve) => {
    release = () => {
      hold = undefined;
      resolve();
    };
  });
  hold = { afterStep, isOver };
  onTestFinished(release);
  return release;
}

const isHeld = (event: JobEvent): boolean =>
  hold !== undefined && (event.kind === 'step' ? event.step > hold.afterStep : event.kind === 'done');

interface Live {
  readonly events: EventStream<JobEvent>;
  /** Is not held any more, and ends soon. */
  cancel(): void;
  /** The shared engine has finished it. */
  readonly ended: Promise<void>;
}

function follow(running: RunningJob): Live {
  const events = new EventStream<JobEvent>();
  let cancel = () => {};
  const isCancelled = new Promise<void>((resolve) => {
    cancel = () => {
      running.cancel();
      resolve();
    };
  });
  const pass = async () => {
    for await (const event of running.events) {
      if (isHeld(event)) await Promise.race([hold?.isOver, isCancelled]);
      events.push(event);
    }
    events.end();
  };
  return { events, cancel, ended: pass() };
}

/**
 * One engine for all bots of this process that want the same, where it is not what is tested: to start one takes a
 * second. When a bot stops, its own jobs end as if the engine were its own.
 */
export function shareEngine(options: EngineOptions): Engine {
  const engine = engineAs(options);
  const jobs = new Set<Live>();
  let isStopped = false;

  return {
    ...engine,
    submit(order) {
      const job = follow(isStopped ? refused(order.id) : engine.submit(order));
      jobs.add(job);
      void job.ended.then(() => jobs.delete(job));
      return { id: order.id, events: job.events, cancel: job.cancel };
    },
    status: () => ({ ...engine.status(), ...(isStopped && { worker: 'stopped' }) }),
    models: () => (isStopped ? Promise.reject(new EngineError('stopped', stopped.message)) : engine.models()),
    async stop() {
      isStopped = true;
      for (const { events, cancel } of jobs) {
        events.push(stopped);
        events.end();
        cancel();
      }
      // The next bot may ask for the same jobs.
      await Promise.all([...jobs].map(({ ended }) => ended));
    },
  };
}

const stopped = { kind: 'failed', code: 'stopped', message: 'the engine was stopped' } as const;

const refused = (id: RunningJob['id']): RunningJob => {
  const events = new EventStream<JobEvent>();
  events.push(stopped);
  events.end();
  return { id, events, cancel() {} };
};
