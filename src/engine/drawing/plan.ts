import { drawingRows, leavesOf } from '../batch-rows.ts';
import { timestepsFor, timestepsFrom } from '../diffusion/schedule.ts';
import { countSteps, resampledWalks } from '../edits/repaint.ts';
import { EngineError } from '../errors.ts';
import type { Work } from '../ipc/protocol.ts';
import type { LoadedModel } from '../models/load.ts';
import { tileStarts } from '../models/tiles.ts';
import type { UpscaleManifest } from '../packages/package.ts';
import type { Conditioning, Drawing, Recipe, ViewName } from '../recipe.ts';

/** What a model has to do for one drawing. */
export interface DrawingPlan {
  /** Timesteps of a sampled walk; one timestep for a single estimate; empty where nothing is estimated. */
  readonly timesteps: readonly number[];
  readonly baseSteps: number;
  readonly passes: readonly UpscalePass[];
}

/** Patches of some views: their pictures need sides that it divides. */
const viewGrid = 8;

/** One walk of the upscaling stage. */
export interface UpscalePass {
  /** Side of its result in pixels. */
  readonly side: number;
  /** Side in pixels of the picture that it starts from. */
  readonly lowResSide: number;
  readonly timesteps: readonly number[];
  readonly term: Conditioning;
}

/**
 * Finds out what each drawing takes, before anything is drawn.
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
    throw new RangeError(
      `what is seen through views can be enlarged to a multiple of ${viewGrid} px, not ${upscaleTo}`,
    );
  }
  const timesteps = timestepsOf(drawing, numTrainTimesteps);
  return {
    timesteps,
    baseSteps: walk.kind === 'one-step' ? 1 : countSteps(walksOf(drawing, timesteps)),
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

const walksOf = ({ keep }: Drawing, timesteps: readonly number[]): readonly (readonly number[])[] =>
  keep?.kind === 'mask' && keep.resample !== undefined ? resampledWalks(timesteps, keep.resample) : [timesteps];

/**
 * A drawing is first brought to the upscaling stage's own side, and from there in tiles to a larger one. A clean picture
 * that nothing is done to goes to the larger side at once: each pass begins at a shrunken picture, and once is enough.
 */
function planPasses(drawing: Drawing, upscaleTo: number, { upscale, info }: LoadedModel): readonly UpscalePass[] {
  if (upscale === undefined) throw new RangeError(`the model "${info.name}" cannot enlarge pictures`);
  const { statement } = upscale;
  const own = statement.imageSize;
  const isOnlyEnlarged =
    drawing.walk.kind === 'none' && drawing.start.kind === 'image' && drawing.start.timestep === null;
  const sides = upscaleTo <= own ? [own] : isOnlyEnlarged ? [upscaleTo] : [own, upscaleTo];
  return sides.map((side) => ({
    side,
    lowResSide: Math.round((side * statement.lowResSize) / own),
    timesteps: upscaleTimesteps(statement, info.numTrainTimesteps),
    term: side === own ? termForUpscaling(drawing.term) : nullPrompt,
  }));
}

// With few steps it matters that the first one sees noise alone: "trailing" begins at the last timestep.
const upscaleTimesteps = ({ steps }: UpscaleManifest, numTrainTimesteps: number) =>
  timestepsFor('trailing', steps, numTrainTimesteps);

const nullPrompt: Conditioning = { kind: 'prompt', prompt: '' };

/** Views under which a picture stays one that the stage can sharpen. */
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
 * An anagram is sharpened in each of its views, so that it keeps reading both ways. Whatever else mixes prompts has been
 * decided by the base stage: the null prompt sharpens it.
 */
function termForUpscaling(term: Conditioning): Conditioning {
  if (term.kind === 'prompt') return term;
  if (term.kind === 'components' || !term.parts.every(({ view }) => plainViews.has(view))) return nullPrompt;
  return { kind: 'views', parts: term.parts.map(({ view, term: part }) => ({ view, term: termForUpscaling(part) })) };
}

/** Guidance of the upscaling stage: the package's own scale. */
export const upscaleGuidance = ({ guidance }: Drawing, statement: UpscaleManifest) => ({
  scale: statement.guidance,
  negative: guidance.negative,
});

/** Model rows of a whole drawing. */
export function workOf(drawing: Drawing, plan: DrawingPlan, { upscale }: LoadedModel): Work {
  return {
    base: plan.baseSteps * drawingRows(drawing),
    upscale: plan.passes.reduce(
      (sum, pass) => sum + (pass.timesteps.length - 1) * passRows(drawing, pass, upscale!.statement),
      0,
    ),
  };
}

/** Model rows of one step of a pass. */
export const passRows = (drawing: Drawing, { side, term }: UpscalePass, statement: UpscaleManifest): number =>
  leavesOf(term, upscaleGuidance(drawing, statement)).length * tileStarts(side, statement.imageSize).length ** 2;
