import { expect } from 'vitest';
import type { Tensor } from '../../src/engine/tensors/tensor.ts';

/** The largest |a − b|, after checking that the shapes agree. */
export function distance(a: Tensor, b: Tensor): number {
  expect(a.shape).toEqual(b.shape);
  return a.data.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b.data[i]!)), 0);
}

/** √ of the sum of squares, in double precision. */
export const norm = (a: Tensor): number => Math.sqrt(a.data.reduce((sum, value) => sum + value * value, 0));

/** Mean and variance over all values. */
export function moments({ data }: Tensor): { mean: number; variance: number } {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  const variance = data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length;
  return { mean, variance };
}
