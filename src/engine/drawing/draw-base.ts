import { drawingRows } from '../batch-rows.ts';
import type { Denoiser } from '../diffusion/denoiser.ts';
import { keepComponent, keepMask } from '../edits/constraints.ts';
import { noiseToTimestep } from '../edits/renoise.ts';
import { repaint } from '../edits/repaint.ts';
import { splits } from '../guidance/components.ts';
import { threshold } from '../guidance/dynamic-thresholding.ts';
import { loadMask, loadPicture } from '../images/pixels.ts';
import type { Constraint, Drawing, SamplingConfig } from '../recipe.ts';
import { samplers } from '../samplers/index.ts';
import type { AfterStep } from '../samplers/sampler.ts';
import { gaussianBlur } from '../tensors/gaussian-blur.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { compileDenoiser } from './compile-denoiser.ts';
import type { DrawingContext } from './drawing-context.ts';
import { requireFinite } from './finite.ts';

type SampledWalk = Extract<SamplingConfig, { kind: 'sample' }>;

/**
 * Draws at the model's own side: [1, 3, side, side]. The first noise drawn from the drawing's stream is that of its
 * start, so that a seed gives the same start to every technique.
 * @throws EngineError `internal` when what the model estimated is not finite.
 */
export async function drawBase(drawing: Drawing, easel: DrawingContext): Promise<Tensor> {
  const { walk } = drawing;
  const start = await startOf(drawing, easel);
  switch (walk.kind) {
    case 'none':
      return start;
    case 'blur':
      return gaussianBlur(start, walk.size, walk.sigma);
    case 'one-step':
      return requireFinite(await oneStep(start, drawing, easel), easel.model.base.statement.file);
    case 'sample':
      return requireFinite(await sample(start, drawing, walk, easel), easel.model.base.statement.file);
    default:
      return walk satisfies never;
  }
}

async function startOf({ start }: Drawing, { model, noise }: DrawingContext): Promise<Tensor> {
  const side = model.info.imageSize;
  if (start.kind === 'noise') return noise.randn([1, 3, side, side]);
  const image = await loadPicture(start.image, side);
  return start.timestep === null ? image : noiseToTimestep(image, start.timestep, { schedule: model.schedule, noise });
}

async function oneStep(start: Tensor, drawing: Drawing, easel: DrawingContext): Promise<Tensor> {
  const t = easel.plan.timesteps[0]!;
  const { x0 } = await guideBase(drawing, easel)(start, { t, tNext: -1 });
  easel.onStep({ stage: 'base', t, x0, rows: drawingRows(drawing) });
  return x0;
}

async function sample(start: Tensor, drawing: Drawing, walk: SampledWalk, easel: DrawingContext): Promise<Tensor> {
  const { model, noise, plan } = easel;
  const { keep } = drawing;
  const guided = guideBase(drawing, easel);
  const denoise = walk.thresholding ? threshold(guided, model.base.statement.thresholding) : guided;
  const afterStep = keep && (await keeping(keep, easel));
  const sampler = samplers[walk.sampler];
  const walker = keep?.kind === 'mask' && keep.resample ? repaint(sampler, keep.resample) : sampler;
  const rows = drawingRows(drawing);
  const x = afterStep && reachesStart(keep!) ? afterStep(start, plan.timesteps[0]!) : start;
  return walker(denoise, x, plan.timesteps, {
    schedule: model.schedule,
    noise,
    ...(walk.eta !== undefined && { eta: walk.eta }),
    ...(afterStep && { afterStep }),
    onStep: ({ t, x0 }) => easel.onStep({ stage: 'base', t, x0, rows }),
  });
}

const guideBase = ({ term, guidance }: Drawing, { model, turn, statesOf }: DrawingContext): Denoiser =>
  compileDenoiser(term, guidance, model.info.imageSize, ({ prompt }) => model.base.denoiser(statesOf(prompt), turn));

/** The write-up's inpainting starts from noise as it is; in the other forms what is kept belongs to the start as well. */
const reachesStart = (keep: Constraint): boolean => !(keep.kind === 'mask' && keep.form === 'renoised');

async function keeping(keep: Constraint, { model, noise }: DrawingContext): Promise<AfterStep> {
  const side = model.info.imageSize;
  const image = await loadPicture(keep.image, side);
  const given = { image, schedule: model.schedule, noise };
  if (keep.kind === 'component') return keepComponent({ ...given, component: splits[keep.split](side)[keep.index]! });
  return keepMask({ ...given, mask: await loadMask(keep.mask, side), form: keep.form });
}
