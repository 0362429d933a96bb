import { addPredictedNoise } from '../diffusion/add-noise.ts';
import type { TimestepPair } from '../diffusion/denoiser.ts';
import type { Schedule } from '../diffusion/schedule.ts';
import { addScaled } from '../tensors/tensor-ops.ts';
import { type Sampler, timestepPairs } from './sampler.ts';

/**
 * Strided steps that keep the clean estimate and walk its noise down; `eta` renews that share of the noise. A learned
 * variance is ignored. With `eta` 0 no randomness is used.
 * Source: DDIM, arXiv:2010.02502, equations 12 and 16.
 */
export const ddim: Sampler = async (denoise, x, timesteps, { schedule, noise, eta = 0, onStep, afterStep }) => {
  let current = x;
  for (const { step, t, tNext } of timestepPairs(timesteps)) {
    const { x0 } = await denoise(current, { t, tNext });
    await onStep?.({ step, t, x0 });
    const alphaCumprodNext = schedule.alphaCumprodAt(tNext);
    const sigma = renewedNoise({ t, tNext }, schedule, eta);
    const direction = Math.sqrt(Math.max(0, 1 - alphaCumprodNext - sigma ** 2));
    current = addPredictedNoise(current, x0, schedule.alphaCumprodAt(t), Math.sqrt(alphaCumprodNext), direction);
    if (sigma > 0) current = addScaled(current, sigma, noise.randn(current.shape));
    current = afterStep?.(current, tNext) ?? current;
  }
  return current;
};

/** Standard deviation of the fresh noise: equation 16. Zero at a step to the clean image. */
function renewedNoise({ t, tNext }: TimestepPair, schedule: Schedule, eta: number): number {
  const alphaCumprod = schedule.alphaCumprodAt(t);
  const alphaCumprodNext = schedule.alphaCumprodAt(tNext);
  return eta * Math.sqrt(((1 - alphaCumprodNext) / (1 - alphaCumprod)) * (1 - alphaCumprod / alphaCumprodNext));
}
