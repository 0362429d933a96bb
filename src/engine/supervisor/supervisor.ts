import type { EngineStatus } from '../engine.ts';
import type { FromWorker, Readiness, ToWorker, WorkerOptions } from '../ipc/protocol.ts';
import type { ProviderName, Rejection } from '../onnx/providers.ts';
import { createBackoff } from './backoff.ts';
import { type Watchdog, watchWorker } from './watchdog.ts';
import { forkWorker, type WorkerProcess } from './worker-process.ts';

/** The part of a pino logger that the engine needs. */
export interface EngineLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** The worker's messages that the supervisor passes on. */
export type WorkerUpdate = Exclude<FromWorker, { kind: 'busy' | 'free' | 'trying' | 'run-failed' | 'ready' }>;

interface SupervisorOptions {
  readonly worker: Omit<WorkerOptions, 'excluded'>;
  readonly stepTimeoutMs: number;
  readonly log: EngineLog;
  /** Milliseconds from any origin. */
  readonly clock: () => number;
  onReady(): void;
  onMessage(message: WorkerUpdate): void;
  /** The worker died and will be restarted. `isProviderBlamed`: the next one will use another provider. */
  onDeath(reason: string, isProviderBlamed: boolean): void;
  /**
   * Several workers in a row died before they were ready. Called at every further death; restarts go on. `downMs`: time
   * since one was ready.
   */
  onUnavailable(reason: string, downMs: number): void;
}

/** Runs one worker process and restarts it when it dies or hangs. */
interface Supervisor {
  send(message: ToWorker): void;
  state(): EngineStatus['worker'];
  /** Readiness of the worker that was ready last. */
  readiness(): Readiness | null;
  restarts(): number;
  lastFailure(): string | null;
  /** Resets the back-off and the count of deaths: a job succeeded, so the next death is not part of a series. */
  jobSucceeded(): void;
  /** Asks the worker to exit, and kills it when it does not. */
  stop(): Promise<void>;
}

interface Death {
  /** The provider that was tried last. */
  readonly provider: ProviderName | null;
  readonly isInRun: boolean;
}

const minDelayMs = 200;
const maxDelayMs = 10_000;
const stableAfterMs = 60_000;
const startsBeforeUnavailable = 4;
/**
 * Deaths during runs after which the provider is excluded. A job may still be the cause, so it is drawn once more
 * without the provider.
 */
const maxDeathsInRuns = 2;
/**
 * How many times longer loading may take: it reads and checks hundreds of megabytes, and a first run compiles kernels.
 */
const loadFactor = 6;
const stopGraceMs = 2_000;

/** Starts the worker and supervises it. */
export function superviseWorker(options: SupervisorOptions): Supervisor {
  const backoff = createBackoff(minDelayMs, maxDelayMs);
  const excluded: Rejection[] = [];
  let state: EngineStatus['worker'] = 'starting';
  let readiness: Readiness | null = null;
  let restarts = 0;
  let failedStarts = 0;
  let deathsInRuns = 0;
  let downSinceMs = options.clock();
  let lastFailure: string | null = null;
  let current: { readonly process: WorkerProcess; readonly watchdog: Watchdog } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let onStopped: (() => void) | undefined;

  const start = () => {
    let provider: ProviderName | null = null;
    let endedFor: string | undefined;
    let hasRunFailed = false;
    const process = forkWorker({
      onMessage(message) {
        watchdog.messageReceived();
        if (message.kind === 'busy') watchdog.busy(message.work, message.phase);
        else if (message.kind === 'free') watchdog.free(message.work);
        else if (message.kind === 'trying') provider = message.provider;
        else if (message.kind === 'run-failed') {
          hasRunFailed = true;
          end(message.reason);
        } else if (message.kind === 'ready') onReady(message);
        else options.onMessage(message);
      },
      onExit(reason, stderrTail) {
        watchdog.stop();
        died(endedFor ?? reason, stderrTail, { provider, isInRun: hasRunFailed || watchdog.isBusy() });
      },
    });
    const end = (reason: string) => {
      endedFor = reason;
      process.kill();
    };
    const watchdog = watchWorker({ stepTimeoutMs: options.stepTimeoutMs, loadFactor, onHang: end });
    current = { process, watchdog };
    process.send({ kind: 'start', options: { ...options.worker, excluded } });
  };

  const onReady = ({ provider, rejected, threads, problem }: Readiness) => {
    if (state === 'stopped') return;
    state = 'ready';
    failedStarts = 0;
    readiness = { provider, rejected, threads, problem };
    lastFailure = problem ?? lastFailure;
    timer = setTimeout(backoff.reset, stableAfterMs).unref();
    if (problem !== null) options.log.warn({ problem }, 'the default model cannot be used');
    options.log.info({ provider, rejected, threads, workerPid: current?.process.pid }, 'engine worker is ready');
    options.onReady();
  };

  const died = (reason: string, stderrTail: string, { provider, isInRun }: Death) => {
    current = undefined;
    clearTimeout(timer);
    if (state === 'stopped') return onStopped?.();
    let isProviderBlamed = false;
    if (state === 'ready') {
      downSinceMs = options.clock();
      if (isInRun) deathsInRuns += 1;
      if (deathsInRuns >= maxDeathsInRuns) isProviderBlamed = exclude(readiness?.provider ?? null, reason);
    } else {
      failedStarts += 1;
      isProviderBlamed = exclude(provider, reason);
    }
    if (isProviderBlamed) deathsInRuns = 0;
    state = 'restarting';
    restarts += 1;
    lastFailure = reason;
    const delayMs = backoff.next();
    options.log.warn({ reason, stderrTail, delayMs, restarts }, 'engine worker died and will be restarted');
    timer = setTimeout(start, delayMs);
    options.onDeath(reason, isProviderBlamed);
    if (failedStarts >= startsBeforeUnavailable) options.onUnavailable(reason, options.clock() - downSinceMs);
  };

  /** Excludes a provider from the next workers. The CPU is never excluded, since nothing else would be left to try. */
  const exclude = (provider: string | null, reason: string): boolean => {
    if (provider === null || provider === 'cpu') return false;
    excluded.push({ provider, reason: `ended the worker: ${reason}` });
    return true;
  };

  start();
  return {
    send: (message) => current?.process.send(message),
    state: () => state,
    readiness: () => readiness,
    restarts: () => restarts,
    lastFailure: () => lastFailure,
    jobSucceeded() {
      backoff.reset();
      deathsInRuns = 0;
    },
    async stop() {
      if (state === 'stopped') return;
      state = 'stopped';
      clearTimeout(timer);
      const stopping = current;
      if (stopping === undefined) return;
      stopping.watchdog.stop();
      stopping.process.send({ kind: 'stop' });
      const killTimer = setTimeout(stopping.process.kill, stopGraceMs);
      await new Promise<void>((resolve) => {
        onStopped = resolve;
      });
      clearTimeout(killTimer);
    },
  };
}
