import { leavesOf } from '../batch-rows.ts';
import { createNoiseGenerator, type PrefetchNoise } from '../diffusion/random.ts';
import { varyNoise } from '../diffusion/vary-noise.ts';
import type { RawPicture, StageSteps } from '../engine.ts';
import { loadPicture, scaleImage, toPixels } from '../images/pixels.ts';
import { cutToAspect } from '../images/shape/aspect.ts';
import { pasteInto } from '../images/shape/paste.ts';
import type { Work } from '../ipc/protocol.ts';
import type { LoadedModel } from '../models/load.ts';
import type { RowOwner } from '../onnx/batcher.ts';
import type { Drawing, Finish, Recipe } from '../recipe.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { PromptEmbeds } from '../text/prompt-embeds.ts';
import { drawBase } from './draw-base.ts';
import type { DrawingContext } from './drawing-context.ts';
import { type DrawingPlan, noiseCount, planRecipe, upscaleGuidance, workOf } from './plan.ts';
import { countProgress, type WorkerStep } from './progress.ts';
import { superResolve } from './super-resolve.ts';

interface DrawOptions {
  readonly owner: RowOwner;
  /** Checked at every step: an abort ends the drawing with the signal's reason. */
  readonly signal: AbortSignal;
  /** Computes the noise of a drawing ahead; absent, it is computed when it is drawn. */
  readonly prefetchNoise?: PrefetchNoise;
  onPlanned(work: Work): void;
  onStep(step: WorkerStep, left: Work): void;
}

/**
 * Draws every picture of a recipe, concurrently, so that they share model runs.
 * @throws EngineError `bad-recipe` for what this model cannot do; the signal's reason after an abort.
 */
export async function drawRecipe(
  recipe: Recipe,
  model: LoadedModel,
  options: DrawOptions,
): Promise<readonly RawPicture[]> {
  const { owner, prefetchNoise, onPlanned, onStep } = options;
  options.signal.throwIfAborted(); // loading the model may have taken long
  const plans = planRecipe(recipe, model);
  const work = totalWork(recipe, plans, model);
  onPlanned(work);
  const prefetched = recipe.drawings.map(({ seed }, i) => prefetchNoise?.(seed, noiseCount(plans[i]!, model)));
  const embeds = await encodePrompts(recipe, plans, model);
  const report = countProgress({ stageSteps: stepsOf(plans), work, aspect: recipe.finish.aspect }, onStep);
  // The first failure ends the other drawings, too, since their pictures will not be used.
  const failure = new AbortController();
  const signal = AbortSignal.any([options.signal, failure.signal]);
  const drawings = recipe.drawings.map(async (drawing, index) => {
    const context: DrawingContext = {
      model,
      plan: plans[index]!,
      noise: createNoiseGenerator(drawing.seed, prefetched[index]),
      owner,
      promptEmbeds: (prompt) => embeds.get(prompt)!,
      onStep(taken) {
        signal.throwIfAborted();
        report({ ...taken, drawing: index });
      },
    };
    return drawOne(drawing, recipe.finish, context);
  });
  for (const drawing of drawings) drawing.catch((error) => failure.abort(error));
  await Promise.allSettled(drawings);
  return Promise.all(drawings);
}

async function drawOne(
  drawing: Drawing,
  { upscaleTo, paste, aspect }: Finish,
  context: DrawingContext,
): Promise<RawPicture> {
  const { passes } = context.plan;
  const { variations = [] } = drawing;
  let picture = await drawBase(drawing, { ...context, noise: varyNoise(context.noise, variations) });
  for (const [index, pass] of passes.entries()) {
    picture = await superResolve(
      index === 0 ? await sourceOf(drawing, picture, pass.lowResSide) : picture,
      pass,
      drawing,
      context,
    );
  }
  const drawn = toPixels(upscaleTo === null ? picture : await scaleImage(picture, upscaleTo));
  return paste === undefined ? cutToAspect(drawn, aspect) : pasteInto(drawn, paste);
}

/**
 * Returns the picture to upscale. A clean picture that is only upscaled is loaded at `side`, not at the base stage's
 * side.
 */
const sourceOf = ({ start, walk }: Drawing, picture: Tensor, side: number): Promise<Tensor> | Tensor =>
  walk.kind === 'none' && start.kind === 'image' && start.timestep === null ? loadPicture(start.image, side) : picture;

const stepsOf = (plans: readonly DrawingPlan[]): StageSteps => ({
  base: plans.reduce((sum, { baseSteps }) => sum + baseSteps, 0),
  upscale: plans.flatMap(({ passes }) => passes).reduce((sum, { timesteps }) => sum + timesteps.length - 1, 0),
});

function totalWork({ drawings }: Recipe, plans: readonly DrawingPlan[], model: LoadedModel): Work {
  const works = drawings.map((drawing, index) => workOf(drawing, plans[index]!, model));
  return {
    base: works.reduce((sum, { base }) => sum + base, 0),
    upscale: works.reduce((sum, { upscale }) => sum + upscale, 0),
  };
}

/** Encodes every prompt of the base stage and of the upscaling stage. */
async function encodePrompts(
  { drawings }: Recipe,
  plans: readonly DrawingPlan[],
  { encode, upscale }: LoadedModel,
): Promise<ReadonlyMap<string, PromptEmbeds>> {
  const leaves = drawings.flatMap((drawing, index) => [
    ...leavesOf(drawing.term, drawing.guidance),
    ...plans[index]!.passes.flatMap(({ term }) => leavesOf(term, upscaleGuidance(drawing, upscale!.manifest))),
  ]);
  const prompts = [...new Set(leaves.map(({ prompt }) => prompt))];
  return new Map(await Promise.all(prompts.map(async (prompt) => [prompt, await encode(prompt)] as const)));
}
