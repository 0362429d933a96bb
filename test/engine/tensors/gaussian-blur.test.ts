import { describe, expect, it } from 'vitest';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { gaussianBlur, gaussianFilter, reflect } from '../../../src/engine/tensors/gaussian-blur.ts';
import type { Tensor } from '../../../src/engine/tensors/tensor.ts';
import { distance } from '../close.ts';
import { create, fill } from '../tensors.ts';

/** The definition: a square kernel, every tap, mirrored borders. */
function byDefinition(x: Tensor, size: number, sigma: number): Tensor {
  const [n, c, h, w] = x.shape;
  const reach = (size - 1) / 2;
  const taps = Array.from({ length: size }, (_, i) => Math.exp(-0.5 * ((i - reach) / sigma) ** 2));
  const total = taps.reduce((a, b) => a + b);
  const data = x.data.map((_, index) => {
    const [row, col] = [Math.floor(index / w) % h, index % w];
    const plane = Math.floor(index / (h * w)) * h * w;
    let value = 0;
    for (let i = -reach; i <= reach; i++) {
      for (let j = -reach; j <= reach; j++) {
        const weight = (taps[i + reach]! * taps[j + reach]!) / total ** 2;
        value += weight * x.data[plane + reflect(row + i, h) * w + reflect(col + j, w)]!;
      }
    }
    return value;
  });
  return create(data, [n, c, h, w]);
}

describe('gaussianBlur', () => {
  it.each([
    { size: 5, sigma: 2, shape: [2, 3, 16, 16] },
    { size: 33, sigma: 2, shape: [1, 1, 20, 24] },
    { size: 17, sigma: 1, shape: [1, 3, 32, 32] },
    { size: 3, sigma: 50, shape: [1, 1, 2, 5] },
    { size: 1, sigma: 1, shape: [1, 1, 1, 4] },
    // Wide and not cut off: on a coarser grid.
    { size: 43, sigma: 4, shape: [1, 2, 40, 22] },
    { size: 85, sigma: 8, shape: [1, 1, 43, 44] },
  ] as const)('size $size, sigma $sigma agrees with the definition on $shape', ({ size, sigma, shape }) => {
    const x = createNoiseGenerator(180).randn(shape);
    expect(distance(gaussianBlur(x, size, sigma), byDefinition(x, size, sigma))).toBeLessThan(2e-6);
  });

  it('mirrors about the outermost pixel and does not repeat it', () => {
    expect([-9, -2, -1, 0, 3, 4, 5, 8].map((i) => reflect(i, 5))).toEqual([1, 2, 1, 0, 3, 4, 3, 0]);
  });

  it('leaves a flat image as it is', () => {
    const flat = fill(-0.3, [1, 3, 64, 64]);
    expect(distance(gaussianBlur(flat, 33, 2), flat)).toBeLessThan(1e-6);
  });

  it('prepared for one size refuses images of another', () => {
    expect(() => gaussianFilter(16, 8, 3, 1)(fill(0, [1, 1, 8, 16]))).toThrow('16 × 8 does not fit 8 × 16');
  });

  it.each([
    { size: 4, sigma: 1 },
    { size: 0, sigma: 1 },
    { size: 5, sigma: 0 },
    { size: 33, sigma: 2 },
  ])('refuses size $size and sigma $sigma for 16 × 16', ({ size, sigma }) => {
    expect(() => gaussianBlur(fill(0, [1, 1, 16, 16]), size, sigma)).toThrow(RangeError);
  });
});
