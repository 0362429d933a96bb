import type { Denoiser } from '../diffusion/denoiser.ts';
import { quantileOfAbsolute } from '../tensors/quantile.ts';
import type { Tensor } from '../tensors/tensor.ts';

export interface DynamicThresholding {
  /** Which quantile of |x0| becomes 1, 0–1. */
  readonly ratio: number;
  /** Largest divisor; 1 clamps only. */
  readonly max: number;
}

/**
 * Keeps clean estimates inside −1 … 1: each image is clamped to its own quantile s of |x0|, 1 ≤ s ≤ max, and divided by
 * it. Goes around guidance and mixing, never inside, because clamping does not keep a sum of components.
 * Source: dynamic thresholding, Imagen, arXiv:2205.11487, section 2.3; the bound `max` is DeepFloyd's.
 */
export const threshold = (denoise: Denoiser, settings: DynamicThresholding): Denoiser => {
  return async (x, at) => {
    const estimate = await denoise(x, at);
    return { ...estimate, x0: thresholdImages(estimate.x0, settings) };
  };
};

/** @param x0 [n, c, h, w]; the quantile is taken over each image's c · h · w values. */
export function thresholdImages(x0: Tensor, settings: DynamicThresholding): Tensor {
  const [n, c, h, w] = x0.shape;
  const size = c * h * w;
  const data = new Float32Array(x0.data.length);
  for (let start = 0; start < n * size; start += size) {
    const s = divisor(x0.data.subarray(start, start + size), settings);
    for (let i = start; i < start + size; i++) data[i] = Math.min(s, Math.max(-s, x0.data[i]!)) / s;
  }
  return { data, shape: x0.shape };
}

/** A quantile of a large picture costs more than the rest of a step, and `max` 1 does not depend on it. */
const divisor = (image: Float32Array, { ratio, max }: DynamicThresholding): number =>
  max <= 1 ? 1 : Math.min(max, Math.max(1, quantileOfAbsolute(image, ratio)));
