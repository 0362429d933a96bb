import { totalmem } from 'node:os';
import type { WorkerOptions } from '../ipc/protocol.ts';
import type { ProviderName } from '../onnx/providers.ts';
import type { EngineLog } from './supervisor.ts';

export interface EngineOptions {
  /** Folders of model packages, the first found first. */
  readonly modelDirs: readonly string[];
  /** Loaded at start; the first package that was found where it is not given. */
  readonly defaultModel?: string;
  /** Pins the execution provider; null: tried in turn. */
  readonly provider?: ProviderName | null;
  /** Threads of one model run; null: one per physical core. */
  readonly threads?: number | null;
  /** Rows in one model run, and how many jobs are drawn at once at most. */
  readonly maxBatch: number;
  /** A model run, or silence of the worker, that lasts longer counts as hung; loading and first runs may take longer. */
  readonly stepTimeoutMs: number;
  /** Loaded models may take this much together; half of the machine's memory where it is not given. */
  readonly memoryLimitMb?: number;
  /** A folder with a model that looks at every finished picture; null: none does. While it is broken nothing is drawn. */
  readonly safetyModelDir?: string | null;
  /** How long accepted jobs wait while no worker starts, before they fail; 10 minutes where it is not given. */
  readonly maxDowntimeMs?: number;
  readonly log: EngineLog;
  /** Milliseconds from any origin. */
  readonly clock?: () => number;
}

/** The part of the options that the worker is told. */
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
