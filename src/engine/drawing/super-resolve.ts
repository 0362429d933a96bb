import type { Denoiser } from '../diffusion/denoiser.ts';
import { maskConstraint } from '../edits/constraints.ts';
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
import { passRows, type UpscalePass, upscaleGuidance } from './plan.ts';
import { requireFinite } from './require-finite.ts';

/**
 * Runs one pass of the upscaling stage over `picture` [1, 3, h, w] of any side: [1, 3, side, side].
 * @throws EngineError `internal` when a prediction of the model is not finite.
 */
export async function superResolve(
  picture: Tensor,
  pass: UpscalePass,
  drawing: Drawing,
  context: DrawingContext,
): Promise<Tensor> {
  const { model, noise } = context;
  const { schedule } = model;
  const stage = model.upscale!; // a plan has passes only where the model has this stage
  const { manifest } = stage;
  const lowRes = upsampleAlignCorners(await scaleImage(picture, pass.lowResSide), pass.side);
  const source = {
    lowRes: noiseToTimestep(lowRes, manifest.noiseLevel, { schedule, noise }),
    noiseLevel: manifest.noiseLevel,
  };
  const denoise = threshold(passDenoiser(pass, drawing, source, context), manifest.thresholding);
  const afterStep =
    pass.side === manifest.imageSize ? await loadMaskConstraint(drawing, pass.side, context) : undefined;
  const rows = passRows(drawing, pass, manifest);
  const start = noise.randn([1, 3, pass.side, pass.side]);
  const enlarged = await samplers[manifest.sampler](denoise, start, pass.timesteps, {
    schedule,
    noise,
    ...(afterStep && { afterStep }),
    onStep: ({ t, x0 }) => context.onStep({ stage: 'upscale', t, x0, rows }),
  });
  return requireFinite(enlarged, manifest.file);
}

/** Compiles the denoiser of a pass. Each view is also applied to the low-resolution picture. */
function passDenoiser(
  pass: UpscalePass,
  drawing: Drawing,
  source: UpscaleSource,
  { model, owner, promptEmbeds }: DrawingContext,
): Denoiser {
  const stage = model.upscale!;
  const guidance = upscaleGuidance(drawing, stage.manifest);
  return compileDenoiser(pass.term, guidance, pass.side, ({ prompt, through }) => {
    const lowRes = through.reduce((seen, view) => views[view].apply(seen), source.lowRes);
    return denoiserFor(stage)(promptEmbeds(prompt), { ...source, lowRes }, owner);
  });
}

const denoiserFor =
  (stage: UpscaleStage): UpscaleStage['denoiser'] =>
  (embeds, source, owner) =>
    source.lowRes.shape[3] === stage.manifest.imageSize
      ? stage.denoiser(embeds, source, owner)
      : tiledDenoiser(stage, embeds, source, owner);

/**
 * Loads the mask constraint of an inpainting, so that outside the mask the result is the user's picture, not the
 * model's output.
 */
async function loadMaskConstraint(
  { keep }: Drawing,
  side: number,
  { model, noise }: DrawingContext,
): Promise<AfterStep | undefined> {
  if (keep?.kind !== 'mask') return undefined;
  const [image, mask] = await Promise.all([loadPicture(keep.image, side), loadMask(keep.mask, side)]);
  return maskConstraint({ image, mask, form: 'renoised', schedule: model.schedule, noise });
}
