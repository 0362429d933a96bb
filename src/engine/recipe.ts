/**
 * A job is a recipe: plain data, journaled, sent to another process, embedded in the PNG that it made, and enough to
 * make that picture again. Techniques are terms, starts and things to keep, not pipelines, so they compose.
 */

export type JobId = string & { readonly __brand: 'JobId' };

export const recipeVersion = 1;

export interface Recipe {
  readonly version: typeof recipeVersion;
  /** Name of a model package. */
  readonly model: string;
  /** One drawing makes a picture; several make a contact sheet besides. At most 16. */
  readonly drawings: readonly Drawing[];
  readonly finish: Finish;
}

/** One picture of a recipe. */
export interface Drawing {
  /** Caption in the contact sheet, such as "i_start 7". */
  readonly label?: string;
  readonly term: Conditioning;
  readonly guidance: Guidance;
  readonly start: Init;
  readonly keep?: Constraint;
  readonly walk: SamplingConfig;
  /** Seeds this drawing's own noise stream, 0 … 2³² − 1. */
  readonly seed: number;
}

/** Where the estimate of the clean image comes from. Terms nest. */
export type Conditioning =
  | { readonly kind: 'prompt'; readonly prompt: string }
  /** Visual anagram: every part sees the image through its view; the estimates are turned back and averaged. */
  | { readonly kind: 'views'; readonly parts: readonly { readonly view: ViewName; readonly term: Conditioning }[] }
  /** Factorized diffusion: every part gives one component; the components of a split add up to the identity. */
  | { readonly kind: 'components'; readonly split: SplitName; readonly terms: readonly Conditioning[] };

export interface Guidance {
  /** 1 is unguided. */
  readonly scale: number;
  /** What the unconditional estimate is told; '' is the null prompt. */
  readonly negative: string;
  /** Guide only while low ≤ t ≤ high (training timesteps); outside the conditional estimate is used alone. */
  readonly interval?: readonly [low: number, high: number];
}

export type Init =
  | { readonly kind: 'noise' }
  /** The image noised to `timestep`; null leaves it clean (nothing to walk). */
  | { readonly kind: 'image'; readonly image: Picture; readonly timestep: number | null };

/** What must stay. Applied after every step. */
export type Constraint =
  | {
      readonly kind: 'mask';
      readonly image: Picture;
      /** Grey: white (1) where new content goes. */
      readonly mask: Picture;
      /** `renoised` as in the write-up; `clean` as DeepFloyd's library does. */
      readonly form: 'renoised' | 'clean';
      /** RePaint, arXiv:2201.09865: jump back and redo. */
      readonly resample?: { readonly jumpLength: number; readonly jumpCount: number };
    }
  /** Inverse problem: one component (by index) of the split is taken from the image, noised to each step's level. */
  | { readonly kind: 'component'; readonly image: Picture; readonly split: SplitName; readonly index: number };

export type SamplingConfig =
  /** The start itself: forward noising. */
  | { readonly kind: 'none' }
  /** Classical denoising. `size` odd, in pixels at the model's side, like `sigma`. */
  | { readonly kind: 'blur'; readonly size: number; readonly sigma: number }
  /** The clean estimate at the start's timestep. */
  | { readonly kind: 'one-step' }
  | {
      readonly kind: 'sample';
      readonly sampler: SamplerName;
      readonly spacing: SpacingName;
      /** Number of timesteps of the whole schedule; a start at an image runs the part below its timestep. */
      readonly steps: number;
      /** Share of ancestral noise, 0–1; DDIM only. */
      readonly eta?: number;
      /** Dynamic thresholding as the model package states it; off in the write-up's loop. */
      readonly thresholding: boolean;
    };

export interface Finish {
  /** Side of the finished picture in pixels; null leaves it at the model's own side. */
  readonly upscaleTo: number | null;
}

/** A picture inside a recipe: a square PNG, base64, at most 256 px a side. The engine scales it to the side it needs. */
export interface Picture {
  readonly png: string;
}

export const samplerNames = ['ddpm', 'ddim', 'dpm++2m'] as const;
export type SamplerName = (typeof samplerNames)[number];

/** `strided` is the write-up's 990, 960 … 0; `leading` and `trailing` are those of the libraries. */
export const spacingNames = ['strided', 'leading', 'trailing'] as const;
export type SpacingName = (typeof spacingNames)[number];

export const viewNames = [
  'identity',
  'flip',
  'mirror',
  'rotate90',
  'rotate270',
  'rotate180',
  'negate',
  'skew',
  'patch-permute',
  'pixel-permute',
  'jigsaw',
  'inner-circle',
  'square-hinge',
] as const;
export type ViewName = (typeof viewNames)[number];

/** Splits in TECHNIQUE 4: how many components each has is in `guidance/components.ts`. */
export const splitNames = ['frequency', 'triple-frequency', 'colour', 'motion'] as const;
export type SplitName = (typeof splitNames)[number];
