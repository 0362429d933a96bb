import { describe, expect, it } from 'vitest';
import { addNoise, addPredictedNoise, x0From, x0FromV } from '../../../src/engine/diffusion/add-noise.ts';
import { convertModelOutput, stepVariance } from '../../../src/engine/diffusion/prediction.ts';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { createSchedule } from '../../../src/engine/diffusion/schedule.ts';
import { combine, scale } from '../../../src/engine/tensors/tensor-ops.ts';
import { distance } from '../close.ts';
import { epsFrom, fill, stack } from '../tensors.ts';

const schedule = createSchedule({ kind: 'cosine', numTrainTimesteps: 1000 });
const noise = createNoiseGenerator(180);
const x0 = noise.randn([1, 3, 8, 8]);
const eps = noise.randn([1, 3, 8, 8]);
const at = { t: 690, tNext: 660 };
const alphaCumprod = schedule.alphaCumprodAt(at.t);
const x = addNoise(x0, eps, alphaCumprod);
/** Source: Progressive Distillation, arXiv:2202.00512, appendix D. */
const v = combine(Math.sqrt(alphaCumprod), eps, -Math.sqrt(1 - alphaCumprod), x0);

describe('x, x0, eps and v', () => {
  it('find each other again', () => {
    expect(distance(x0From(x, eps, alphaCumprod), x0)).toBeLessThan(1e-5);
    expect(distance(epsFrom(x, x0, alphaCumprod), eps)).toBeLessThan(1e-5);
    expect(distance(x0FromV(x, v, alphaCumprod), x0)).toBeLessThan(1e-5);
  });

  it('refuse what has no answer', () => {
    expect(() => addPredictedNoise(x, x0, 1, 1, 0)).toThrow(RangeError);
    expect(() => x0From(x, eps, 0)).toThrow(RangeError);
  });
});

describe('convertModelOutput', () => {
  it.each([
    { predictionType: 'epsilon', output: eps },
    { predictionType: 'sample', output: x0 },
    { predictionType: 'v_prediction', output: v },
  ] as const)('reads $predictionType', ({ predictionType, output }) => {
    const estimate = convertModelOutput(output, x, at, { predictionType, varianceType: 'fixed_small', schedule });
    expect(distance(estimate.x0, x0)).toBeLessThan(1e-5);
    expect(estimate).not.toHaveProperty('logVariance');
  });

  // Golden: made in float32 by an independent implementation, where 1 − ᾱ₀ = 4.13e-5 has no more than four digits:
  // hence the bound of 6e-4.
  it.each([
    { t: 690, v: -1, logVariance: -1.91119933 },
    { t: 690, v: 0, logVariance: -1.88535023 },
    { t: 690, v: 1, logVariance: -1.859501 },
    { t: 30, v: -1, logVariance: -10.1062241 },
    { t: 30, v: 0, logVariance: -7.88159943 },
    { t: 30, v: 1, logVariance: -5.65697432 },
  ])('learned variance at $t for v = $v is e^$logVariance', ({ t, v, logVariance }) => {
    // Images [1, 3, 1, 1] stacked are rows; as one image of six channels they are prediction and variance.
    const { data } = stack([fill(0, [1, 3, 1, 1]), fill(v, [1, 3, 1, 1])]);
    const output = { data, shape: [1, 6, 1, 1] } as const;
    const estimate = convertModelOutput(
      output,
      fill(0, [1, 3, 1, 1]),
      { t, tNext: t - 30 },
      {
        predictionType: 'epsilon',
        varianceType: 'learned_range',
        schedule,
      },
    );
    expect(estimate.logVariance?.shape).toEqual([1, 3, 1, 1]);
    for (const value of estimate.logVariance!.data) expect(Math.abs(value - logVariance)).toBeLessThan(6e-4);
  });

  it('keeps the variance finite on a step to the clean image', () => {
    expect(stepVariance({ t: 0, tNext: -1 }, schedule).betaTilde).toBe(1e-20);
  });

  it('has the strided β of the golden step', () => {
    expect(stepVariance(at, schedule).beta).toBeCloseTo(0.155750334, 6);
  });

  it('refuses a wrong number of channels', () => {
    const learned = { predictionType: 'epsilon', varianceType: 'learned_range', schedule } as const;
    expect(() => convertModelOutput(scale(1, eps), x, at, learned)).toThrow('3 output channels for 3 image channels');
  });
});
