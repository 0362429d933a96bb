import { describe, expect, it } from 'vitest';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { threshold, thresholdImages } from '../../../src/engine/guidance/dynamic-thresholding.ts';
import { quantileOfAbsolute } from '../../../src/engine/tensors/quantile.ts';
import { scale } from '../../../src/engine/tensors/tensor-ops.ts';
import { distance } from '../close.ts';
import { create, row, stack } from '../tensors.ts';

const settings = { ratio: 0.95, max: 1.5 };
const image = createNoiseGenerator(180).randn([1, 3, 16, 16]);

describe('thresholdImages', () => {
  it('leaves what lies inside −1 … 1 alone', () => {
    const inside = scale(0.1, image);
    expect(thresholdImages(inside, settings)).toEqual(inside);
  });

  it('divides by the quantile between 1 and max', () => {
    const wide = scale(0.65, image);
    const s = quantileOfAbsolute(wide.data, 0.95);
    expect(s).toBeGreaterThan(1);
    expect(s).toBeLessThan(1.5);
    const { data } = thresholdImages(wide, settings);
    for (const [i, value] of data.entries()) expect(value).toBeCloseTo(Math.min(s, Math.max(-s, wide.data[i]!)) / s, 6);
  });

  it('divides by max at most: with max 1 it clamps', () => {
    const { data } = thresholdImages(create(Float32Array.of(-9, 0.6, 9), [1, 3, 1, 1]), settings);
    expect([...data]).toEqual([-1, Math.fround(0.4), 1].map((value) => expect.closeTo(value, 6)));
    const clamped = thresholdImages(scale(3, image), { ratio: 0.95, max: 1 });
    expect(clamped.data).toEqual(scale(3, image).data.map((value) => Math.min(1, Math.max(-1, value))));
  });

  it('treats every image of a batch by itself', () => {
    const [quiet, loud] = [scale(0.2, image), scale(2, image)];
    const both = thresholdImages(stack([quiet, loud]), settings);
    expect(row(both, 0)).toEqual(thresholdImages(quiet, settings));
    expect(row(both, 1)).toEqual(thresholdImages(loud, settings));
  });
});

it('threshold wraps a denoiser and leaves its variance alone', async () => {
  const logVariance = scale(5, image);
  const denoise = threshold(async (x) => ({ x0: scale(4, x), logVariance }), settings);
  const estimate = await denoise(image, { t: 500, tNext: 400 });
  expect(distance(estimate.x0, thresholdImages(scale(4, image), settings))).toBe(0);
  expect(estimate.logVariance).toBe(logVariance);
});
