/**
 * A batch of images or per-pixel values: float32, shape [n, c, h, w], row-major. Immutable once another function has
 * it.
 */
export interface Tensor {
  readonly data: Float32Array;
  readonly shape: Shape;
}

export type Shape = readonly [n: number, c: number, h: number, w: number];
