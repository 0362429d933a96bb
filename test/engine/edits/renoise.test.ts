import { describe, expect, it } from 'vitest';
import { addNoise } from '../../../src/engine/diffusion/add-noise.ts';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { createSchedule } from '../../../src/engine/diffusion/schedule.ts';
import { noiseToTimestep, renoise } from '../../../src/engine/edits/renoise.ts';
import { distance, moments } from '../close.ts';
import { epsFrom, fill } from '../tensors.ts';

const schedule = createSchedule({ kind: 'cosine', numTrainTimesteps: 1000 });
const image = fill(0.5, [4, 3, 64, 64]);
const given = (seed: number) => ({ schedule, noise: createNoiseGenerator(seed) });

describe('forwardNoise', () => {
  it.each([250, 500, 750])('mixes the image with the seed’s noise at t = %i', (t) => {
    const expected = addNoise(image, createNoiseGenerator(180).randn(image.shape), schedule.alphaCumprodAt(t));
    expect(noiseToTimestep(image, t, given(180))).toEqual(expected);
  });

  it('gives the image itself at t = −1', () => {
    expect(noiseToTimestep(image, -1, given(180))).toBe(image);
  });
});

describe('renoise', () => {
  it.each([
    { t: 0, tBack: 300 },
    { t: 300, tBack: 700 },
    { t: -1, tBack: 500 },
  ])('from $t to $tBack is as noisy as the forward process to $tBack', ({ t, tBack }) => {
    const alphaCumprod = schedule.alphaCumprodAt(tBack);
    const noisy = renoise(noiseToTimestep(image, t, given(1)), t, tBack, given(2));
    const { mean, variance } = moments(epsFrom(noisy, image, alphaCumprod));
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
    expect(distance(noisy, image)).toBeGreaterThan(1);
  });
});
