import { recipeLimits, samplerNames, spacingNames } from '../../engine/client.ts';
import type { OptionSpec } from '../command.ts';

type OptionSources<K extends OptionSpec['kind']> = Omit<Extract<OptionSpec, { kind: K }>, 'kind' | 'required'>;
type TextWishes = Omit<OptionSources<'text'>, 'maxLength'> & { readonly maxLength?: number };

/** The longest prompt that every platform can show back in a caption. */
export const promptLength = 300;

/** Seeds are what PyTorch's generator takes: whole numbers below this. */
export const seedCount = 2 ** 32;

/** In place of a seed: a random one, as everywhere in this field. */
export const randomSeed = -1;

/** The write-up's list of strided timesteps has this many entries; `start` is an index into it. */
export const stridedCount = 34;

/** The largest side that super-resolution goes to, in pixels. */
export const largestSide = recipeLimits.upscaledSide;

/** A recipe holds at most so many drawings. */
const maxDrawings = recipeLimits.drawings;

// Small builders. They are optional unless wrapped in `required`, and keep literal types for `OptionValues`.

export const text = <const W extends TextWishes>(wishes: W) =>
  ({ kind: 'text', required: false, maxLength: promptLength, ...wishes }) as const;

export const integer = <const W extends OptionSources<'integer'>>(wishes: W) =>
  ({ kind: 'integer', required: false, ...wishes }) as const;

export const number = <const W extends OptionSources<'number'>>(wishes: W) =>
  ({ kind: 'number', required: false, ...wishes }) as const;

export const choice = <const W extends OptionSources<'choice'>>(wishes: W) =>
  ({ kind: 'choice', required: false, ...wishes }) as const;

/** Off unless `default` says otherwise. */
export const toggle = <const W extends { readonly summary: string; readonly default?: boolean }>(wishes: W) =>
  ({ kind: 'switch', required: false, summary: wishes.summary, default: wishes.default ?? false }) as const;

export const image = <const W extends OptionSources<'image'>>(wishes: W) =>
  ({ kind: 'image', required: false, ...wishes }) as const;

export const required = <S extends OptionSpec>(spec: S): Omit<S, 'required'> & { readonly required: true } => ({
  ...spec,
  required: true,
});

/** The prompt that the write-up uses where it means "no prompt". */
export const plainPrompt = 'a high quality photo';

/** What to draw. */
export const prompt = (summary: string) => text({ summary, complete: 'prompts' });

export const seedOption = {
  seed: integer({
    summary: "Where the noise begins: the same seed draws the same picture. 180 is the write-up's.",
    min: randomSeed,
    max: seedCount - 1,
  }),
} as const;

export const modelOption = {
  model: text({ summary: 'Which model draws; /status lists them.', maxLength: 60, complete: 'models' }),
} as const;

/** How a drawing is walked: shared by every command that samples. Absent values are the model's own. */
export const samplingOptions = {
  negative: text({ summary: 'What to steer away from.', complete: 'prompts' }),
  steps: integer({ summary: "Denoising steps: more is slower and finer. Normally the model's own.", min: 2, max: 250 }),
  guidance: number({
    summary: "How hard to follow the prompt: 1 is unguided, 7 the write-up's. Normally the model's own.",
    min: 0,
    max: 30,
  }),
  ...seedOption,
  sampler: choice({ summary: "How a step is taken. Normally the model's own.", choices: samplerNames }),
  spacing: choice({
    summary: "Which timesteps are visited: strided is the write-up's. Normally the model's own.",
    choices: spacingNames,
  }),
  interval: text({ summary: 'Guide only between two timesteps, such as 200-800.', maxLength: 20 }),
  threshold: toggle({ summary: "Keep colours in range at every step; the write-up's loop does not.", default: true }),
  upscale: toggle({ summary: 'Finish with super-resolution where the model has it.', default: true }),
  film: toggle({ summary: 'Also make a film of the noise turning into the picture.' }),
  ...modelOption,
} as const;

/** Apart, because a native slash command has 25 options at most, and anagrams and hybrids use them up. */
export const etaOption = {
  eta: number({
    summary: 'Fresh noise in the steps of the ddim sampler: 0 is none, 1 as much as ddpm.',
    min: 0,
    max: 1,
  }),
} as const;

export const countOption = {
  count: integer({ summary: 'How many pictures; each takes the next seed.', min: 1, max: maxDrawings, default: 1 }),
} as const;

/** Begin at a picture instead of noise. */
export const startOptions = {
  'start-image': image({ summary: 'Begin at this picture or drawing instead of noise.' }),
  start: integer({
    summary: 'How much of the picture survives the noise: 0 nothing, 10 its layout, 33 nearly everything.',
    min: 0,
    max: stridedCount - 1,
    default: 7,
  }),
} as const;

/** What must stay of a picture, and where new content goes. */
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
    summary: "What stays is noised again at every step (renoised, the write-up's) or kept clean.",
    choices: ['renoised', 'clean'],
    default: 'renoised',
    needs: 'image',
  }),
} as const;
