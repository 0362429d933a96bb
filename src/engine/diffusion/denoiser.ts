import type { Tensor } from '../tensors/tensor.ts';

/** What a model says about a noisy image at one timestep. */
export interface ModelPrediction {
  /** The clean image, same shape as the input. */
  readonly x0: Tensor;
  /** Log of the variance of the noise that an ancestral step adds back, per pixel; absent where the model does not learn it. */
  readonly logVariance?: Tensor;
}

/** Where a step starts and where it goes: training timesteps; `tNext` −1 means the clean image (ᾱ = 1). */
export interface TimestepPair {
  readonly t: number;
  readonly tNext: number;
}

/**
 * Estimates the clean image behind `x`, noised to timestep `at.t`. `at.tNext` is there because a learned variance
 * depends on the stride that is being taken (TECHNIQUE 2). Must not modify `x`.
 */
export type Denoiser = (x: Tensor, at: TimestepPair) => Promise<ModelPrediction>;
