import { drawingRows, leavesOf } from '../batch-rows.ts';
import { timestepsFor, timestepsFrom } from '../diffusion/schedule.ts';
import { countSteps, resampledSegments } from '../edits/repaint.ts';
import { EngineError } from '../errors.ts';
import type { Work } from '../ipc/protocol.ts';
import type { LoadedModel } from '../models/load.ts';
import { tileStarts } from '../models/tiles.ts';
import type { UpscaleManifest } from '../packages/package.ts';
import type { Conditioning, Drawing, Recipe, ViewName } from '../recipe.ts';

/** The model evaluations of one drawing. */
export interface DrawingPlan {
  /** Timesteps of a sampling run; one timestep for one-step denoising; empty where the model is not evaluated. */
  readonly timesteps: readonly number[];
  readonly baseSteps: number;
  readonly passes: readonly UpscalePass[];
}

/** Some views cut pictures into a grid of this many patches a side, which must divide the picture's side. */
const viewGrid = 8;

/** One sampling run of the upscaling stage. */
export interface UpscalePass {
  /** Side of the result in pixels. */
  readonly side: number;
  /** Side of the low-resolution picture in pixels. */
  readonly lowResSide: number;
  readonly timesteps: readonly number[];
  readonly term: Conditioning;
}

/**
 * Plans each drawing of a recipe before anything is drawn.
 * @throws EngineError `bad-recipe` for what this model cannot do.
 */
export function planRecipe({ drawings, finish }: Recipe, model: LoadedModel): readonly DrawingPlan[] {
  return drawings.map((drawing, index) => {
    try {
      return planDrawing(drawing, finish.upscaleTo, model);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new EngineError('bad-recipe', `drawings[${index}]: ${error.message}`, { cause: error });
    }
  });
}

function planDrawing(drawing: Drawing, upscaleTo: number | null, model: LoadedModel): DrawingPlan {
  const { start, walk } = drawing;
  const { imageSize, numTrainTimesteps } = model.info;
  if (start.kind === 'image' && start.timestep !== null) model.schedule.alphaCumprodAt(start.timestep);
  if (walk.kind === 'blur' && walk.size > 2 * imageSize - 1) {
    throw new RangeError(`a blur of ${walk.size} px does not fit a picture of ${imageSize} px`);
  }
  if (upscaleTo !== null && upscaleTo % viewGrid !== 0 && drawing.term.kind === 'views') {
    throw new RangeError(`an anagram can be upscaled to a multiple of ${viewGrid} px, not to ${upscaleTo} px`);
  }
  const timesteps = timestepsOf(drawing, numTrainTimesteps);
  return {
    timesteps,
    baseSteps: walk.kind === 'one-step' ? 1 : countSteps(segmentsOf(drawing, timesteps)),
    passes: upscaleTo === null ? [] : planPasses(drawing, upscaleTo, model),
  };
}

function timestepsOf({ start, walk }: Drawing, numTrainTimesteps: number): readonly number[] {
  const startsAt = start.kind === 'image' ? start.timestep : null;
  if (walk.kind === 'one-step') return [startsAt ?? numTrainTimesteps - 1];
  if (walk.kind !== 'sample') return [];
  const all = timestepsFor(walk.spacing, walk.steps, numTrainTimesteps);
  return startsAt === null ? all : timestepsFrom(all, startsAt);
}

const segmentsOf = ({ keep }: Drawing, timesteps: readonly number[]): readonly (readonly number[])[] =>
  keep?.kind === 'mask' && keep.resample !== undefined ? resampledSegments(timesteps, keep.resample) : [timesteps];

/**
 * Plans the upscaling passes. The first pass goes to the stage's own side, a second one from there, in tiles, to a
 * larger side. A clean picture that is only upscaled goes straight to the larger side: each pass scales its input down
 * first, and once is enough.
 */
function planPasses(drawing: Drawing, upscaleTo: number, { upscale, info }: LoadedModel): readonly UpscalePass[] {
  if (upscale === undefined) throw new RangeError(`the model "${info.name}" has no upscaling stage`);
  const { manifest } = upscale;
  const own = manifest.imageSize;
  const isUpscaleOnly =
    drawing.walk.kind === 'none' && drawing.start.kind === 'image' && drawing.start.timestep === null;
  const sides = upscaleTo <= own ? [own] : isUpscaleOnly ? [upscaleTo] : [own, upscaleTo];
  return sides.map((side) => ({
    side,
    lowResSide: Math.round((side * manifest.lowResSize) / own),
    timesteps: upscaleTimesteps(manifest, info.numTrainTimesteps),
    term: side === own ? upscaleConditioning(drawing.term) : nullPrompt,
  }));
}

// With few steps the first one should see pure noise: "trailing" spacing begins at the last training timestep.
const upscaleTimesteps = ({ steps }: UpscaleManifest, numTrainTimesteps: number) =>
  timestepsFor('trailing', steps, numTrainTimesteps);

const nullPrompt: Conditioning = { kind: 'prompt', prompt: '' };

/** Views whose results still look like natural pictures, so that the upscaling stage can handle them. */
const plainViews: ReadonlySet<ViewName> = new Set([
  'identity',
  'flip',
  'mirror',
  'rotate90',
  'rotate270',
  'rotate180',
  'negate',
]);

/**
 * Chooses the conditioning of the upscaling stage. An anagram is upscaled in each of its views, so that it keeps all
 * its readings. Other mixes of prompts are upscaled with the null prompt, since the base stage has already mixed them.
 */
function upscaleConditioning(term: Conditioning): Conditioning {
  if (term.kind === 'prompt') return term;
  if (term.kind === 'components' || !term.parts.every(({ view }) => plainViews.has(view))) return nullPrompt;
  return {
    kind: 'views',
    parts: term.parts.map(({ view, term: part }) => ({ view, term: upscaleConditioning(part) })),
  };
}

/** Returns the guidance of the upscaling stage: the package's own scale and the drawing's negative prompt. */
export const upscaleGuidance = ({ guidance }: Drawing, manifest: UpscaleManifest) => ({
  scale: manifest.guidance,
  negative: guidance.negative,
});

/** Counts the batch rows of a whole drawing. */
export function workOf(drawing: Drawing, plan: DrawingPlan, { upscale }: LoadedModel): Work {
  return {
    base: plan.baseSteps * drawingRows(drawing),
    upscale: plan.passes.reduce(
      (sum, pass) => sum + (pass.timesteps.length - 1) * passRows(drawing, pass, upscale!.manifest),
      0,
    ),
  };
}

/**
 * Estimates how many values of noise a drawing draws: for its init and each step, and for the two inits of each pass.
 * Some samplers draw less, and some constraints more.
 */
export const noiseCount = ({ baseSteps, passes }: DrawingPlan, { info }: LoadedModel): number =>
  passes.reduce((sum, { side }) => sum + 2 * 3 * side ** 2, (1 + baseSteps) * 3 * info.imageSize ** 2);

/** Counts the batch rows of one step of a pass. */
export const passRows = (drawing: Drawing, { side, term }: UpscalePass, manifest: UpscaleManifest): number =>
  leavesOf(term, upscaleGuidance(drawing, manifest)).length * tileStarts(side, manifest.imageSize).length ** 2;
