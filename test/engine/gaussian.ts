import type { Denoiser } from '../../src/engine/diffusion/denoiser.ts';
import type { Schedule } from '../../src/engine/diffusion/schedule.ts';
import type { Tensor } from '../../src/engine/tensors/tensor.ts';
import { addScaled, combine, subtract } from '../../src/engine/tensors/tensor-ops.ts';
import { fill } from './tensors.ts';

/** Data ~ N(mean, deviation²) for every pixel: the ideal prediction is a formula, and so is the end of sampling. */
export interface GaussianData {
  readonly mean: number;
  readonly deviation: number;
}

/** E[x0 | x] for Gaussian data. */
export const gaussianDenoiser = ({ mean, deviation }: GaussianData, schedule: Schedule): Denoiser => {
  return async (x, { t }) => {
    const alphaCumprod = schedule.alphaCumprodAt(t);
    const signal = Math.sqrt(alphaCumprod);
    const gain = (signal * deviation ** 2) / (alphaCumprod * deviation ** 2 + 1 - alphaCumprod);
    const centre = fill(mean, x.shape);
    return { x0: addScaled(centre, gain, addScaled(x, -signal, centre)) };
  };
};

/**
 * The solution of the probability-flow ODE for `x` from timestep t to tEnd: the quantile within the distribution is
 * kept.
 */
export function exactEnd(x: Tensor, t: number, tEnd: number, data: GaussianData, schedule: Schedule): Tensor {
  const centreAt = (at: number) => fill(Math.sqrt(schedule.alphaCumprodAt(at)) * data.mean, x.shape);
  const widthAt = (at: number) => {
    const alphaCumprod = schedule.alphaCumprodAt(at);
    return Math.sqrt(alphaCumprod * data.deviation ** 2 + 1 - alphaCumprod);
  };
  return combine(widthAt(tEnd) / widthAt(t), subtract(x, centreAt(t)), 1, centreAt(tEnd));
}
