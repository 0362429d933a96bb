import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  createEngine,
  type Engine,
  type EngineOptions,
  type JobEvent,
  type JobId,
  type Recipe,
  type RunningJob,
} from '../../src/engine/client.ts';

const modelDirs = [fileURLToPath(new URL('../fixtures/models', import.meta.url))];

export interface TestEngine {
  readonly engine: Engine;
  /** Process id of the worker that was ready last. */
  workerPid(): number;
}

/**
 * An engine over a real worker process and the analytic model.
 * @param atEnd Registers its stop: after the test that is running, or with `afterAll` after all of a file.
 */
export function startEngine(
  options: Partial<EngineOptions> = {},
  atEnd: (stop: () => Promise<void>) => void = onTestFinished,
): TestEngine {
  let pid = Number.NaN; // 0 would be this process and all beside it
  const log = {
    info(fields: object) {
      if ('workerPid' in fields) pid = Number(fields.workerPid);
    },
    warn() {},
  };
  const engine = createEngine({ modelDirs, provider: 'cpu', maxBatch: 8, stepTimeoutMs: 30_000, log, ...options });
  atEnd(() => engine.stop());
  return { engine, workerPid: () => pid };
}

let jobs = 0;

export const submit = (engine: Engine, recipe: Recipe, person = 'ann'): RunningJob =>
  engine.submit({ id: `job-${++jobs}` as JobId, person, recipe });

/** Reads a job to its end. `onEvent` may act on what it sees. */
export async function follow(
  job: RunningJob,
  onEvent: (event: JobEvent) => void = () => {},
): Promise<readonly JobEvent[]> {
  const events: JobEvent[] = [];
  for await (const event of job.events) {
    events.push(event);
    onEvent(event);
  }
  return events;
}

/** Kinds of events, a row of steps as one. */
export const kindsOf = (events: readonly JobEvent[]): readonly string[] =>
  events.map(({ kind }) => kind).filter((kind, i, all) => kind !== 'step' || all[i - 1] !== 'step');
