/**
 * Messages between the bot's process and the worker, a closed union for each direction; the worker sends lists of them.
 * They are sent with Node's advanced serialization, so bytes are sent as bytes.
 */
import type { EngineErrorCode, Gallery, ModelInfo, RawPicture, StepReport, Suggestion } from '../engine.ts';
import type { ProviderName, Rejection } from '../onnx/providers.ts';
import type { JobId, Recipe } from '../recipe.ts';

export interface WorkerOptions {
  readonly modelDirs: readonly string[];
  /** Loaded before the worker reports that it is ready. */
  readonly defaultModel?: string;
  /** Pins the execution provider; null: all are tried in turn. */
  readonly provider: ProviderName | null;
  /** Threads per session; null: one per physical core. */
  readonly threads: number | null;
  readonly maxBatch: number;
  /** Models are unloaded, least recently used first, to stay below this limit. */
  readonly memoryLimitMb: number;
  /** Folder of the safety model that checks every picture; null: none is checked. */
  readonly safetyModelDir: string | null;
  /** Providers under which earlier workers died, with the reason. */
  readonly excluded: readonly Rejection[];
}

export type Stage = 'base' | 'upscale';

/** Batch rows of a job, by stage. */
export type Work = Readonly<Record<Stage, number>>;

/** A request to the worker. Its response has the same `requestId`. */
export type RpcRequest =
  | { readonly kind: 'models' }
  | { readonly kind: 'suggest'; readonly model: string; readonly prompt: string; readonly count: number }
  | { readonly kind: 'truncated'; readonly model: string; readonly prompts: readonly string[] }
  | { readonly kind: 'gallery'; readonly model: string }
  | { readonly kind: 'inspect' };

export type ToWorker =
  | { readonly kind: 'start'; readonly options: WorkerOptions }
  | { readonly kind: 'draw'; readonly id: JobId; readonly person: string; readonly recipe: Recipe }
  | { readonly kind: 'cancel'; readonly id: JobId }
  | { readonly kind: 'request'; readonly requestId: number; readonly request: RpcRequest }
  | { readonly kind: 'stop' };

export type FromWorker =
  /** Heartbeat of the event loop. Native work, which is announced by `busy`, blocks it. */
  | { readonly kind: 'alive'; readonly memoryBytes: number }
  /** Native work begins. The worker counts as hung if `free` does not follow within the deadline. */
  | { readonly kind: 'busy'; readonly work: number; readonly phase: 'run' | 'load' }
  | { readonly kind: 'free'; readonly work: number }
  | { readonly kind: 'trying'; readonly provider: ProviderName }
  /** A run failed that only the provider can be blamed for. The worker does nothing more with it, and is to be ended. */
  | { readonly kind: 'run-failed'; readonly reason: string }
  | ({ readonly kind: 'ready' } & Readiness)
  | {
      readonly kind: 'run';
      readonly model: string;
      readonly stage: Stage;
      readonly rows: number;
      readonly durationMs: number;
    }
  | ({ readonly kind: 'job'; readonly id: JobId } & JobUpdate)
  | { readonly kind: 'response'; readonly requestId: number; readonly response: RpcResponse };

export interface Readiness {
  /** Null: no provider was chosen yet, because the default model could not be loaded. */
  readonly provider: string | null;
  readonly rejected: readonly Rejection[];
  readonly threads: number;
  /** Why the default model could not be loaded. */
  readonly problem: string | null;
}

/** Progress or end of a job in the worker. */
export type JobUpdate =
  | { readonly event: 'planned'; readonly work: Work }
  | { readonly event: 'step'; readonly report: Omit<StepReport, 'remainingMs'>; readonly work: Work }
  | {
      readonly event: 'done';
      readonly pictures: readonly RawPicture[];
      readonly flagged?: readonly boolean[];
      readonly modelMs: number;
      readonly provider: string;
    }
  | { readonly event: 'failed'; readonly code: EngineErrorCode; readonly message: string }
  | { readonly event: 'cancelled' };

export type RpcResponse =
  | { readonly kind: 'models'; readonly models: readonly ModelInfo[] }
  | { readonly kind: 'suggestions'; readonly suggestions: readonly Suggestion[] }
  | { readonly kind: 'truncated'; readonly ends: readonly string[] }
  | { readonly kind: 'gallery'; readonly gallery: Gallery | null }
  | { readonly kind: 'inspection'; readonly inspection: Inspection }
  | { readonly kind: 'error'; readonly code: EngineErrorCode; readonly message: string };

/** The report that `stridebot doctor` prints. */
export interface Inspection {
  readonly node: string;
  readonly onnxRuntime: string;
  readonly sharp: string;
  readonly platform: string;
  readonly cores: number;
  readonly memory: { readonly totalBytes: number; readonly freeBytes: number; readonly workerBytes: number };
  readonly provider: string | null;
  readonly rejected: readonly Rejection[];
  readonly threads: number;
  readonly packages: readonly InspectedPackage[];
  /** The host's safety model; null: none is configured. */
  readonly safety: InspectedPackage | null;
}

export interface InspectedPackage {
  /** Null: model.json cannot be read. */
  readonly name: string | null;
  readonly dir: string;
  /** Null: the package works. */
  readonly problem: string | null;
  /** The execution provider that runs it; null when it does not work. */
  readonly provider: string | null;
  /** Execution providers that cannot run it, each with the reason. */
  readonly rejected: readonly Rejection[];
}
