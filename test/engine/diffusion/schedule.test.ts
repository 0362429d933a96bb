import { describe, expect, it } from 'vitest';
import { createSchedule, scheduleKinds, timestepsFor, timestepsFrom } from '../../../src/engine/diffusion/schedule.ts';

describe('createSchedule', () => {
  it.each(scheduleKinds)('%s: ᾱ falls from nearly 1 to nearly 0 and is the product of 1 − β', (kind) => {
    const { betas, alphasCumprod, alphaCumprodAt } = createSchedule({ kind, numTrainTimesteps: 1000 });
    expect(alphaCumprodAt(-1)).toBe(1);
    expect(alphaCumprodAt(0)).toBeGreaterThan(0.999);
    expect(alphaCumprodAt(999)).toBeLessThan(0.005);
    for (let t = 0; t < 1000; t++) {
      expect(betas[t]).toBeGreaterThan(0);
      expect(alphasCumprod[t]! / alphaCumprodAt(t - 1)).toBeCloseTo(1 - betas[t]!, 12);
    }
  });

  // Golden: made in float32 by an independent implementation.
  it.each([
    [0, 0.999958694],
    [30, 0.996465743],
    [250, 0.845888019],
    [500, 0.492285043],
    [690, 0.214523003],
    [750, 0.143178657],
    [990, 0.00019671733],
  ])('cosine: ᾱ[%i] is %f', (t, alphaCumprod) => {
    const { alphaCumprodAt } = createSchedule({ kind: 'cosine', numTrainTimesteps: 1000 });
    expect(Math.abs(alphaCumprodAt(t) / alphaCumprod - 1)).toBeLessThan(5e-7);
  });

  it.each([
    { kind: 'linear', numTrainTimesteps: 300, first: 1e-4, last: 0.02 },
    { kind: 'scaled-linear', numTrainTimesteps: 1000, first: 0.00085, last: 0.012 },
  ] as const)('$kind: betas run from $first to $last', ({ kind, numTrainTimesteps, first, last }) => {
    const { betas } = createSchedule({ kind, numTrainTimesteps });
    expect(betas[0]).toBeCloseTo(first, 12);
    expect(betas.at(-1)).toBeCloseTo(last, 12);
    expect(betas).toHaveLength(numTrainTimesteps);
  });

  it('clamps the cosine betas at 0.999', () => {
    expect(createSchedule({ kind: 'cosine', numTrainTimesteps: 1000 }).betas[999]).toBe(0.999);
  });

  it.each([-2, 1000, 0.5])('has no timestep %f', (t) => {
    expect(() => createSchedule({ kind: 'cosine', numTrainTimesteps: 1000 }).alphaCumprodAt(t)).toThrow(RangeError);
  });
});

describe('timestepsFor', () => {
  it('is 990, 960 … 30, 0 for 34 strided steps', () => {
    expect(timestepsFor('strided', 34, 1000)).toEqual(Array.from({ length: 34 }, (_, i) => 990 - 30 * i));
  });

  it('is the libraries’ list for 20 leading and 20 trailing steps', () => {
    expect(timestepsFor('leading', 20, 1000)).toEqual([...Array.from({ length: 20 }, (_, i) => 950 - 50 * i), -1]);
    expect(timestepsFor('trailing', 20, 1000)).toEqual([...Array.from({ length: 20 }, (_, i) => 999 - 50 * i), -1]);
  });

  it.each([
    { spacing: 'strided', end: 0, length: 0 },
    { spacing: 'leading', end: -1, length: 1 },
    { spacing: 'trailing', end: -1, length: 1 },
  ] as const)('$spacing falls strictly to $end for every number of steps', ({ spacing, end, length }) => {
    for (const numTrainTimesteps of [300, 1000]) {
      for (let steps = 2; steps <= 150; steps++) {
        const timesteps = timestepsFor(spacing, steps, numTrainTimesteps);
        expect(timesteps).toHaveLength(steps + length);
        expect(timesteps.at(-1)).toBe(end);
        expect(timesteps[0]).toBeLessThan(numTrainTimesteps);
        expect(timesteps.every((t, i) => i === 0 || t < timesteps[i - 1]!)).toBe(true);
      }
    }
  });

  it('makes one step of one leading or trailing step', () => {
    expect(timestepsFor('leading', 1, 1000)).toEqual([0, -1]);
    expect(timestepsFor('trailing', 1, 1000)).toEqual([999, -1]);
  });

  it.each([
    ['strided', 1],
    ['strided', 1000],
    ['leading', 0],
    ['leading', 1001],
    ['trailing', 2.5],
  ] as const)('refuses %s with %f steps', (spacing, steps) => {
    expect(() => timestepsFor(spacing, steps, 1000)).toThrow(RangeError);
  });
});

describe('timestepsFrom', () => {
  const walk = [90, 60, 30, 0];
  it.each([
    { start: 60, tail: [60, 30, 0] },
    { start: 50, tail: [50, 30, 0] },
    { start: 99, tail: [99, 90, 60, 30, 0] },
    { start: 0, tail: [0] },
  ])('from $start walks $tail', ({ start, tail }) => {
    expect(timestepsFrom(walk, start)).toEqual(tail);
  });
});
