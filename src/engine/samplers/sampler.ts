import type { Denoiser, TimestepPair } from '../diffusion/denoiser.ts';
import type { NoiseGenerator } from '../diffusion/random.ts';
import type { Schedule } from '../diffusion/schedule.ts';
import type { Tensor } from '../tensors/tensor.ts';

/**
 * Samples an image along a list of timesteps. Calls the denoiser once per pair of timesteps, never at the last one.
 * Keeps no state between calls. Does not modify `x`.
 *
 * @param x Image at timesteps[0], [n, c, h, w].
 * @param timesteps Strictly decreasing training timesteps; −1 as the last one is the clean image.
 * @returns The image at the last timestep, same shape. With a single timestep it is `x` itself.
 * @throws Whatever the denoiser or onStep throws; onStep throws to cancel sampling.
 */
export type Sampler = (
  denoise: Denoiser,
  x: Tensor,
  timesteps: readonly number[],
  context: SamplerContext,
) => Promise<Tensor>;

export interface SamplerContext {
  readonly schedule: Schedule;
  /** Source of ancestral noise: one tensor per step that adds any. */
  readonly noise: NoiseGenerator;
  /** DDIM's η, the share of ancestral noise, 0–1, default 0; DDIM only. */
  readonly eta?: number;
  /** Called with every x0 prediction before the step is taken; awaited. */
  readonly onStep?: (report: SamplingStep) => void | Promise<void>;
  /** Applies a constraint to the image after each step: inpainting, inverse problems. */
  readonly afterStep?: AfterStep;
}

/** Replaces the image that a step just reached at timestep `t`. */
export type AfterStep = (x: Tensor, t: number) => Tensor;

interface SamplingStep {
  /** 1 … number of steps. */
  readonly step: number;
  /** Training timestep that was evaluated. */
  readonly t: number;
  readonly x0: Tensor;
}

/** Iterates over the pairs of consecutive timesteps, counted from 1. */
export function* timestepPairs(timesteps: readonly number[]): Generator<TimestepPair & { readonly step: number }> {
  for (let step = 1; step < timesteps.length; step++) {
    yield { step, t: timesteps[step - 1]!, tNext: timesteps[step]! };
  }
}
