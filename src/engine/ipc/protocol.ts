/**
 * What the two processes say to each other. Both ways are closed unions; the child speaks advanced serialization, so
 * bytes cross as bytes.
 */
import type { EngineErrorCode, ModelInfo, RawPicture, StepReport, Suggestion } from '../engine.ts';
import type { ProviderName, Rejection } from '../onnx/providers.ts';
import type { JobId, Recipe } from '../recipe.ts';

export interface WorkerOptions {
  readonly modelDirs: readonly string[];
  /** Loaded before the worker says that it is ready. */
  readonly defaultModel?: string;
  /** Pins the execution provider; null: tried in turn. */
  readonly provider: ProviderName | null;
  /** Null: the models decide. */
  readonly threads: number | null;
  readonly maxBatch: number;
  /** Models are unloaded, least recently used first, to stay below. */
  readonly memoryLimitMb: number;
  /** A folder with a model that every picture must pass by; null: none is checked. */
  readonly safetyModelDir: string | null;
  /** Providers under which an earlier worker died while it started, with the reason. */
  readonly excluded: readonly Rejection[];
}

export type Stage = 'base' | 'upscale';

/** Rows of model input that a job still has to have estimated, by stage. */
export type Work = Readonly<Record<Stage, number>>;

/** Answers to questions are told apart by number. */
export type Question =
  | { readonly kind: 'models' }
  | { readonly kind: 'suggest'; readonly model: string; readonly prompt: string; readonly count: number }
  | { readonly kind: 'unread'; readonly model: string; readonly prompts: readonly string[] }
  | { readonly kind: 'inspect' };

export type ToWorker =
  | { readonly kind: 'start'; readonly options: WorkerOptions }
  | { readonly kind: 'draw'; readonly id: JobId; readonly person: string; readonly recipe: Recipe }
  | { readonly kind: 'cancel'; readonly id: JobId }
  | { readonly kind: 'ask'; readonly ask: number; readonly question: Question }
  | { readonly kind: 'stop' };

export type FromWorker =
  /** The event loop turns. Absent during native work, which is announced by `busy`. */
  | { readonly kind: 'alive'; readonly memoryBytes: number }
  /** Native work begins; without `free` within its deadline the worker hangs. */
  | { readonly kind: 'busy'; readonly work: number; readonly phase: 'run' | 'load' }
  | { readonly kind: 'free'; readonly work: number }
  | { readonly kind: 'trying'; readonly provider: ProviderName }
  | ({ readonly kind: 'ready' } & Readiness)
  | {
      readonly kind: 'run';
      readonly model: string;
      readonly stage: Stage;
      readonly rows: number;
      readonly durationMs: number;
    }
  | ({ readonly kind: 'job'; readonly id: JobId } & JobUpdate)
  | { readonly kind: 'answer'; readonly ask: number; readonly answer: Answer };

export interface Readiness {
  /** Null: the default model could not be loaded, so no provider was chosen yet. */
  readonly provider: string | null;
  readonly rejected: readonly Rejection[];
  readonly threads: number;
  /** Why the default model could not be loaded. */
  readonly problem: string | null;
}

/** What happens to a job inside the worker. */
export type JobUpdate =
  | { readonly jobUpdate: 'planned'; readonly work: Work }
  | { readonly jobUpdate: 'step'; readonly report: Omit<StepReport, 'remainingMs'>; readonly work: Work }
  | {
      readonly jobUpdate: 'done';
      readonly pictures: readonly RawPicture[];
      readonly flagged?: readonly boolean[];
      readonly modelMs: number;
      readonly provider: string;
    }
  | { readonly jobUpdate: 'failed'; readonly code: EngineErrorCode; readonly message: string }
  | { readonly jobUpdate: 'cancelled' };

export type Answer =
  | { readonly kind: 'models'; readonly models: readonly ModelInfo[] }
  | { readonly kind: 'suggestions'; readonly suggestions: readonly Suggestion[] }
  | { readonly kind: 'unread'; readonly ends: readonly string[] }
  | { readonly kind: 'inspection'; readonly inspection: Inspection }
  | { readonly kind: 'refused'; readonly code: EngineErrorCode; readonly message: string };

/** What `stridebot doctor` prints. */
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
  /** The host's safety model; null: none is set. */
  readonly safety: InspectedPackage | null;
}

export interface InspectedPackage {
  /** Null: model.json cannot be read. */
  readonly name: string | null;
  readonly dir: string;
  /** Null: the package loads and answers. */
  readonly problem: string | null;
}
