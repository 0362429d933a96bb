import { describe, expect, it } from 'vitest';
import { createEtaEstimator, sharedEndMs } from '../../../src/engine/supervisor/eta-estimator.ts';

describe('createPace', () => {
  it('knows nothing about a stage that never ran, unless there is nothing to do in it', () => {
    const eta = createEtaEstimator();
    eta.learnRun('m', 'base', 4, 40);
    expect(eta.workMs('m', { base: 3, upscale: 0 })).toBe(30);
    expect(eta.workMs('m', { base: 3, upscale: 1 })).toBeNull();
    expect(eta.workMs('other', { base: 1, upscale: 0 })).toBeNull();
    expect(eta.typicalJobMs()).toBeNull();
  });

  it('follows a machine that gets slower', () => {
    const eta = createEtaEstimator();
    eta.learnRun('m', 'base', 1, 10);
    for (let i = 0; i < 50; i++) eta.learnRun('m', 'base', 2, 60);
    expect(eta.workMs('m', { base: 1, upscale: 0 })).toBeCloseTo(30, 2);
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
