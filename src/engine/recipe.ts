/**
 * A recipe is the full description of a job as plain data. It is journaled, sent to the worker process and embedded in
 * the PNGs that it makes, and it is enough to make them again. A technique is a choice of conditioning (`term`), init
 * (`start`), constraint (`keep`) and sampling (`walk`), not a pipeline, so techniques compose.
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
  /** Caption in the contact sheet, such as "start 7". */
  readonly label?: string;
  readonly term: Conditioning;
  readonly guidance: Guidance;
  readonly start: Init;
  readonly keep?: Constraint;
  readonly walk: SamplingConfig;
  /** Seed of this drawing's own noise generator, 0 … 2³² − 1. */
  readonly seed: number;
  /** Steps towards the noise of other seeds, in the base stage, so that the drawing is one near the original. */
  readonly variations?: readonly Variation[];
}

/** A step towards the noise of another seed. */
export interface Variation {
  readonly seed: number;
  /** 0 … 1: 0 stays, 1 is the noise of that seed itself. */
  readonly strength: number;
}

/** What the prediction of the clean image is conditioned on. Conditionings nest. */
export type Conditioning =
  /** `template`: what was typed, where it had wildcards; `prompt` is what this drawing's seed made of it. */
  | { readonly kind: 'prompt'; readonly prompt: string; readonly template?: string }
  /** Visual anagram: each part predicts on its view of the image; the predictions are mapped back and averaged. */
  | { readonly kind: 'views'; readonly parts: readonly { readonly view: ViewName; readonly term: Conditioning }[] }
  /**
   * Factorized diffusion: each part gives one component of the prediction; the components of a split sum to the
   * identity.
   */
  | { readonly kind: 'components'; readonly split: SplitName; readonly terms: readonly Conditioning[] };

export interface Guidance {
  /** 1 is unguided. */
  readonly scale: number;
  /** The negative prompt, used for the unconditional prediction; '' is the null prompt. */
  readonly negative: string;
  /** Guides only while low ≤ t ≤ high (training timesteps). Outside, the conditional prediction is used alone. */
  readonly interval?: readonly [low: number, high: number];
}

/** What sampling begins with. */
export type Init =
  | { readonly kind: 'noise' }
  /** The init image noised to `timestep`; null leaves it clean, with nothing to denoise. */
  | { readonly kind: 'image'; readonly image: Picture; readonly timestep: number | null };

/** What must stay of an image. Applied after every step. */
export type Constraint =
  | {
      readonly kind: 'mask';
      readonly image: Picture;
      /** Grey: white (1) where new content goes. */
      readonly mask: Picture;
      /**
       * `renoised`: the original is noised to each step's timestep, as in RePaint. `clean`: it is not, as in DeepFloyd
       * IF's pipeline in diffusers.
       */
      readonly form: 'renoised' | 'clean';
      /** RePaint, arXiv:2201.09865: jump back and redo. */
      readonly resample?: { readonly jumpLength: number; readonly jumpCount: number };
    }
  /** Inverse problem: one component (by index) of the split is taken from the image, noised to each step's timestep. */
  | { readonly kind: 'component'; readonly image: Picture; readonly split: SplitName; readonly index: number };

/** How the init becomes the picture. */
export type SamplingConfig =
  /** The init itself: forward noising. */
  | { readonly kind: 'none' }
  /** Classical denoising by a Gaussian blur. `size` odd, in pixels at the model's side, like `sigma`. */
  | { readonly kind: 'blur'; readonly size: number; readonly sigma: number }
  /** The predicted clean image at the init's timestep. */
  | { readonly kind: 'one-step' }
  | {
      readonly kind: 'sample';
      readonly sampler: SamplerName;
      readonly spacing: SpacingName;
      /** Number of timesteps of the whole schedule; with an init image only those below its timestep are run. */
      readonly steps: number;
      /** DDIM's η, the share of ancestral noise, 0–1; DDIM only. */
      readonly eta?: number;
      /** Dynamic thresholding with the model package's parameters. */
      readonly thresholding: boolean;
    };

export interface Finish {
  /** Side of the finished picture in pixels; null leaves it at the model's own side. */
  readonly upscaleTo: number | null;
  /** Every drawing redraws a square of this picture, and is pasted into it. */
  readonly paste?: Paste;
  /**
   * Every finished square is cut to this aspect ratio, about its middle. Its pictures then hold a picture of that ratio,
   * whose edges are carried on.
   */
  readonly aspect?: Aspect;
}

/** The sides of a picture, in any unit. */
export interface Aspect {
  readonly width: number;
  readonly height: number;
}

/** A picture to paste into. */
export interface Paste {
  /** A PNG of any shape, at most 1280 px a side. */
  readonly image: Picture;
  /** Grey, of the same size: white where new content goes, black where every pixel stays as it is. */
  readonly mask: Picture;
  /** The square, in the image's pixels. Where it reaches over the image, the drawing is cut off. */
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/**
 * A picture inside a recipe: a PNG in base64; if it is drawn from, square and at most 256 px a side. The engine scales it
 * to the side that it needs.
 */
export interface Picture {
  readonly png: string;
}

export const samplerNames = ['ddpm', 'ddim', 'dpm++2m'] as const;
export type SamplerName = (typeof samplerNames)[number];

/**
 * `strided` is the classic 990, 960 … 0; `leading` and `trailing` are diffusers' `timestep_spacing`. See
 * `timestepsFor`.
 */
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

/** Ways to split an image into components; `guidance/components.ts` defines them. */
export const splitNames = ['frequency', 'triple-frequency', 'colour', 'motion'] as const;
export type SplitName = (typeof splitNames)[number];
