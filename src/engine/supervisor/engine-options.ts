import { totalmem } from 'node:os';
import type { WorkerOptions } from '../ipc/protocol.ts';
import type { ProviderName } from '../onnx/providers.ts';
import type { EngineLog } from './supervisor.ts';

export interface EngineOptions {
  /** Folders with model packages, in the order of search. */
  readonly modelDirs: readonly string[];
  /** Model to load at start. Default: the first package that is found. */
  readonly defaultModel?: string;
  /** Pins the execution provider; null: all are tried in turn. */
  readonly provider?: ProviderName | null;
  /** Threads of one model run; null: one per physical core. */
  readonly threads?: number | null;
  /** Most rows in one model run, and most jobs that are drawn at once. */
  readonly maxBatch: number;
  /** Time after which a model run, or a silent worker, counts as hung. Loading and first runs may take longer. */
  readonly stepTimeoutMs: number;
  /** Memory of all loaded models together. Default: half of the machine's memory. */
  readonly memoryLimitMb?: number;
  /** Folder of a safety model that checks every finished picture; null: none. While it is broken, nothing is drawn. */
  readonly safetyModelDir?: string | null;
  /** Time after which accepted jobs fail while no worker can be started. Default: 10 minutes. */
  readonly maxDowntimeMs?: number;
  readonly log: EngineLog;
  /** Milliseconds from any origin. */
  readonly clock?: () => number;
}

/** Returns the worker's part of the options. */
export function workerOptions(options: EngineOptions): Omit<WorkerOptions, 'excluded'> {
  const { modelDirs, defaultModel, provider = null, threads = null, maxBatch, safetyModelDir = null } = options;
  const { memoryLimitMb = totalmem() / 2 ** 21 } = options;
  return {
    modelDirs,
    maxBatch,
    memoryLimitMb,
    provider,
    threads,
    safetyModelDir,
    ...(defaultModel !== undefined && { defaultModel }),
  };
}
