import type { JobId, Recipe, SamplerName, SpacingName } from './recipe.ts';

/** The engine's public interface. `createEngine` implements it over the worker process. */
export interface Engine {
  /** Starts or queues a job at once; never blocks. Unknown models and broken recipes arrive as a `failed` event. */
  submit(order: JobSpec): RunningJob;
  status(): EngineStatus;
  models(): Promise<readonly ModelInfo[]>;
  /** Finds the model's captions that are most similar to the prompt, best first. `similarity` is a cosine, −1 … 1. */
  suggest(model: string, prompt: string, count: number): Promise<readonly Suggestion[]>;
  /** Reads the pictures of what the model knows; null where its package has none. */
  gallery(model: string): Promise<Gallery | null>;
  /** Returns the end of each prompt that the model's text encoder truncates; '' where it reads the whole prompt. */
  truncatedText(model: string, prompts: readonly string[]): Promise<readonly string[]>;
  /** Stops the worker process. Running jobs end with a `failed` event, code `stopped`. */
  stop(): Promise<void>;
}

/** What the engine needs to run a job. */
export interface JobSpec {
  readonly id: JobId;
  /** The requester: the queue takes turns between people, not between jobs. Opaque to the engine. */
  readonly person: string;
  readonly recipe: Recipe;
}

export interface RunningJob {
  readonly id: JobId;
  /** In order; ends after `done`, `failed` or `cancelled`. Can be consumed once. */
  readonly events: AsyncIterable<JobEvent>;
  /** Takes effect at the next step boundary. Safe to call at any time. */
  cancel(): void;
}

export type JobEvent =
  /** Repeated whenever the place changes. `estimateMs`: time until the job starts; null while unknown. */
  | { readonly kind: 'queued'; readonly place: number; readonly estimateMs: number | null }
  | { readonly kind: 'started' }
  | ({ readonly kind: 'step' } & StepReport)
  /** The worker died or hung while it ran this job. The job begins again. */
  | { readonly kind: 'restarted'; readonly reason: string }
  | {
      readonly kind: 'done';
      readonly pictures: readonly RawPicture[];
      /** Whether the host's safety model flagged each drawing; absent without a safety model. */
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
  /** The training timestep that was just evaluated. */
  readonly t: number;
  /** The predicted clean image, x0, at this step. */
  readonly preview: RawPicture;
  /** Estimated remaining time of the whole job; null while unknown. */
  readonly remainingMs: number | null;
}

/** Number of steps of each stage, over all drawings. */
export type StageSteps = Readonly<Record<'base' | 'upscale', number>>;

/** 8-bit RGB pixels, row-major, 3 bytes per pixel. */
export interface RawPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

export interface Timing {
  readonly wallMs: number;
  /** Time that this job's runs spent in ONNX Runtime. A run shared with other jobs counts in full. */
  readonly modelMs: number;
  readonly provider: string;
  /** Absent when no step was taken, and in results of earlier versions. */
  readonly steps?: StageSteps;
}

export type EngineErrorCode =
  | 'unknown-model'
  | 'broken-model'
  /** The configured safety model cannot be used, so nothing is drawn. */
  | 'broken-safety-model'
  | 'bad-recipe'
  /** The worker died or hung twice while it ran the job, or several processes of the bot died with it. */
  | 'job-kills-worker'
  | 'worker-unavailable'
  | 'stopped'
  | 'internal';

export interface EngineStatus {
  readonly worker: 'starting' | 'ready' | 'restarting' | 'stopped';
  readonly provider: string | null;
  /** Execution providers that were tried before it, each with the reason for its rejection. */
  readonly rejected: readonly { readonly provider: string; readonly reason: string }[];
  readonly threads: number;
  readonly running: number;
  readonly waiting: number;
  /** Counted since the start of the process, as are `modelRuns`, `restarts` and `modelMs`. */
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
  /** Side of the base stage in pixels; `upscaledSize`: the side after super-resolution, null where there is none. */
  readonly imageSize: number;
  readonly upscaledSize: number | null;
  readonly numTrainTimesteps: number;
  readonly licence: string;
  readonly languages: readonly string[];
  readonly captions: readonly string[];
  /** Words that the model learned, in lower case, besides those of the captions; empty where that is not known. */
  readonly words: readonly string[];
  /** Styles that the model learned; in `prompt`, `{prompt}` stands for what is drawn. Names are in lower case. */
  readonly styles: readonly { readonly name: string; readonly prompt: string }[];
  readonly defaults: ModelDefaults;
}

interface ModelDefaults {
  readonly sampler: SamplerName;
  readonly spacing: SpacingName;
  readonly steps: number;
  readonly guidance: number;
}

/** Small pictures of what a model knows, in one image: square cells, row by row from the top left. */
export interface Gallery {
  /** A WebP. */
  readonly image: Uint8Array;
  readonly columns: number;
  /** Of a cell, in pixels. */
  readonly side: number;
  /** What each cell shows. */
  readonly prompts: readonly string[];
}

export interface Suggestion {
  readonly text: string;
  readonly similarity: number;
}
