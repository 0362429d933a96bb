/**
 * The three names of one noisy image, x = √ᾱ · x0 + √(1 − ᾱ) · eps, and the ways between them. All tensors of one
 * shape; `alphaCumprod` is ᾱ_t. Sources: DDPM, arXiv:2006.11239, equation 4; v: arXiv:2202.00512, appendix D.
 */

import type { Tensor } from '../tensors/tensor.ts';
import { combine, requireSameShape } from '../tensors/tensor-ops.ts';

/** The forward process: `x0` noised by `eps` to the level of ᾱ. */
export const addNoise = (x0: Tensor, eps: Tensor, alphaCumprod: number): Tensor =>
  combine(Math.sqrt(alphaCumprod), x0, Math.sqrt(1 - alphaCumprod), eps);

/** The noise in `x` if `x0` is what is behind it. @throws RangeError at ᾱ = 1, where there is none. */
export function epsFrom(x: Tensor, x0: Tensor, alphaCumprod: number): Tensor {
  const noise = Math.sqrt(1 - alphaCumprod);
  if (noise === 0) throw new RangeError('a clean image (ᾱ = 1) has no noise to estimate');
  return combine(1 / noise, x, -Math.sqrt(alphaCumprod) / noise, x0);
}

/** The clean image behind `x` if `eps` is its noise. @throws RangeError at ᾱ = 0, where nothing is left of it. */
export function x0From(x: Tensor, eps: Tensor, alphaCumprod: number): Tensor {
  const signal = Math.sqrt(alphaCumprod);
  if (signal === 0) throw new RangeError('pure noise (ᾱ = 0) has no image to estimate');
  return combine(1 / signal, x, -Math.sqrt(1 - alphaCumprod) / signal, eps);
}

/** The clean image behind `x` when the network says v = √ᾱ · eps − √(1 − ᾱ) · x0. */
export const x0FromV = (x: Tensor, v: Tensor, alphaCumprod: number): Tensor =>
  combine(Math.sqrt(alphaCumprod), x, -Math.sqrt(1 - alphaCumprod), v);

/**
 * What `addNoise(x0, epsFrom(x, x0, ᾱ), …)` gives, with `noise` as the weight of the noise at the end, in one pass: the
 * noise is rounded to float32 in between, as there.
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
  if (noise === 0) throw new RangeError('a clean image (ᾱ = 1) has no noise to estimate');
  requireSameShape(x, x0);
  const [ofX, ofX0] = [1 / noise, -Math.sqrt(alphaCumprod) / noise];
  const data = new Float32Array(x.data.length);
  for (let i = 0; i < data.length; i++) {
    const clean = x0.data[i]!;
    data[i] = signalNext * clean + noiseNext * Math.fround(ofX * x.data[i]! + ofX0 * clean);
  }
  return { data, shape: x.shape };
}
