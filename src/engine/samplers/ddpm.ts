import type { ModelPrediction, TimestepPair } from '../diffusion/denoiser.ts';
import { stepVariance } from '../diffusion/prediction.ts';
import type { NoiseGenerator } from '../diffusion/random.ts';
import type { Schedule } from '../diffusion/schedule.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { addScaled, combine, requireSameShape } from '../tensors/tensor-ops.ts';
import { type Sampler, timestepPairs } from './sampler.ts';

/**
 * DDPM's ancestral sampling with strides: each step takes the posterior mean between t and tNext and adds noise of the
 * posterior variance: the learned one where the prediction has it, else β̃. Fixed β̃ is exact for a single known image;
 * for a distribution of images the true variance lies between β̃ and β.
 *
 * A step that reaches timestep 0 or the clean image adds no noise, as in DDPM's algorithm 2 (z = 0 at the last step).
 * Noise on a last step from 30 to 0, up to 0.06 where the variance is learned, would remain as visible grain.
 *
 * Source: DDPM, arXiv:2006.11239, equations 6 and 7 with α = ᾱ_t / ᾱ_tNext; algorithm 2.
 */
export const ddpm: Sampler = async (denoise, x, timesteps, { schedule, noise, onStep, afterStep }) => {
  let current = x;
  for (const { step, t, tNext } of timestepPairs(timesteps)) {
    const prediction = await denoise(current, { t, tNext });
    await onStep?.({ step, t, x0: prediction.x0 });
    const mean = posteriorMean(current, prediction.x0, { t, tNext }, schedule);
    current = tNext > 0 ? addAncestralNoise(mean, prediction, { t, tNext }, schedule, noise) : mean;
    current = afterStep?.(current, tNext) ?? current;
  }
  return current;
};

/** Computes the weights of x0 and of the image at t in the posterior mean at tNext. */
export function posteriorWeights({ t, tNext }: TimestepPair, schedule: Schedule): { x0: number; x: number } {
  const alphaCumprod = schedule.alphaCumprodAt(t);
  const alphaCumprodNext = schedule.alphaCumprodAt(tNext);
  const alpha = alphaCumprod / alphaCumprodNext;
  return {
    x0: (Math.sqrt(alphaCumprodNext) * (1 - alpha)) / (1 - alphaCumprod),
    x: (Math.sqrt(alpha) * (1 - alphaCumprodNext)) / (1 - alphaCumprod),
  };
}

function posteriorMean(x: Tensor, x0: Tensor, at: TimestepPair, schedule: Schedule): Tensor {
  const weights = posteriorWeights(at, schedule);
  return combine(weights.x0, x0, weights.x, x);
}

function addAncestralNoise(
  mean: Tensor,
  { logVariance }: ModelPrediction,
  at: TimestepPair,
  schedule: Schedule,
  noise: NoiseGenerator,
): Tensor {
  const z = noise.randn(mean.shape);
  if (logVariance === undefined) return addScaled(mean, Math.sqrt(stepVariance(at, schedule).betaTilde), z);
  requireSameShape(mean, logVariance);
  const data = new Float32Array(mean.data.length);
  for (let i = 0; i < data.length; i++) {
    data[i] = mean.data[i]! + Math.exp(0.5 * logVariance.data[i]!) * z.data[i]!;
  }
  return { data, shape: mean.shape };
}
