import { onTestFinished } from 'vitest';
import {
  createEngine,
  type Engine,
  EngineError,
  type EngineLog,
  type EngineOptions,
  type JobEvent,
  type RunningJob,
} from '../../src/engine/client.ts';
import { EventStream } from '../../src/engine/supervisor/event-stream.ts';

interface Shared {
  readonly engine: Engine;
  /** Of its worker, once that is ready. */
  pid: number;
}

const shared = new Map<string, Shared>();

function sharedAs({ log, ...options }: EngineOptions): Shared {
  const key = JSON.stringify(options);
  const known = shared.get(key);
  if (known !== undefined) return known;
  const engineLog: EngineLog = {
    info(fields) {
      if ('workerPid' in fields) made.pid = Number(fields.workerPid);
    },
    warn() {},
  };
  const made: Shared = { engine: createEngine({ ...options, log: engineLog }), pid: 0 };
  shared.set(key, made);
  return made;
}

/**
 * One engine for all bots of this process that want the same, where it is not what is tested: to start one takes a second.
 * When a bot stops, its own jobs end as if the engine were its own.
 */
export function shareEngine(options: EngineOptions): Engine {
  const { engine } = sharedAs(options);
  const jobs = new Map<RunningJob, { readonly events: EventStream<JobEvent>; readonly ended: Promise<void> }>();
  let isStopped = false;

  const pass = async (running: RunningJob, events: EventStream<JobEvent>): Promise<void> => {
    for await (const event of running.events) events.push(event);
    events.end();
    jobs.delete(running);
  };

  return {
    ...engine,
    submit(order) {
      const events = new EventStream<JobEvent>();
      if (isStopped) {
        events.push(stopped);
        events.end();
        return { id: order.id, events, cancel() {} };
      }
      const running = engine.submit(order);
      jobs.set(running, { events, ended: pass(running, events) });
      return { ...running, events };
    },
    status: () => ({ ...engine.status(), ...(isStopped && { worker: 'stopped' }) }),
    models: () => (isStopped ? Promise.reject(new EngineError('stopped', stopped.message)) : engine.models()),
    async stop() {
      isStopped = true;
      const left = [...jobs];
      for (const [running, { events }] of left) {
        events.push(stopped);
        events.end();
        running.cancel();
      }
      // The next bot may ask for the same jobs.
      await Promise.all(left.map(([, { ended }]) => ended));
    },
  };
}

const stopped = { kind: 'failed', code: 'stopped', message: 'the engine was stopped' } as const;

/** Halts the engine of the bots where it is. @returns Lets it go on; the end of the test does, too. */
export async function haltEngine(): Promise<() => void> {
  const halted = await Promise.all(
    [...shared.values()].map(async (each) => {
      await each.engine.models(); // it is there
      return each.pid;
    }),
  );
  const signal = (name: NodeJS.Signals) => () => {
    for (const pid of halted) process.kill(pid, name);
  };
  signal('SIGSTOP')();
  onTestFinished(signal('SIGCONT'));
  return signal('SIGCONT');
}
