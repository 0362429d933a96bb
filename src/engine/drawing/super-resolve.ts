import type { Denoiser } from '../diffusion/denoiser.ts';
import { keepMask } from '../edits/constraints.ts';
import { noiseToTimestep } from '../edits/renoise.ts';
import { threshold } from '../guidance/dynamic-thresholding.ts';
import { views } from '../guidance/views.ts';
import { loadMask, loadPicture, scaleImage } from '../images/pixels.ts';
import type { UpscaleSource, UpscaleStage } from '../models/stage.ts';
import { tiledDenoiser } from '../models/tiles.ts';
import type { Drawing } from '../recipe.ts';
import { samplers } from '../samplers/index.ts';
import type { AfterStep } from '../samplers/sampler.ts';
import { upsampleAlignCorners } from '../tensors/resize.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { compileDenoiser } from './compile-denoiser.ts';
import type { DrawingContext } from './drawing-context.ts';
import { requireFinite } from './finite.ts';
import { passRows, type UpscalePass, upscaleGuidance } from './plan.ts';

/**
 * Runs one pass of the upscaling stage over `picture` [1, 3, h, w] of any side: [1, 3, side, side].
 * @throws EngineError `internal` when what the model estimated is not finite.
 */
export async function superResolve(
  picture: Tensor,
  pass: UpscalePass,
  drawing: Drawing,
  easel: DrawingContext,
): Promise<Tensor> {
  const { model, noise } = easel;
  const { schedule } = model;
  const stage = model.upscale!; // a plan has passes only where the model has this stage
  const { statement } = stage;
  const lowRes = upsampleAlignCorners(await scaleImage(picture, pass.lowResSide), pass.side);
  const source = {
    lowRes: noiseToTimestep(lowRes, statement.noiseLevel, { schedule, noise }),
    noiseLevel: statement.noiseLevel,
  };
  const denoise = threshold(guidePass(pass, drawing, source, easel), statement.thresholding);
  const afterStep = pass.side === statement.imageSize ? await keepingOriginal(drawing, pass.side, easel) : undefined;
  const rows = passRows(drawing, pass, statement);
  const start = noise.randn([1, 3, pass.side, pass.side]);
  const enlarged = await samplers[statement.sampler](denoise, start, pass.timesteps, {
    schedule,
    noise,
    ...(afterStep && { afterStep }),
    onStep: ({ t, x0 }) => easel.onStep({ stage: 'upscale', t, x0, rows }),
  });
  return requireFinite(enlarged, statement.file);
}

/** Each view sees the low-resolution picture through itself, too. */
function guidePass(
  pass: UpscalePass,
  drawing: Drawing,
  source: UpscaleSource,
  { model, turn, statesOf }: DrawingContext,
): Denoiser {
  const stage = model.upscale!;
  const guidance = upscaleGuidance(drawing, stage.statement);
  return compileDenoiser(pass.term, guidance, pass.side, ({ prompt, through }) => {
    const lowRes = through.reduce((seen, view) => views[view].apply(seen), source.lowRes);
    return denoiserOf(stage)(statesOf(prompt), { ...source, lowRes }, turn);
  });
}

const denoiserOf =
  (stage: UpscaleStage): UpscaleStage['denoiser'] =>
  (states, source, turn) =>
    source.lowRes.shape[3] === stage.statement.imageSize
      ? stage.denoiser(states, source, turn)
      : tiledDenoiser(stage, states, source, turn);

/** Outside an inpainting mask the picture stays the user's own at its full size, not one that went through the model. */
async function keepingOriginal(
  { keep }: Drawing,
  side: number,
  { model, noise }: DrawingContext,
): Promise<AfterStep | undefined> {
  if (keep?.kind !== 'mask') return undefined;
  const [image, mask] = await Promise.all([loadPicture(keep.image, side), loadMask(keep.mask, side)]);
  return keepMask({ image, mask, form: 'renoised', schedule: model.schedule, noise });
}
