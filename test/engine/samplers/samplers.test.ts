import { describe, expect, it } from 'vitest';
import { addNoise } from '../../../src/engine/diffusion/add-noise.ts';
import type { Denoiser } from '../../../src/engine/diffusion/denoiser.ts';
import { stepVariance } from '../../../src/engine/diffusion/prediction.ts';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { createSchedule, timestepsFor, timestepsFrom } from '../../../src/engine/diffusion/schedule.ts';
import { samplerNames } from '../../../src/engine/recipe.ts';
import { posteriorWeights } from '../../../src/engine/samplers/ddpm.ts';
import { samplers } from '../../../src/engine/samplers/index.ts';
import type { SamplerContext } from '../../../src/engine/samplers/sampler.ts';
import { scale } from '../../../src/engine/tensors/tensor-ops.ts';
import { distance, moments } from '../close.ts';
import { exactEnd, gaussianDenoiser } from '../gaussian.ts';
import { fill } from '../tensors.ts';

const schedule = createSchedule({ kind: 'cosine', numTrainTimesteps: 1000 });
const strided = timestepsFor('strided', 34, 1000);
const contextOf = (more: Partial<SamplerContext> = {}): SamplerContext => ({
  schedule,
  noise: createNoiseGenerator(1),
  ...more,
});
const standard = gaussianDenoiser({ mean: 0, deviation: 1 }, schedule);
const sample = () => createNoiseGenerator(180).randn([2, 3, 8, 8]);

describe.each(samplerNames)('%s', (name) => {
  const sampler = samplers[name];

  it('asks once per pair, reports it before the step, and then lets afterStep have the image', async () => {
    const seen: unknown[] = [];
    const denoise: Denoiser = async (x, at) => {
      seen.push(['asked', at]);
      return standard(x, at);
    };
    const end = await sampler(denoise, sample(), [700, 400, 20, -1], {
      ...contextOf(),
      onStep: async ({ step, t, x0 }) => {
        await Promise.resolve();
        seen.push(['reported', step, t, x0.shape]);
      },
      afterStep: (x, t) => {
        seen.push(['reached', t]);
        return fill(t, x.shape);
      },
    });
    const shape = [2, 3, 8, 8];
    expect(seen).toEqual(
      [
        [700, 400],
        [400, 20],
        [20, -1],
      ].flatMap(([t, tNext], i) => [
        ['asked', { t, tNext }],
        ['reported', i + 1, t, shape],
        ['reached', tNext],
      ]),
    );
    expect(end).toEqual(fill(-1, end.shape));
  });

  it('does not modify x, and returns x when there is nothing to sample', async () => {
    const x = sample();
    await sampler(standard, x, strided, contextOf({ eta: 1 }));
    expect(x).toEqual(sample());
    expect(await sampler(standard, x, [300], contextOf())).toBe(x);
  });

  it('makes the same image of the same seed', async () => {
    const run = () => sampler(standard, sample(), strided, contextOf({ eta: 0.5 }));
    expect(await run()).toEqual(await run());
  });

  it.each(['strided', 'leading', 'trailing'] as const)(
    'ends at the image itself when only one exists: %s',
    async (spacing) => {
      const only = fill(0.25, [2, 3, 8, 8]);
      const end = await sampler(async () => ({ x0: only }), sample(), timestepsFor(spacing, 20, 1000), contextOf());
      // Strided sampling ends at timestep 0, where ᾱ is nearly 1: the last noise of σ = 0.0064 may stay.
      expect(distance(end, only)).toBeLessThan(spacing === 'strided' ? 0.04 : 1e-6);
    },
  );

  it('stops when onStep throws', async () => {
    const onStep = ({ step }: { step: number }) => {
      if (step === 2) throw new Error('cancelled');
    };
    let asked = 0;
    const denoise: Denoiser = async (x, at) => {
      asked++;
      return standard(x, at);
    };
    await expect(sampler(denoise, sample(), strided, contextOf({ onStep }))).rejects.toThrow('cancelled');
    expect(asked).toBe(2);
  });

  it('samples with a linear schedule of 300 timesteps, from the middle on', async () => {
    const digits = createSchedule({ kind: 'linear', numTrainTimesteps: 300 });
    const timesteps = timestepsFrom(timestepsFor('leading', 300, 300), 100);
    const only = fill(-1, [1, 1, 28, 28]);
    const x = createNoiseGenerator(3).randn([1, 1, 28, 28]);
    const end = await sampler(async () => ({ x0: only }), x, timesteps, {
      schedule: digits,
      noise: createNoiseGenerator(1),
    });
    expect(distance(end, only)).toBeLessThan(1e-5);
  });
});

