import { addPredictedNoise } from '../diffusion/add-noise.ts';
import type { TimestepPair } from '../diffusion/denoiser.ts';
import type { Schedule } from '../diffusion/schedule.ts';
import { addScaled } from '../tensors/tensor-ops.ts';
import { type Sampler, timestepPairs } from './sampler.ts';

/**
 * DDIM: each step keeps the x0 prediction and reduces the predicted noise; `eta` replaces a share of it by fresh noise.
 * Ignores a learned variance. Draws no noise at `eta` 0.
 * Source: DDIM, arXiv:2010.02502, equations 12 and 16.
 */
export const ddim: Sampler = async (denoise, x, timesteps, { schedule, noise, eta = 0, onStep, afterStep }) => {
  let current = x;
  for (const { step, t, tNext } of timestepPairs(timesteps)) {
    const { x0 } = await denoise(current, { t, tNext });
    await onStep?.({ step, t, x0 });
    const alphaCumprodNext = schedule.alphaCumprodAt(tNext);
    const sigma = freshNoiseSigma({ t, tNext }, schedule, eta);
    const direction = Math.sqrt(Math.max(0, 1 - alphaCumprodNext - sigma ** 2));
    current = addPredictedNoise(current, x0, schedule.alphaCumprodAt(t), Math.sqrt(alphaCumprodNext), direction);
    if (sigma > 0) current = addScaled(current, sigma, noise.randn(current.shape));
    current = afterStep?.(current, tNext) ?? current;
  }
  return current;
};

/** Computes σ, the standard deviation of the fresh noise: equation 16. Zero at a step to the clean image. */
function freshNoiseSigma({ t, tNext }: TimestepPair, schedule: Schedule, eta: number): number {
  const alphaCumprod = schedule.alphaCumprodAt(t);
  const alphaCumprodNext = schedule.alphaCumprodAt(tNext);
  return eta * Math.sqrt(((1 - alphaCumprodNext) / (1 - alphaCumprod)) * (1 - alphaCumprod / alphaCumprodNext));
}
