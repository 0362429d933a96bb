import { addNoise } from '../diffusion/add-noise.ts';
import type { NoiseGenerator } from '../diffusion/random.ts';
import type { Schedule } from '../diffusion/schedule.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { addScaled, scale } from '../tensors/tensor-ops.ts';

/** What noising needs: the levels, and where the noise comes from. */
export interface NoiseSettings {
  readonly schedule: Schedule;
  readonly noise: NoiseGenerator;
}

/** The forward process: `x0` noised to timestep `t`. At t = −1 it is `x0` itself and no noise is drawn. */
export function noiseToTimestep(x0: Tensor, t: number, { schedule, noise }: NoiseSettings): Tensor {
  return t === -1 ? x0 : addNoise(x0, noise.randn(x0.shape), schedule.alphaCumprodAt(t));
}

/**
 * The forward process from the middle: `x` at timestep `t` noised on to `tBack` > t, keeping what it shows.
 * Source: RePaint, arXiv:2201.09865, the last line of algorithm 1, for a stride.
 */
export function renoise(x: Tensor, t: number, tBack: number, { schedule, noise }: NoiseSettings): Tensor {
  const alpha = schedule.alphaCumprodAt(tBack) / schedule.alphaCumprodAt(t);
  return addScaled(scale(Math.sqrt(alpha), x), Math.sqrt(1 - alpha), noise.randn(x.shape));
}
