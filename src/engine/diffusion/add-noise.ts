/**
 * Conversions between x, x0, eps and v, where x = √ᾱ · x0 + √(1 − ᾱ) · eps. All tensors have one shape; `alphaCumprod`
 * is ᾱ_t. Sources: DDPM, arXiv:2006.11239, equation 4; v: arXiv:2202.00512, appendix D.
 */

import type { Tensor } from '../tensors/tensor.ts';
import { combine, requireSameShape } from '../tensors/tensor-ops.ts';

/** Adds the noise `eps` to `x0` at the level of ᾱ: the forward process. */
export const addNoise = (x0: Tensor, eps: Tensor, alphaCumprod: number): Tensor =>
  combine(Math.sqrt(alphaCumprod), x0, Math.sqrt(1 - alphaCumprod), eps);

/** Computes the clean image from `x` and its noise `eps`. @throws RangeError at ᾱ = 0, where no signal is left. */
export function x0From(x: Tensor, eps: Tensor, alphaCumprod: number): Tensor {
  const signal = Math.sqrt(alphaCumprod);
  if (signal === 0) throw new RangeError('pure noise (ᾱ = 0) has no image to predict');
  return combine(1 / signal, x, -Math.sqrt(1 - alphaCumprod) / signal, eps);
}

/** Computes the clean image from `x` and v = √ᾱ · eps − √(1 − ᾱ) · x0. */
export const x0FromV = (x: Tensor, v: Tensor, alphaCumprod: number): Tensor =>
  combine(Math.sqrt(alphaCumprod), x, -Math.sqrt(1 - alphaCumprod), v);

/**
 * Adds the noise in `x` back to the predicted `x0`: signalNext · x0 + noiseNext · eps, where eps = (x − √ᾱ · x0) / √(1
 * − ᾱ) is rounded to float32.
 * @throws RangeError at ᾱ = 1, where there is no noise.
 */
export function addPredictedNoise(
  x: Tensor,
  x0: Tensor,
  alphaCumprod: number,
  signalNext: number,
  noiseNext: number,
): Tensor {
  const noise = Math.sqrt(1 - alphaCumprod);
  if (noise === 0) throw new RangeError('a clean image (ᾱ = 1) has no noise to predict');
  requireSameShape(x, x0);
  const [ofX, ofX0] = [1 / noise, -Math.sqrt(alphaCumprod) / noise];
  const data = new Float32Array(x.data.length);
  const [noisy, cleaned] = [x.data, x0.data];
  for (let i = 0; i < data.length; i++) {
    const clean = cleaned[i]!;
    data[i] = signalNext * clean + noiseNext * Math.fround(ofX * noisy[i]! + ofX0 * clean);
  }
  return { data, shape: x.shape };
}