describe('ddpm', () => {
  it('has the golden posterior weights of 690 → 660', () => {
    // Golden: made in float32 by an independent implementation.
    const weights = posteriorWeights({ t: 690, tNext: 660 }, schedule);
    expect(weights.x0).toBeCloseTo(0.0999532714, 6);
    expect(weights.x).toBeCloseTo(0.872535646, 6);
  });

  // For data N(0, 1) the mean of a step is √α · x, and its noise decides what becomes of the variance.
  it('keeps mean 0 and variance 1 over many images, given the true variance β', async () => {
    const denoise: Denoiser = async (x, at) => {
      const logVariance = fill(Math.log(stepVariance(at, schedule).beta), x.shape);
      return { ...(await standard(x, at)), logVariance };
    };
    const x = createNoiseGenerator(180).randn([48, 3, 32, 32]);
    const { mean, variance } = moments(await samplers.ddpm(denoise, x, strided, contextOf()));
    const withoutLastNoise = schedule.alphaCumprodAt(30) / schedule.alphaCumprodAt(0);
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - withoutLastNoise)).toBeLessThan(0.015);
  });

  it('loses exactly the variance that the smaller β̃ does not put back', async () => {
    const x = createNoiseGenerator(180).randn([48, 3, 32, 32]);
    const { variance } = moments(await samplers.ddpm(standard, x, strided, contextOf()));
    let expected = moments(x).variance;
    for (let i = 1; i < strided.length; i++) {
      const { beta, betaTilde } = stepVariance({ t: strided[i - 1]!, tNext: strided[i]! }, schedule);
      expected = (1 - beta) * expected + (strided[i]! > 0 ? betaTilde : 0);
    }
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.015);
  });

  it.each([0, -1])('adds no noise on a step to %i, and draws none', async (end) => {
    const run = (seed: number) =>
      samplers.ddpm(standard, sample(), [30, end], contextOf({ noise: createNoiseGenerator(seed) }));
    expect(await run(1)).toEqual(await run(2));
  });
});

describe('ddim', () => {
  it('keeps the noise of a known image, whatever the stride', async () => {
    const [x0, eps] = [sample(), createNoiseGenerator(5).randn([2, 3, 8, 8])];
    const noised = (t: number) => addNoise(x0, eps, schedule.alphaCumprodAt(t));
    for (const timesteps of [[900, 300], [900, 700, 650, 300], timestepsFrom(strided, 900).filter((t) => t >= 300)]) {
      const end = await samplers.ddim(async () => ({ x0 }), noised(900), timesteps, contextOf());
      expect(distance(end, noised(timesteps.at(-1)!))).toBeLessThan(1e-5);
    }
  });

  // x' = (√ᾱ √ᾱ' + √(1−ᾱ) √(1−ᾱ')) x: the cosine of the angle between two points on the circle (√ᾱ, √(1−ᾱ)).
  it('shrinks data N(0, 1) by the cosines of its strides', async () => {
    const angle = (t: number) => Math.acos(Math.sqrt(schedule.alphaCumprodAt(t)));
    const factor = strided.slice(1).reduce((product, t, i) => product * Math.cos(angle(strided[i]!) - angle(t)), 1);
    const end = await samplers.ddim(standard, sample(), strided, contextOf());
    expect(distance(end, scale(factor, sample()))).toBeLessThan(1e-5);
  });

  it('is the ancestral sampler with fixed variance at η = 1', async () => {
    const timesteps = [900, 500, 200];
    const ddpm = await samplers.ddpm(standard, sample(), timesteps, contextOf());
    const ddim = await samplers.ddim(standard, sample(), timesteps, contextOf({ eta: 1 }));
    expect(distance(ddim, ddpm)).toBeLessThan(1e-5);
  });

  it('uses no randomness at η = 0', async () => {
    const run = (seed: number) =>
      samplers.ddim(standard, sample(), strided, contextOf({ noise: createNoiseGenerator(seed) }));
    expect(await run(1)).toEqual(await run(2));
  });
});

describe('dpm++2m', () => {
  const data = { mean: 0.3, deviation: 0.5 };
  const denoise = gaussianDenoiser(data, schedule);
  const errorOf = async (name: 'ddim' | 'dpm++2m', timesteps: readonly number[]): Promise<number> => {
    const end = await samplers[name](denoise, sample(), timesteps, contextOf());
    return distance(end, exactEnd(sample(), timesteps[0]!, timesteps.at(-1)!, data, schedule));
  };

  it.each(['strided', 'leading', 'trailing'] as const)(
    'is nearer to the exact solution than ddim: %s',
    async (spacing) => {
      for (const steps of [10, 20, 40, 80]) {
        const timesteps = timestepsFor(spacing, steps, 1000);
        expect(await errorOf('dpm++2m', timesteps)).toBeLessThan((await errorOf('ddim', timesteps)) / 2);
      }
    },
  );

  it('is nearer with uneven strides, and from the middle on', async () => {
    for (const timesteps of [
      [980, 900, 850, 700, 650, 500, 300, 280, 150, 40, 0],
      timestepsFrom(timestepsFor('leading', 20, 1000), 690),
    ]) {
      expect(await errorOf('dpm++2m', timesteps)).toBeLessThan((await errorOf('ddim', timesteps)) / 2);
    }
  });

  it('is of second order where ddim is of first', async () => {
    const gain = async (name: 'ddim' | 'dpm++2m') =>
      (await errorOf(name, timestepsFor('trailing', 40, 1000))) /
      (await errorOf(name, timestepsFor('trailing', 160, 1000)));
    expect(await gain('ddim')).toBeLessThan(4.5);
    expect(await gain('dpm++2m')).toBeGreaterThan(8);
  });

  it('takes a first-order step to the clean image: the prediction itself', async () => {
    const estimates = [fill(1, [1, 3, 8, 8]), fill(-1, [1, 3, 8, 8])];
    let asked = 0;
    const end = await samplers['dpm++2m'](
      async () => ({ x0: estimates[asked++]! }),
      fill(0, [1, 3, 8, 8]),
      [500, 0, -1],
      contextOf(),
    );
    expect(end).toEqual(estimates[1]);
  });
});
