import { describe, expect, it } from 'vitest';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { quantileOfAbsolute } from '../../../src/engine/tensors/quantile.ts';

/** The definition: sort, then interpolate between the two neighbours of ratio · (n − 1). */
function bySorting(values: Float32Array, ratio: number): number {
  const sorted = values.map(Math.abs).sort();
  const position = ratio * (values.length - 1);
  const lower = sorted[Math.floor(position)]!;
  const upper = sorted[Math.ceil(position)]!;
  return lower + (position - Math.floor(position)) * (upper - lower);
}

describe('quantileOfAbsolute', () => {
  const noise = createNoiseGenerator(180).randn([1, 3, 32, 32]).data;

  it.each([0, 0.1, 0.5, 0.95, 0.999, 1])('agrees with sorting at %f', (ratio) => {
    expect(quantileOfAbsolute(noise, ratio)).toBe(bySorting(noise, ratio));
    expect(quantileOfAbsolute(noise.subarray(1, 8), ratio)).toBe(bySorting(noise.subarray(1, 8), ratio));
  });

  it.each([
    { values: [3], ratio: 0.95, quantile: 3 },
    { values: [0, -0, 0], ratio: 0.5, quantile: 0 },
    { values: [-2, 2, -2], ratio: 0.3, quantile: 2 },
    { values: [1, -2, 3, -4, 5], ratio: 0.625, quantile: 3.5 },
  ])('of $values at $ratio is $quantile', ({ values, ratio, quantile }) => {
    expect(quantileOfAbsolute(Float32Array.from(values), ratio)).toBe(quantile);
  });

  it('refuses an empty list', () => {
    expect(() => quantileOfAbsolute(new Float32Array(0), 0.5)).toThrow(RangeError);
  });
});
