import { drawingRows } from '../batch-rows.ts';
import type { Denoiser } from '../diffusion/denoiser.ts';
import { componentConstraint, maskConstraint } from '../edits/constraints.ts';
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
import { requireFinite } from './require-finite.ts';

type SampleConfig = Extract<SamplingConfig, { kind: 'sample' }>;

/**
 * Draws at the model's own side: [1, 3, side, side]. The first noise that a drawing's generator draws is that of its
 * init, so a seed gives the same init to every technique.
 * @throws EngineError `internal` when a prediction of the model is not finite.
 */
export async function drawBase(drawing: Drawing, context: DrawingContext): Promise<Tensor> {
  const { walk: config } = drawing;
  const init = await initialImage(drawing, context);
  switch (config.kind) {
    case 'none':
      return init;
    case 'blur':
      return gaussianBlur(init, config.size, config.sigma);
    case 'one-step':
      return requireFinite(await oneStep(init, drawing, context), context.model.base.manifest.file);
    case 'sample':
      return requireFinite(await sample(init, drawing, config, context), context.model.base.manifest.file);
    default:
      return config satisfies never;
  }
}

async function initialImage({ start: init }: Drawing, { model, noise }: DrawingContext): Promise<Tensor> {
  const side = model.info.imageSize;
  if (init.kind === 'noise') return noise.randn([1, 3, side, side]);
  const image = await loadPicture(init.image, side);
  return init.timestep === null ? image : noiseToTimestep(image, init.timestep, { schedule: model.schedule, noise });
}

async function oneStep(init: Tensor, drawing: Drawing, context: DrawingContext): Promise<Tensor> {
  const t = context.plan.timesteps[0]!;
  const { x0 } = await baseDenoiser(drawing, context)(init, { t, tNext: -1 });
  context.onStep({ stage: 'base', t, x0, rows: drawingRows(drawing) });
  return x0;
}

async function sample(init: Tensor, drawing: Drawing, config: SampleConfig, context: DrawingContext): Promise<Tensor> {
  const { model, noise, plan } = context;
  const { keep: constraint } = drawing;
  const guided = baseDenoiser(drawing, context);
  const denoise = config.thresholding ? threshold(guided, model.base.manifest.thresholding) : guided;
  const afterStep = constraint && (await loadConstraint(constraint, context));
  const single = samplers[config.sampler];
  const sampler = constraint?.kind === 'mask' && constraint.resample ? repaint(single, constraint.resample) : single;
  const rows = drawingRows(drawing);
  const x = afterStep && constrainsInit(constraint!) ? afterStep(init, plan.timesteps[0]!) : init;
  return sampler(denoise, x, plan.timesteps, {
    schedule: model.schedule,
    noise,
    ...(config.eta !== undefined && { eta: config.eta }),
    ...(afterStep && { afterStep }),
    onStep: ({ t, x0 }) => context.onStep({ stage: 'base', t, x0, rows }),
  });
}

const baseDenoiser = ({ term, guidance }: Drawing, { model, owner, promptEmbeds }: DrawingContext): Denoiser =>
  compileDenoiser(term, guidance, model.info.imageSize, ({ prompt }) =>
    model.base.denoiser(promptEmbeds(prompt), owner),
  );

/**
 * Whether a constraint also applies to the init. Renoised inpainting starts from unconstrained noise; the other forms
 * do not.
 */
const constrainsInit = (constraint: Constraint): boolean =>
  !(constraint.kind === 'mask' && constraint.form === 'renoised');

async function loadConstraint(constraint: Constraint, { model, noise }: DrawingContext): Promise<AfterStep> {
  const side = model.info.imageSize;
  const image = await loadPicture(constraint.image, side);
  const given = { image, schedule: model.schedule, noise };
  if (constraint.kind === 'component') {
    return componentConstraint({ ...given, component: splits[constraint.split](side)[constraint.index]! });
  }
  return maskConstraint({ ...given, mask: await loadMask(constraint.mask, side), form: constraint.form });
}
