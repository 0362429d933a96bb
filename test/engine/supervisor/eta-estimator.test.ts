import { describe, expect, it } from 'vitest';
import { createEtaEstimator, sharedEndMs } from '../../../src/engine/supervisor/eta-estimator.ts';

describe('createPace', () => {
  it('knows nothing about a stage that never ran, unless there is nothing to do in it', () => {
    const pace = createEtaEstimator();
    pace.learnRun('m', 'base', 4, 40);
    expect(pace.workMs('m', { base: 3, upscale: 0 })).toBe(30);
    expect(pace.workMs('m', { base: 3, upscale: 1 })).toBeNull();
    expect(pace.workMs('other', { base: 1, upscale: 0 })).toBeNull();
    expect(pace.typicalJobMs()).toBeNull();
  });

  it('follows a machine that gets slower', () => {
    const pace = createEtaEstimator();
    pace.learnRun('m', 'base', 1, 10);
    for (let i = 0; i < 50; i++) pace.learnRun('m', 'base', 2, 60);
    expect(pace.workMs('m', { base: 1, upscale: 0 })).toBeCloseTo(30, 2);
  });
});

describe('sharedEndMs', () => {
  it.each([
    { own: 10, others: [], end: 10 },
    { own: 10, others: [4, 100], end: 24 }, // until the short one ends, then beside the long one
    { own: 100, others: [10, 10], end: 120 },
  ])('$own ms beside $others ends after $end ms', ({ own, others, end }) => {
    expect(sharedEndMs(own, others)).toBe(end);
  });
});
