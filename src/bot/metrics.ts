import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { EndState } from '../commands/ports/job-service.ts';
import type { Engine, EngineErrorCode, EngineStatus } from '../engine/client.ts';
import type { HealthReport } from './health.ts';

/** Metrics for Prometheus: those reported here, and those read from the engine and Node.js at each scrape. */
export interface Metrics {
  readonly contentType: string;
  /** Records how long an accepted job waited until it was drawn first. */
  waited(ms: number): void;
  ended(state: EndState): void;
  /** @param kind An error code of the engine, or another kind of failure. */
  failed(kind: FailureKind): void;
  text(): Promise<string>;
}

type FailureKind = EngineErrorCode | 'bot' | 'not-shown' | 'no-room' | 'reply-gone';

/** Every kind has its series from the start: otherwise an alert on an increase would miss the first failure. */
const noFailures: Readonly<Record<FailureKind, 0>> = {
  'unknown-model': 0,
  'broken-model': 0,
  'broken-safety-model': 0,
  'bad-recipe': 0,
  'job-kills-worker': 0,
  'worker-unavailable': 0,
  stopped: 0,
  internal: 0,
  bot: 0,
  'not-shown': 0,
  'no-room': 0,
  'reply-gone': 0,
};

export function createMetrics(engine: Engine, health: () => HealthReport): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  exposeEngine(engine, registry);
  exposeHealth(health, registry);

  const waits = new Histogram({
    name: 'stridebot_wait_seconds',
    help: 'From the acceptance of a job to its first step.',
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800],
    registers,
  });
  const jobs = new Counter({
    name: 'stridebot_jobs_total',
    help: 'Jobs that ended, by how.',
    labelNames: ['state'],
    registers,
  });
  const failures = new Counter({
    name: 'stridebot_failures_total',
    help: 'What went wrong, by kind.',
    labelNames: ['kind'],
    registers,
  });
  for (const [kind, count] of Object.entries(noFailures)) failures.inc({ kind }, count);

  return {
    contentType: registry.contentType,
    waited: (ms) => waits.observe(ms / 1000),
    ended: (state) => jobs.inc({ state }),
    failed: (kind) => failures.inc({ kind }),
    text: () => registry.metrics(),
  };
}

const gauges = {
  stridebot_queue_length: ['Jobs that wait to be drawn.', (status) => status.waiting],
  stridebot_running_jobs: ['Jobs that are being drawn.', (status) => status.running],
  stridebot_batch_size: ['Rows in one run of the model, the mean since start.', (status) => status.meanBatch],
  stridebot_engine_memory_bytes: ['Resident memory of the engine.', (status) => status.memoryBytes ?? 0],
  stridebot_engine_up: ['1 while the engine is ready to draw.', (status) => (status.worker === 'ready' ? 1 : 0)],
} satisfies Record<string, EngineNumber>;

const counters = {
  stridebot_steps_total: ['Denoising steps.', (status) => status.steps],
  stridebot_model_runs_total: [
    'Runs of a model; each serves the steps of one or more jobs.',
    (status) => status.modelRuns,
  ],
  stridebot_model_seconds_total: ['Time inside ONNX Runtime.', (status) => status.modelMs / 1000],
  stridebot_engine_restarts_total: ['How often the engine had to be started again.', (status) => status.restarts],
} satisfies Record<string, EngineNumber>;

type EngineNumber = readonly [help: string, read: (status: EngineStatus) => number];

/** Exposes the engine's own counts, which are read at each scrape. */
function exposeEngine(engine: Engine, registry: Registry): void {
  const registers = [registry];
  for (const [name, [help, read]] of Object.entries<EngineNumber>(gauges)) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read(engine.status()));
      },
    });
  }
  for (const [name, [help, read]] of Object.entries<EngineNumber>(counters)) {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read(engine.status()));
      },
    });
  }
}

/** Exposes the health of the disk and of the platforms, for alerts. */
function exposeHealth(health: () => HealthReport, registry: Registry): void {
  const registers = [registry];
  new Gauge({
    name: 'stridebot_storage_up',
    help: '1 while what has to be kept can be written.',
    registers,
    collect() {
      this.set(health().storage === null ? 1 : 0);
    },
  });
  new Gauge({
    name: 'stridebot_platform_up',
    help: '1 while what is asked on a chat platform reaches this bot.',
    labelNames: ['platform'],
    registers,
    collect() {
      for (const [platform, { status }] of Object.entries(health().platforms)) {
        this.set({ platform }, status === 'connected' ? 1 : 0);
      }
    },
  });
}
