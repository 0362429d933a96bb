import type { JobId, Recipe, SamplerName, SpacingName } from './recipe.ts';

/** The engine as everybody outside sees it. `client.ts` implements it over the worker process. */
export interface Engine {
  /** Starts or queues a job at once; never blocks. Unknown models and broken recipes arrive as a `failed` event. */
  submit(order: Order): RunningJob;
  status(): EngineStatus;
  models(): Promise<readonly ModelInfo[]>;
  /** Known captions nearest in meaning to the prompt, best first. `similarity` is a cosine, −1 … 1. */
  suggest(model: string, prompt: string, count: number): Promise<readonly Suggestion[]>;
  /** Of each prompt, the end that the model's encoder does not see: '' where it sees all. */
  unread(model: string, prompts: readonly string[]): Promise<readonly string[]>;
  /** Ends the worker process; running jobs end with a `failed` event, code `stopped`. */
  stop(): Promise<void>;
}

export interface Order {
  readonly id: JobId;
  /** Jobs take turns between people, not between jobs. Opaque to the engine. */
  readonly person: string;
  readonly recipe: Recipe;
}

export interface RunningJob {
  readonly id: JobId;
  /** In order; ends after `done`, `failed` or `cancelled`. To be consumed once. */
  readonly events: AsyncIterable<JobEvent>;
  /** Takes effect at the next step boundary. Safe to call at any time. */
  cancel(): void;
}

export type JobEvent =
  /** Told anew whenever the place changes. `estimateMs`: until the job starts; null while unknown. */
  | { readonly kind: 'queued'; readonly place: number; readonly estimateMs: number | null }
  | { readonly kind: 'started' }
  | ({ readonly kind: 'step' } & StepReport)
  /** The worker died or hung under this job, which begins again. */
  | { readonly kind: 'restarted'; readonly reason: string }
  | {
      readonly kind: 'done';
      readonly pictures: readonly RawPicture[];
      /** What the host's safety model flagged, one a drawing; absent where there is no such model. */
      readonly flagged?: readonly boolean[];
      readonly timing: Timing;
    }
  | { readonly kind: 'failed'; readonly code: EngineErrorCode; readonly message: string }
  | { readonly kind: 'cancelled' };

export interface StepReport {
  /** 1 … totalSteps, over all drawings and the upscaling stage. */
  readonly step: number;
  readonly totalSteps: number;
  readonly stage: 'base' | 'upscale';
  /** 1 … stageSteps[stage], over all drawings. */
  readonly stageStep: number;
  readonly stageSteps: StageSteps;
  /** Index in recipe.drawings. */
  readonly drawing: number;
  /** Training timestep that was just evaluated. */
  readonly t: number;
  /** The clean estimate at this step. */
  readonly preview: RawPicture;
  /** Estimated time left for the whole job; null while unknown. */
  readonly remainingMs: number | null;
}

/** How many steps each stage takes, over all drawings. */
export type StageSteps = Readonly<Record<'base' | 'upscale', number>>;

/** 8-bit RGB, row-major, 3 bytes a pixel. */
export interface RawPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

export interface Timing {
  readonly wallMs: number;
  /** Time this job's runs spent inside ONNX Runtime, shared runs counted whole. */
  readonly modelMs: number;
  readonly provider: string;
  /** Absent where none was taken, and in results of earlier versions. */
  readonly steps?: StageSteps;
}

export type EngineErrorCode =
  | 'unknown-model'
  | 'broken-model'
  /** Pictures could not be checked as the host wants it, so none is drawn. */
  | 'broken-safety-model'
  | 'bad-recipe'
  /** The job killed or hung the worker twice, or several processes of the bot died with it. */
  | 'job-kills-worker'
  | 'worker-unavailable'
  | 'stopped'
  | 'internal';

export interface EngineStatus {
  readonly worker: 'starting' | 'ready' | 'restarting' | 'stopped';
  readonly provider: string | null;
  /** Providers that were tried before it, with the reason each was not used. */
  readonly rejected: readonly { readonly provider: string; readonly reason: string }[];
  readonly threads: number;
  readonly running: number;
  readonly waiting: number;
  /** Since start. */
  readonly steps: number;
  readonly modelRuns: number;
  readonly meanBatch: number;
  readonly restarts: number;
  readonly modelMs: number;
  /** Resident memory of the worker process. */
  readonly memoryBytes: number | null;
  readonly lastFailure: string | null;
}

export interface ModelInfo {
  readonly name: string;
  readonly title: string;
  readonly family: 'pixel' | 'digits';
  /** Side of the base stage in pixels, and of the picture after super-resolution (null: none). */
  readonly imageSize: number;
  readonly upscaledSize: number | null;
  readonly numTrainTimesteps: number;
  readonly licence: string;
  readonly languages: readonly string[];
  readonly captions: readonly string[];
  readonly defaults: ModelDefaults;
}

export interface ModelDefaults {
  readonly sampler: SamplerName;
  readonly spacing: SpacingName;
  readonly steps: number;
  readonly guidance: number;
}

export interface Suggestion {
  readonly text: string;
  readonly similarity: number;
}
