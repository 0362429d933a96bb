import type { Engine, EngineStatus, ModelInfo } from '../engine.ts';
import { EngineError } from '../errors.ts';
import type { Answer, Question } from '../ipc/protocol.ts';
import { type EngineOptions, workerOptions } from './engine-options.ts';
import { createEtaEstimator } from './eta-estimator.ts';
import { createRpcClient, expectAnswer } from './rpc-client.ts';
import { createScheduler } from './scheduler.ts';
import { superviseWorker, type WorkerUpdate } from './supervisor.ts';

interface Counters {
  modelRuns: number;
  rows: number;
  modelMs: number;
  memoryBytes: number | null;
}

const tenMinutesMs = 600_000;

/** Starts the worker process and returns at once: jobs that come before it is ready wait. */
export function createEngine(options: EngineOptions): Engine {
  const { log, stepTimeoutMs, maxBatch, maxDowntimeMs = tenMinutesMs, clock = () => performance.now() } = options;
  const counters: Counters = { modelRuns: 0, rows: 0, modelMs: 0, memoryBytes: null };
  const pace = createEtaEstimator();
  let models: Promise<readonly ModelInfo[]> | undefined;

  const isReady = () => supervisor.state() === 'ready';
  const scheduler = createScheduler({
    maxBatch,
    pace,
    clock,
    isReady,
    send: (message) => supervisor.send(message),
    onDelivered: () => supervisor.wentWell(),
  });
  const questions = createRpcClient((ask, question) => {
    if (isReady()) supervisor.send({ kind: 'ask', ask, question });
    return isReady();
  });
  const unavailable = (reason: string, downMs: number) => {
    const failure = new EngineError('worker-unavailable', `the worker does not start: ${reason}`);
    scheduler.close(failure);
    if (downMs >= maxDowntimeMs) scheduler.abandon(failure);
    questions.refuseAll(failure);
  };

  const hear = (message: WorkerUpdate) => {
    switch (message.kind) {
      case 'alive':
        counters.memoryBytes = message.memoryBytes;
        return;
      case 'run':
        counters.modelRuns += 1;
        counters.rows += message.rows;
        counters.modelMs += message.durationMs;
        return pace.learnRun(message.model, message.stage, message.rows, message.durationMs);
      case 'job':
        return scheduler.jobUpdate(message.id, message);
      case 'answer':
        return questions.answered(message.ask, message.answer);
      default:
        message satisfies never;
    }
  };

  const supervisor = superviseWorker({
    worker: workerOptions(options),
    stepTimeoutMs,
    log,
    clock,
    onMessage: hear,
    onReady() {
      scheduler.workerReady();
      questions.workerReady();
    },
    onDeath(reason, isProviderBlamed) {
      models = undefined;
      scheduler.workerDied(reason, isProviderBlamed);
      questions.workerDied();
    },
    onUnavailable: unavailable,
  });

  const ask = (question: Question): Promise<Answer> =>
    supervisor.state() === 'stopped' ? Promise.reject(stopped()) : questions.ask(question);
  const askModels = async () => expectAnswer(await ask({ kind: 'models' }), 'models').models;
  return {
    submit: scheduler.submit,
    status: () => ({ ...scheduler.counts(), ...statusOf(counters), ...workerStatus(supervisor) }),
    models() {
      models ??= askModels().catch((failure) => {
        models = undefined;
        throw failure;
      });
      return models;
    },
    async suggest(model, prompt, count) {
      return expectAnswer(await ask({ kind: 'suggest', model, prompt, count }), 'suggestions').suggestions;
    },
    async unread(model, prompts) {
      return expectAnswer(await ask({ kind: 'unread', model, prompts }), 'unread').ends;
    },
    async stop() {
      scheduler.close(stopped());
      scheduler.abandon(stopped());
      questions.refuseAll(stopped());
      await supervisor.stop();
    },
  };
}

const stopped = () => new EngineError('stopped', 'the engine was stopped');

const statusOf = ({ modelRuns, rows, modelMs, memoryBytes }: Counters) => ({
  modelRuns,
  meanBatch: modelRuns === 0 ? 0 : rows / modelRuns,
  modelMs,
  memoryBytes,
});

function workerStatus(supervisor: ReturnType<typeof superviseWorker>) {
  const readiness = supervisor.readiness();
  return {
    worker: supervisor.state(),
    provider: readiness?.provider ?? null,
    rejected: readiness?.rejected ?? [],
    threads: readiness?.threads ?? 0,
    restarts: supervisor.restarts(),
    lastFailure: supervisor.lastFailure(),
  } satisfies Partial<EngineStatus>;
}
