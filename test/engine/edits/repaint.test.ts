import { describe, expect, it } from 'vitest';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { createSchedule, timestepsFor } from '../../../src/engine/diffusion/schedule.ts';
import { countSteps, repaint, resampledSegments } from '../../../src/engine/edits/repaint.ts';
import { samplerNames } from '../../../src/engine/recipe.ts';
import { samplers } from '../../../src/engine/samplers/index.ts';
import { moments } from '../close.ts';
import { gaussianDenoiser } from '../gaussian.ts';

const schedule = createSchedule({ kind: 'cosine', numTrainTimesteps: 1000 });

/** The list of RePaint's appendix: every index that is reached, down by denoising and up by single noising steps. */
function publishedIndices(steps: number, jumpLength: number, jumpCount: number): number[] {
  const jumpsLeft = new Map<number, number>();
  for (let i = 0; i < steps - jumpLength; i += jumpLength) jumpsLeft.set(i, jumpCount - 1);
  const indices: number[] = [];
  for (let i = steps - 1; i >= 0; i--) {
    indices.push(i);
    const left = jumpsLeft.get(i) ?? 0;
    if (left === 0) continue;
    jumpsLeft.set(i, left - 1);
    for (let k = 0; k < jumpLength; k++) indices.push(++i);
  }
  return indices;
}

describe('resampledSegments', () => {
  it('samples every segment jumpCount times, the rest once', () => {
    expect(resampledSegments([90, 80, 70, 60, 50, 40, 30, -1], { jumpLength: 2, jumpCount: 2 })).toEqual([
      [90, 80, 70],
      [90, 80, 70],
      [70, 60, 50],
      [70, 60, 50],
      [50, 40, 30],
      [50, 40, 30],
      [30, -1],
    ]);
    expect(resampledSegments([90, 60, 30, 0], { jumpLength: 2, jumpCount: 3 })).toEqual([
      [90, 60],
      [60, 30, 0],
      [60, 30, 0],
      [60, 30, 0],
    ]);
  });

  it.each([
    { timesteps: timestepsFor('strided', 34, 1000), jumpLength: 10, jumpCount: 10, steps: 3 + 30 * 10 },
    { timesteps: timestepsFor('leading', 20, 1000), jumpLength: 5, jumpCount: 3, steps: 4 + 15 * 3 + 1 },
    { timesteps: timestepsFor('leading', 20, 1000), jumpLength: 1, jumpCount: 1, steps: 20 },
    { timesteps: [500, -1], jumpLength: 10, jumpCount: 10, steps: 1 },
    { timesteps: [500], jumpLength: 10, jumpCount: 10, steps: 0 },
  ])('has $steps steps for jumps of $jumpLength, $jumpCount times', ({ timesteps, jumpLength, jumpCount, steps }) => {
    expect(countSteps(resampledSegments(timesteps, { jumpLength, jumpCount }))).toBe(steps);
  });

  it('jumps where the source jumps', () => {
    const timesteps = timestepsFor('leading', 25, 1000);
    const segments = resampledSegments(timesteps, { jumpLength: 4, jumpCount: 3 });
    const evaluated = segments.flatMap((segment) => segment.slice(0, -1)).map((t) => t / 40);
    // The network is evaluated where the next index is lower.
    const published = publishedIndices(25, 4, 3);
    expect(evaluated).toEqual(published.filter((index, i) => !((published[i + 1] ?? -1) > index)));
  });

  it('counts no step where there is nothing to sample', () => {
    for (const segments of [
      [],
      [[]],
      [[], []],
      [[990]],
      [resampledSegments([], { jumpLength: 2, jumpCount: 3 })].flat(),
    ]) {
      expect(countSteps(segments)).toBe(0);
    }
    expect(countSteps([[], [990, 960, -1]])).toBe(2);
  });

  it.each([
    { jumpLength: 0, jumpCount: 2 },
    { jumpLength: 2, jumpCount: 0.5 },
  ])('refuses $jumpLength and $jumpCount', (resampling) => {
    expect(() => resampledSegments([90, 60], resampling)).toThrow(RangeError);
  });
});

describe.each(samplerNames)('repaint of %s', (name) => {
  const data = { mean: 0.2, deviation: 0.5 };
  const denoise = gaussianDenoiser(data, schedule);
  const context = () => ({ schedule, noise: createNoiseGenerator(1) });
  const timesteps = timestepsFor('leading', 50, 1000);

  it('without jumps is the sampler itself', async () => {
    const x = createNoiseGenerator(180).randn([1, 3, 8, 8]);
    const plain = await samplers[name](denoise, x, timesteps, context());
    const once = repaint(samplers[name], { jumpLength: timesteps.length - 2, jumpCount: 1 });
    expect(await once(denoise, x, timesteps, context())).toEqual(plain);
  });

  it('keeps mean and variance over many images', async () => {
    const x = createNoiseGenerator(180).randn([8, 3, 32, 32]);
    const segment = repaint(samplers[name], { jumpLength: 10, jumpCount: 3 });
    const { mean, variance } = moments(await segment(denoise, x, timesteps, context()));
    expect(Math.abs(mean - data.mean)).toBeLessThan(0.02);
    expect(Math.abs(Math.sqrt(variance) - data.deviation)).toBeLessThan(0.05);
  });

  it('counts its steps on over all jumps', async () => {
    const steps: number[] = [];
    const onStep = ({ step }: { step: number }) => void steps.push(step);
    const resampling = { jumpLength: 5, jumpCount: 2 };
    const x = createNoiseGenerator(180).randn([1, 3, 8, 8]);
    await repaint(samplers[name], resampling)(denoise, x, timesteps, { ...context(), onStep });
    expect(steps).toEqual(
      Array.from({ length: countSteps(resampledSegments(timesteps, resampling)) }, (_, i) => i + 1),
    );
  });
});
