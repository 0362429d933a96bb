import type { Tensor } from '../tensors/tensor.ts';

/** A model's prediction for a noisy image at one timestep. */
export interface ModelPrediction {
  /** The predicted clean image, same shape as the input. */
  readonly x0: Tensor;
  /**
   * Log variance of the noise that an ancestral step adds, per pixel; absent where the model does not learn the
   * variance.
   */
  readonly logVariance?: Tensor;
}

/** The training timesteps at which a step starts and ends; `tNext` −1 means the clean image (ᾱ = 1). */
export interface TimestepPair {
  readonly t: number;
  readonly tNext: number;
}

/**
 * Predicts the clean image from `x`, which is noised to timestep `at.t`. `at.tNext` is needed because a learned
 * variance lies between β and β̃ of the stride from t to tNext (Improved DDPM, arXiv:2102.09672). Must not modify `x`.
 */
export type Denoiser = (x: Tensor, at: TimestepPair) => Promise<ModelPrediction>;
