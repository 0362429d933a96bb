import type { Engine, EngineStatus, ModelInfo } from '../engine.ts';
import { EngineError } from '../errors.ts';
import type { RpcRequest, RpcResponse } from '../ipc/protocol.ts';
import { type EngineOptions, workerOptions } from './engine-options.ts';
import { createEtaEstimator } from './eta-estimator.ts';
import { createRpcClient, expectResponse } from './rpc-client.ts';
import { createScheduler } from './scheduler.ts';
import { superviseWorker, type WorkerUpdate } from './supervisor.ts';

interface Counters {
  modelRuns: number;
  rows: number;
  modelMs: number;
  memoryBytes: number | null;
}

const tenMinutesMs = 600_000;

/** Creates the engine and starts its worker process. Returns at once; jobs wait until the worker is ready. */
export function createEngine(options: EngineOptions): Engine {
  const { log, stepTimeoutMs, maxBatch, maxDowntimeMs = tenMinutesMs, clock = () => performance.now() } = options;
  const counters: Counters = { modelRuns: 0, rows: 0, modelMs: 0, memoryBytes: null };
  const eta = createEtaEstimator();
  let models: Promise<readonly ModelInfo[]> | undefined;

  const isReady = () => supervisor.state() === 'ready';
  const scheduler = createScheduler({
    maxBatch,
    eta,
    clock,
    isReady,
    send: (message) => supervisor.send(message),
    onJobDone: () => supervisor.jobSucceeded(),
  });
  const rpc = createRpcClient((requestId, request) => {
    if (isReady()) supervisor.send({ kind: 'request', requestId, request });
    return isReady();
  });
  const unavailable = (reason: string, downMs: number) => {
    const failure = new EngineError('worker-unavailable', `the worker does not start: ${reason}`);
    scheduler.refuseNewJobs(failure);
    if (downMs >= maxDowntimeMs) scheduler.failAll(failure);
    rpc.rejectAll(failure);
  };

  const onMessage = (message: WorkerUpdate) => {
    switch (message.kind) {
      case 'alive':
        counters.memoryBytes = message.memoryBytes;
        return;
      case 'run':
        counters.modelRuns += 1;
        counters.rows += message.rows;
        counters.modelMs += message.durationMs;
        return eta.learnRun(message.model, message.stage, message.rows, message.durationMs);
      case 'job':
        return scheduler.handleUpdate(message.id, message);
      case 'response':
        return rpc.receive(message.requestId, message.response);
      default:
        message satisfies never;
    }
  };

  const supervisor = superviseWorker({
    worker: workerOptions(options),
    stepTimeoutMs,
    log,
    clock,
    onMessage,
    onReady() {
      scheduler.workerReady();
      rpc.workerReady();
    },
    onDeath(reason, isProviderBlamed) {
      models = undefined;
      scheduler.workerDied(reason, isProviderBlamed);
      rpc.workerDied();
    },
    onUnavailable: unavailable,
  });

  const call = (request: RpcRequest): Promise<RpcResponse> =>
    supervisor.state() === 'stopped' ? Promise.reject(stopped()) : rpc.call(request);
  const fetchModels = async () => expectResponse(await call({ kind: 'models' }), 'models').models;
  return {
    submit: scheduler.submit,
    status: () => ({ ...scheduler.counts(), ...counterStatus(counters), ...workerStatus(supervisor) }),
    models() {
      models ??= fetchModels().catch((failure) => {
        models = undefined;
        throw failure;
      });
      return models;
    },
    async suggest(model, prompt, count) {
      return expectResponse(await call({ kind: 'suggest', model, prompt, count }), 'suggestions').suggestions;
    },
    async gallery(model) {
      return expectResponse(await call({ kind: 'gallery', model }), 'gallery').gallery;
    },
    async truncatedText(model, prompts) {
      return expectResponse(await call({ kind: 'truncated', model, prompts }), 'truncated').ends;
    },
    async stop() {
      scheduler.refuseNewJobs(stopped());
      scheduler.failAll(stopped());
      rpc.rejectAll(stopped());
      await supervisor.stop();
    },
  };
}

const stopped = () => new EngineError('stopped', 'the engine was stopped');

const counterStatus = ({ modelRuns, rows, modelMs, memoryBytes }: Counters) => ({
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
