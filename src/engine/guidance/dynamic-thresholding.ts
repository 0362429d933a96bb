import type { Denoiser } from '../diffusion/denoiser.ts';
import { quantileOfAbsolute } from '../tensors/quantile.ts';
import type { Tensor } from '../tensors/tensor.ts';

interface DynamicThresholding {
  /** The quantile of |x0| that is scaled to 1, 0–1. */
  readonly ratio: number;
  /** The largest divisor; 1 only clamps. */
  readonly max: number;
}

/**
 * Applies dynamic thresholding, which keeps x0 predictions inside −1 … 1: each image is clamped to its own quantile s
 * of |x0|, 1 ≤ s ≤ max, and divided by s. Wrap it around guidance and mixing, not inside: clamped components no longer
 * sum to the image.
 * Source: dynamic thresholding, Imagen, arXiv:2205.11487, section 2.3; the bound `max` is DeepFloyd's.
 */
export const threshold = (denoise: Denoiser, settings: DynamicThresholding): Denoiser => {
  return async (x, at) => {
    const prediction = await denoise(x, at);
    return { ...prediction, x0: thresholdImages(prediction.x0, settings) };
  };
};

/**
 * Thresholds each image of a batch.
 * @param x0 [n, c, h, w]; the quantile is taken over each image's c · h · w values.
 */
export function thresholdImages(x0: Tensor, settings: DynamicThresholding): Tensor {
  const [n, c, h, w] = x0.shape;
  const size = c * h * w;
  const data = new Float32Array(x0.data.length);
  for (let start = 0; start < n * size; start += size) {
    const s = divisor(x0.data.subarray(start, start + size), settings);
    if (s === 1) clamp(x0.data, data, start, start + size);
    else for (let i = start; i < start + size; i++) data[i] = Math.min(s, Math.max(-s, x0.data[i]!)) / s;
  }
  return { data, shape: x0.shape };
}

/** Clamps to −1 … 1, which is all that most steps need. NaN stays NaN. */
function clamp(from: Float32Array, to: Float32Array, start: number, end: number): void {
  for (let i = start; i < end; i++) {
    const value = from[i]!;
    to[i] = value < -1 ? -1 : value > 1 ? 1 : value;
  }
}

/** Computes s. At `max` 1 the quantile is skipped: for a large picture it costs more than the rest of a step. */
const divisor = (image: Float32Array, { ratio, max }: DynamicThresholding): number =>
  max <= 1 ? 1 : Math.min(max, Math.max(1, quantileOfAbsolute(image, ratio)));
