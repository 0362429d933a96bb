import { addNoise } from '../diffusion/add-noise.ts';
import type { NoiseGenerator } from '../diffusion/random.ts';
import type { Schedule } from '../diffusion/schedule.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { addScaled, scale } from '../tensors/tensor-ops.ts';

/** The schedule and the noise generator that adding noise needs. */
export interface NoiseSettings {
  readonly schedule: Schedule;
  readonly noise: NoiseGenerator;
}

/** Noises `x0` to timestep `t`: the forward process. At t = −1 it returns `x0` itself and draws no noise. */
export function noiseToTimestep(x0: Tensor, t: number, { schedule, noise }: NoiseSettings): Tensor {
  return t === -1 ? x0 : addNoise(x0, noise.randn(x0.shape), schedule.alphaCumprodAt(t));
}

/**
 * Noises `x` from timestep `t` to the noisier timestep `tBack` > t: the forward process from t on.
 * Source: RePaint, arXiv:2201.09865, the last line of algorithm 1, for a stride.
 */
export function renoise(x: Tensor, t: number, tBack: number, { schedule, noise }: NoiseSettings): Tensor {
  const alpha = schedule.alphaCumprodAt(tBack) / schedule.alphaCumprodAt(t);
  return addScaled(scale(Math.sqrt(alpha), x), Math.sqrt(1 - alpha), noise.randn(x.shape));
}
