import type { Tensor } from '../tensors/tensor.ts';

/**
 * An invertible orthogonal map of images: `inverse` undoes `apply`, and white noise stays white noise. For square
 * images; where a view cuts patches, of a side that they divide. Must not modify its argument.
 */
export interface View {
  apply(x: Tensor): Tensor;
  inverse(x: Tensor): Tensor;
  /** Inverts the view for per-pixel variances: they move with their pixels and keep their sign. */
  inverseVariance(x: Tensor): Tensor;
}
