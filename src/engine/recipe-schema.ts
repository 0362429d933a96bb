import { z } from 'zod';
import { drawingRows, leavesOf, termCount } from './batch-rows.ts';
import { EngineError } from './errors.ts';
import type { Conditioning, Drawing, Recipe, SplitName } from './recipe.ts';
import { recipeVersion, samplerNames, spacingNames, splitNames, viewNames } from './recipe.ts';

/** Upper bounds of a recipe. A recipe may come from a PNG that a stranger made. */
export const recipeLimits = {
  drawings: 16,
  /** Variations of variations. */
  variations: 64,
  steps: 1000,
  /** Over all drawings, with RePaint's repeats. */
  totalSteps: 4000,
  /** Batch rows of one step of a drawing: four times those of a three-way anagram with guidance. */
  rows: 24,
  /** Batch rows over all drawings and steps: some minutes on two cores. */
  totalRows: 40_000,
  /** Distinct prompts over all drawings. */
  prompts: 64,
  promptLength: 1000,
  guidance: 50,
  /** Conditionings of one drawing, with those that contain others: each is mixed at every step. */
  terms: 32,
  /** Nesting of conditionings: 1 is a plain prompt. */
  depth: 4,
  parts: 8,
  /** A 256 px RGBA picture that does not compress at all, in base64. */
  pictureChars: 400_000,
  /** A 1280 px RGB picture that does not compress at all, in base64. */
  pasteChars: 6_700_000,
  /** Side in pixels of a picture to paste into. */
  pasteSide: 1280,
  upscaledSide: 1024,
} as const;

/** Number of components per split; `guidance/components.ts` builds them. */
const componentCounts: Readonly<Record<SplitName, number>> = {
  frequency: 2,
  'triple-frequency': 3,
  colour: 2,
  motion: 2,
};

const timestep = z.int().min(0).max(9999);
const picture = z.object({ png: z.base64().min(1).max(recipeLimits.pictureChars) });
const words = z.string().max(recipeLimits.promptLength);
const prompt = z.object({ kind: z.literal('prompt'), prompt: words, template: words.exactOptional() });

/** Builds one schema per level of nesting, so that no recipe can nest deeper than `depth`. */
function termSchema(depth: number): z.ZodType<Conditioning> {
  if (depth === 1) return prompt;
  const inner = termSchema(depth - 1);
  const views = z.object({
    kind: z.literal('views'),
    parts: z
      .array(z.object({ view: z.enum(viewNames), term: inner }))
      .min(1)
      .max(recipeLimits.parts),
  });
  const components = z
    .object({ kind: z.literal('components'), split: z.enum(splitNames), terms: z.array(inner) })
    .refine(({ split, terms }) => terms.length === componentCounts[split], {
      message: 'a split needs exactly one conditioning for each of its components',
    });
  return z.discriminatedUnion('kind', [prompt, views, components]);
}

const guidance = z.object({
  scale: z.number().min(0).max(recipeLimits.guidance),
  negative: z.string().max(recipeLimits.promptLength),
  interval: z.tuple([timestep, timestep]).exactOptional(),
});

const start = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('noise') }),
  z.object({ kind: z.literal('image'), image: picture, timestep: timestep.nullable() }),
]);

const keep = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mask'),
    image: picture,
    mask: picture,
    form: z.enum(['renoised', 'clean']),
    resample: z.object({ jumpLength: z.int().min(1).max(100), jumpCount: z.int().min(1).max(20) }).exactOptional(),
  }),
  z
    .object({ kind: z.literal('component'), image: picture, split: z.enum(splitNames), index: z.int().min(0) })
    .refine(({ split, index }) => index < componentCounts[split], {
      message: 'the split has no component of this index',
    }),
]);

const walk = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('blur'),
    size: z
      .int()
      .min(1)
      .max(65)
      .refine((size) => size % 2 === 1, { message: 'must be odd' }),
    sigma: z.number().positive().max(64),
  }),
  z.object({ kind: z.literal('one-step') }),
  z.object({
    kind: z.literal('sample'),
    sampler: z.enum(samplerNames),
    spacing: z.enum(spacingNames),
    steps: z.int().min(1).max(recipeLimits.steps),
    eta: z.number().min(0).max(1).exactOptional(),
    thresholding: z.boolean(),
  }),
]);

const seed = z
  .int()
  .min(0)
  .max(2 ** 32 - 1);

