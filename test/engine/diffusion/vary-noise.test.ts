import { describe, expect, it } from 'vitest';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { varyNoise } from '../../../src/engine/diffusion/vary-noise.ts';
import type { Shape } from '../../../src/engine/tensors/tensor.ts';

const shape: Shape = [1, 3, 64, 64];
const noiseOf = (seed: number, variations: readonly (readonly [seed: number, strength: number])[]) =>
  varyNoise(
    createNoiseGenerator(seed),
    variations.map(([of, strength]) => ({ seed: of, strength })),
  );
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0) / a.length;

describe('varied noise', () => {
  it('is the noise itself without variations, and at strength 0', () => {
    const { data } = createNoiseGenerator(1).randn(shape);
    expect(noiseOf(1, []).randn(shape).data).toEqual(data);
    expect(noiseOf(1, [[2, 0]]).randn(shape).data).toEqual(data);
  });

  it('is the noise of the other seed at strength 1', () => {
    const { data } = noiseOf(1, [[2, 1]]).randn(shape);
    const other = createNoiseGenerator(2).randn(shape).data;
    expect(data.every((value, i) => Math.abs(value - other[i]!) < 1e-6)).toBe(true);
  });

  it('resembles the original by the cosine of its angle', () => {
    const original = createNoiseGenerator(1).randn(shape).data;
    for (const strength of [0.2, 0.35, 0.5]) {
      const { data } = noiseOf(1, [[2, strength]]).randn(shape);
      expect(dot(data, original)).toBeCloseTo(Math.cos((strength * Math.PI) / 2), 1);
    }
  });

  it('has variance 1 after any number of variations', () => {
    const many = Array.from({ length: 40 }, (_, i) => [i + 10, 0.35] as const);
    const { data } = noiseOf(1, many).randn(shape);
    expect(dot(data, data)).toBeCloseTo(1, 1);
  });

  it('varies every noise that is drawn, not the first alone', () => {
    const [plain, varied] = [createNoiseGenerator(1), noiseOf(1, [[2, 0.35]])];
    for (let draw = 0; draw < 3; draw++) {
      const [a, b] = [plain.randn(shape).data, varied.randn(shape).data];
      expect(dot(a, b)).toBeCloseTo(Math.cos(0.175 * Math.PI), 1);
    }
  });
});
