import { expect, it, vi } from 'vitest';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { createNoisePrefetcher } from '../../../src/engine/worker/noise-prefetcher.ts';

const prefetch = createNoisePrefetcher();
const drawn = (seed: number, count: number) => createNoiseGenerator(seed).randn([1, 1, 1, count]).data;

it('computes on its thread what the generator draws', async () => {
  const noises = [180, 181].map((seed) => ({ seed, noise: prefetch(seed, 100_000) }));
  for (const { seed, noise } of noises) {
    const values = new Float32Array(50_000);
    await vi.waitUntil(() => noise.read(50_000, values), 30_000);
    expect(Buffer.from(values.buffer).equals(Buffer.from(drawn(seed, 100_000).buffer, 200_000))).toBe(true);
  }
});

it('has no values beyond those that it was asked for, and at most 4 MB of them', async () => {
  const [few, many] = [prefetch(1, 100), prefetch(1, 2 ** 22)];
  await vi.waitUntil(() => few.read(0, new Float32Array(96)), 30_000);
  expect(few.read(16, new Float32Array(96))).toBe(false);
  await vi.waitUntil(() => many.read(2 ** 20 - 16, new Float32Array(16)), 30_000);
  expect(many.read(2 ** 20, new Float32Array(16))).toBe(false);
});