const variation = z.object({ seed, strength: z.number().min(0).max(1) });

const drawing = z
  .object({
    label: z.string().max(100).exactOptional(),
    term: termSchema(recipeLimits.depth),
    guidance,
    start,
    keep: keep.exactOptional(),
    walk,
    seed,
    variations: z.array(variation).max(recipeLimits.variations).exactOptional(),
  })
  .refine(({ start, walk }) => !isClean(start) || walk.kind === 'none' || walk.kind === 'blur', {
    message: 'a clean image (timestep null) has nothing to denoise',
  })
  .refine(({ keep, walk }) => keep === undefined || walk.kind === 'sample', {
    message: 'a constraint needs sampling of kind "sample"',
  });

const largePicture = z.object({ png: z.base64().min(1).max(recipeLimits.pasteChars) });
const pasteOffset = z.int().min(-recipeLimits.pasteSide).max(recipeLimits.pasteSide);

/** As many pixels as an uploaded picture may have. */
const aspectSide = z.int().min(1).max(64_000_000);

const paste = z.object({
  image: largePicture,
  mask: largePicture,
  ...{ left: pasteOffset, top: pasteOffset },
  side: z.int().min(1).max(recipeLimits.pasteSide),
});

const recipe: z.ZodType<Recipe> = z
  .object({
    version: z.literal(recipeVersion),
    model: z.string().regex(/^[\w.-]{1,100}$/),
    drawings: z.array(drawing).min(1).max(recipeLimits.drawings),
    finish: z.object({
      upscaleTo: z.int().min(16).max(recipeLimits.upscaledSide).nullable(),
      paste: paste.exactOptional(),
      aspect: z.object({ width: aspectSide, height: aspectSide }).exactOptional(),
    }),
  })
  .refine(({ drawings }) => total(drawings, stepBound) <= recipeLimits.totalSteps, {
    message: `all drawings together may take ${recipeLimits.totalSteps} steps`,
  })
  .refine(({ drawings }) => drawings.every((each) => drawingRows(each) <= recipeLimits.rows), {
    message: `one step of a drawing may take ${recipeLimits.rows} model evaluations`,
  })
  .refine(({ drawings }) => drawings.every(({ term }) => termCount(term) <= recipeLimits.terms), {
    message: `a drawing may have ${recipeLimits.terms} conditionings, nested ones included`,
  })
  .refine(({ drawings }) => total(drawings, rowBound) <= recipeLimits.totalRows, {
    message: `all drawings together may take ${recipeLimits.totalRows} model evaluations`,
  })
  .refine(({ drawings }) => promptsOf(drawings).size <= recipeLimits.prompts, {
    message: `all drawings together may have ${recipeLimits.prompts} distinct prompts`,
  });

const total = (drawings: readonly Drawing[], of: (drawing: Drawing) => number): number =>
  drawings.reduce((sum, each) => sum + of(each), 0);

const promptsOf = (drawings: readonly Drawing[]): ReadonlySet<string> =>
  new Set(drawings.flatMap(({ term, guidance }) => leavesOf(term, guidance).map(({ prompt }) => prompt)));

const isClean = (value: Drawing['start']): boolean => value.kind === 'image' && value.timestep === null;

function stepBound({ walk, keep }: Drawing): number {
  if (walk.kind !== 'sample') return walk.kind === 'one-step' ? 1 : 0;
  return walk.steps * (keep?.kind === 'mask' ? (keep.resample?.jumpCount ?? 1) : 1);
}

/** Upper bound of a drawing's rows. Conditionings that share a model evaluation are still mixed one by one. */
const rowBound = (drawing: Drawing): number =>
  stepBound(drawing) * Math.max(drawingRows(drawing), termCount(drawing.term));

/**
 * Validates a recipe from outside this process: from a journal, a PNG or a queue. What depends on the model (its
 * timesteps, its side) is checked when the recipe is drawn.
 *
 * @throws EngineError `bad-recipe`, naming every field that is wrong and what was expected. Prompts are not repeated.
 */
export function parseRecipe(value: unknown): Recipe {
  const { data, error } = recipe.safeParse(value);
  if (error === undefined) return data;
  const problems = error.issues.map(({ path, message }) => `${z.core.toDotPath(path) || 'recipe'}: ${message}`);
  throw new EngineError('bad-recipe', problems.join('; '), { cause: error });
}
