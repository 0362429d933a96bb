import { recipeLimits, samplerNames, spacingNames } from '../../engine/client.ts';
import type { OptionSpec } from '../command.ts';

type OptionFields<K extends OptionSpec['kind']> = Omit<Extract<OptionSpec, { kind: K }>, 'kind' | 'required'>;
type TextFields = Omit<OptionFields<'text'>, 'maxLength'> & { readonly maxLength?: number };

/** Largest length of a prompt: every platform can show it in a caption. */
const promptLength = 300;

/** Number of seeds: whole numbers below this, as PyTorch's generator takes them. */
export const seedCount = 2 ** 32;

/** Stands for a random seed, as is usual in diffusion programs. */
export const randomSeed = -1;

/** Length of the classic strided timesteps 990, 960 … 0, into which `start` is an index. */
export const stridedCount = 34;

/** Largest side of super-resolution in pixels. */
export const largestSide = recipeLimits.upscaledSide;

/** Most drawings in a recipe. */
const maxDrawings = recipeLimits.drawings;

// Builders of option specifications. Options are optional unless wrapped in `required`. Literal types are kept for
// `OptionValues`.

export const text = <const F extends TextFields>(fields: F) =>
  ({ kind: 'text', required: false, maxLength: promptLength, ...fields }) as const;

export const integer = <const F extends OptionFields<'integer'>>(fields: F) =>
  ({ kind: 'integer', required: false, ...fields }) as const;

export const number = <const F extends OptionFields<'number'>>(fields: F) =>
  ({ kind: 'number', required: false, ...fields }) as const;

export const choice = <const F extends OptionFields<'choice'>>(fields: F) =>
  ({ kind: 'choice', required: false, ...fields }) as const;

/** Off unless `default` says otherwise. */
export const toggle = <const F extends { readonly summary: string; readonly default?: boolean }>(fields: F) =>
  ({ kind: 'switch', required: false, summary: fields.summary, default: fields.default ?? false }) as const;

export const image = <const F extends OptionFields<'image'>>(fields: F) =>
  ({ kind: 'image', required: false, ...fields }) as const;

export const required = <S extends OptionSpec>(spec: S): Omit<S, 'required'> & { readonly required: true } => ({
  ...spec,
  required: true,
});

/** The generic prompt for commands that need one and are given none. */
export const plainPrompt = 'a high quality photo';

/** An option for a prompt. */
export const prompt = (summary: string) => text({ summary, complete: 'prompts' });

export const seedOption = {
  seed: integer({
    summary: 'Where the noise begins: the same seed draws the same picture. 180 is the seed of the examples.',
    min: randomSeed,
    max: seedCount - 1,
  }),
} as const;

export const modelOption = {
  model: text({ summary: 'Which model draws; /status lists them.', maxLength: 60, complete: 'models' }),
} as const;

/** Sampling options of every command that samples, those for beginners first. Absent values are the model's own. */
export const samplingOptions = {
  negative: text({ summary: 'What to steer away from.', complete: 'prompts' }),
  guidance: number({
    summary: "How hard to follow the prompt: 1 is unguided, 7 is common. Normally the model's own.",
    min: 0,
    max: 30,
  }),
  steps: integer({ summary: "Denoising steps: more is slower and finer. Normally the model's own.", min: 2, max: 250 }),
  ...seedOption,
  upscale: toggle({ summary: 'Finish with super-resolution where the model has it.', default: true }),
  film: toggle({ summary: 'Also make a film of the noise turning into the picture.' }),
  ...modelOption,
  sampler: choice({ summary: "How a step is taken. Normally the model's own.", choices: samplerNames }),
  spacing: choice({
    summary: "Which timesteps are visited: strided is the classic schedule. Normally the model's own.",
    choices: spacingNames,
    isExpert: true,
  }),
  interval: text({ summary: 'Guide only between two timesteps, such as 200-800.', maxLength: 20, isExpert: true }),
  threshold: {
    ...toggle({ summary: 'Keep colours in range at every step: dynamic thresholding.', default: true }),
    isExpert: true,
  },
} as const;

/**
 * Separate from the sampling options, since a native slash command has at most 25 options, and anagrams and hybrids use
 * them up.
 */
export const etaOption = {
  eta: number({
    summary: 'Fresh noise in the steps of the ddim sampler: 0 is none, 1 as much as ddpm.',
    min: 0,
    max: 1,
    isExpert: true,
  }),
} as const;

/** Separate for the same reason. */
export const styleOption = {
  style: text({ summary: 'A style by its name; /style lists them.', maxLength: 40, complete: 'styles' }),
} as const;

export const countOption = {
  count: integer({ summary: 'How many pictures; each takes the next seed.', min: 1, max: maxDrawings, default: 1 }),
} as const;

/** Options of an init image. */
export const startOptions = {
  'start-image': image({ summary: 'Begin at this picture or drawing instead of noise.' }),
  start: integer({
    summary: 'How much of the picture survives the noise: 0 nothing, 10 its layout, 33 nearly everything.',
    min: 0,
    max: stridedCount - 1,
    default: 7,
  }),
} as const;

/** Options of a mask constraint: what stays of a picture, and where new content goes. */
export const maskOptions = {
  mask: image({ summary: 'White where new content goes, black where the picture stays.', needs: 'image' }),
  region: text({
    summary: 'Where new content goes: "top half", "left third", "middle 40%".',
    maxLength: 120,
    needs: 'image',
  }),
  invert: { ...toggle({ summary: 'Swap what stays and what is drawn anew.' }), needs: 'image' },
  resample: integer({
    summary: 'Go back and redo, so that new content fits better: 10 is slow and thorough.',
    min: 1,
    max: 20,
    default: 1,
    needs: 'image',
  }),
  form: choice({
    summary: 'What stays is noised again at every step (renoised, as in RePaint) or kept clean.',
    choices: ['renoised', 'clean'],
    default: 'renoised',
    needs: 'image',
  }),
} as const;
