import type { Denoiser, TimestepPair } from '../diffusion/denoiser.ts';
import type { NoiseGenerator } from '../diffusion/random.ts';
import type { Schedule } from '../diffusion/schedule.ts';
import type { Tensor } from '../tensors/tensor.ts';

/**
 * Walks an image down a list of timesteps, asking the denoiser once per pair. Keeps nothing between calls, and never
 * asks at the last timestep, where the walk ends. Not modified: `x`.
 *
 * @param x Image at timesteps[0], [n, c, h, w].
 * @param timesteps Strictly falling training timesteps; −1 as the last one is the clean image.
 * @returns The image at the last timestep, same shape. A walk of one timestep is `x` itself.
 * @throws Whatever the denoiser or onStep throws; throwing in onStep is how a walk is cancelled.
 */
export type Sampler = (
  denoise: Denoiser,
  x: Tensor,
  timesteps: readonly number[],
  context: SamplerContext,
) => Promise<Tensor>;

export interface SamplerContext {
  readonly schedule: Schedule;
  /** Ancestral noise is drawn from here, one tensor per step that adds any. */
  readonly noise: NoiseGenerator;
  /** Share of ancestral noise, 0–1, default 0; DDIM only. */
  readonly eta?: number;
  /** Called with every clean estimate, before the step is taken; awaited. */
  readonly onStep?: (report: SamplingStep) => void | Promise<void>;
  /** What must hold for the image just reached at timestep `t`: inpainting, inverse problems. */
  readonly afterStep?: AfterStep;
}

export type AfterStep = (x: Tensor, t: number) => Tensor;

export interface SamplingStep {
  /** 1 … number of steps of the walk. */
  readonly step: number;
  /** Training timestep that was evaluated. */
  readonly t: number;
  readonly x0: Tensor;
}

/** The pairs of a walk, counted from 1. */
export function* timestepPairs(timesteps: readonly number[]): Generator<TimestepPair & { readonly step: number }> {
  for (let step = 1; step < timesteps.length; step++) {
    yield { step, t: timesteps[step - 1]!, tNext: timesteps[step]! };
  }
}
