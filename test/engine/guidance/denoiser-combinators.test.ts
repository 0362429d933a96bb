import { describe, expect, it } from 'vitest';
import type { Denoiser } from '../../../src/engine/diffusion/denoiser.ts';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { createSchedule } from '../../../src/engine/diffusion/schedule.ts';
import { splits } from '../../../src/engine/guidance/components.ts';
import { anagram, cfg, hybrid, shared } from '../../../src/engine/guidance/denoiser-combinators.ts';
import { views } from '../../../src/engine/guidance/views.ts';
import { splitNames, viewNames } from '../../../src/engine/recipe.ts';
import type { Tensor } from '../../../src/engine/tensors/tensor.ts';
import { combine, scale } from '../../../src/engine/tensors/tensor-ops.ts';
import { distance } from '../close.ts';
import { gaussianDenoiser } from '../gaussian.ts';
import { fill } from '../tensors.ts';

const schedule = createSchedule({ kind: 'cosine', numTrainTimesteps: 1000 });
const at = { t: 500, tNext: 450 };
const x = createNoiseGenerator(180).randn([1, 3, 32, 32]);

/** A denoiser that predicts one value everywhere, and counts its calls. */
function constant(value: number, logVariance?: Tensor): { denoise: Denoiser; asked: () => number } {
  let asked = 0;
  const denoise: Denoiser = async ({ shape }) => {
    asked++;
    return { x0: fill(value, shape), ...(logVariance && { logVariance }) };
  };
  return { denoise, asked: () => asked };
}

/** The whole of what a denoiser depends on: its own place, so that a wrong view or part shows. */
const ramp: Denoiser = async ({ data, shape }) => ({ x0: { data: data.map((value, i) => value + i / 1000), shape } });

describe('cfg', () => {
  it.each([
    { scale: 0, mixed: 2 },
    { scale: 1, mixed: 5 },
    { scale: 7, mixed: 23 },
    { scale: -1, mixed: -1 },
  ])('at scale $scale: u + scale · (c − u) = $mixed', async ({ scale: guidanceScale, mixed }) => {
    const { x0 } = await cfg(constant(5).denoise, constant(2).denoise, guidanceScale)(x, at);
    expect(distance(x0, fill(mixed, x.shape))).toBeLessThan(1e-6);
  });

  it('keeps the variance of the conditional prediction', async () => {
    const [own, other] = [fill(-1, x.shape), fill(-2, x.shape)];
    const estimate = await cfg(constant(5, own).denoise, constant(2, other).denoise, 7)(x, at);
    expect(estimate.logVariance).toBe(own);
  });

  it.each([
    { name: 'at scale 1', guidanceScale: 1, interval: undefined, t: 500, asked: 0 },
    { name: 'above the interval', guidanceScale: 7, interval: [200, 499] as const, t: 500, asked: 0 },
    { name: 'below the interval', guidanceScale: 7, interval: [501, 800] as const, t: 500, asked: 0 },
    { name: 'at the lower end', guidanceScale: 7, interval: [500, 800] as const, t: 500, asked: 1 },
    { name: 'at the upper end', guidanceScale: 7, interval: [200, 500] as const, t: 500, asked: 1 },
    { name: 'without an interval', guidanceScale: 7, interval: undefined, t: 500, asked: 1 },
  ])('$name asks the unconditional estimate $asked times', async ({ guidanceScale, interval, t, asked }) => {
    const [cond, uncond] = [constant(5), constant(2)];
    const { x0 } = await cfg(cond.denoise, uncond.denoise, guidanceScale, interval)(x, { t, tNext: t - 1 });
    expect([cond.asked(), uncond.asked()]).toEqual([1, asked]);
    expect(x0.data[0]).toBeCloseTo(asked === 0 ? 5 : 23, 5);
  });
});

describe('anagram', () => {
  // White noise and a pixel-wise denoiser look the same through every view, so a right anagram changes nothing.
  it.each(viewNames)('%s of a denoiser that does not care for places is that denoiser', async (name) => {
    const denoise = gaussianDenoiser({ mean: 0, deviation: 0.5 }, schedule);
    const mixed = await anagram([
      { view: views.identity, denoise },
      { view: views[name], denoise },
    ])(x, at);
    expect(distance(mixed.x0, (await denoise(x, at)).x0)).toBeLessThan(1e-6);
  });

  it('averages the predictions, each mapped back', async () => {
    const parts = (['flip', 'rotate90', 'negate'] as const).map((name) => ({ view: views[name], denoise: ramp }));
    const estimates = await Promise.all(
      parts.map(async ({ view }) => view.inverse((await ramp(view.apply(x), at)).x0)),
    );
    const third = combine(1 / 3, estimates[0]!, 1 / 3, combine(1, estimates[1]!, 1, estimates[2]!));
    expect(distance((await anagram(parts)(x, at)).x0, third)).toBeLessThan(1e-5);
  });

  it('turns variances back with their pixels, and never their sign', async () => {
    const learned: Denoiser = async (seen) => ({ x0: seen, logVariance: seen });
    const turned = await anagram([{ view: views.flip, denoise: learned }])(x, at);
    expect(turned.logVariance).toEqual(x);
    const negated = await anagram([{ view: views.negate, denoise: learned }])(x, at);
    expect(negated.logVariance).toEqual(scale(-1, x));
  });

  it('has no variance when a part has none', async () => {
    const parts = [constant(1, fill(0, x.shape)), constant(2)].map(({ denoise }) => ({ view: views.flip, denoise }));
    expect(await anagram(parts)(x, at)).not.toHaveProperty('logVariance');
  });
});

describe('hybrid', () => {
  it.each(splitNames)('%s of one estimate for every component is that estimate', async (name) => {
    const parts = splits[name](32).map((component) => ({ component, denoise: ramp }));
    expect(distance((await hybrid(parts)(x, at)).x0, (await ramp(x, at)).x0)).toBeLessThan(1e-5);
  });

  it.each(splitNames)('%s takes each component from its own estimate', async (name) => {
    const components = splits[name](32);
    const given = components.map((_, i) => createNoiseGenerator(i).randn(x.shape));
    const parts = components.map((component, i) => ({ component, denoise: async () => ({ x0: given[i]! }) }));
    const { x0 } = await hybrid(parts)(x, at);
    const expected = components.map((component, i) => component(given[i]!)).reduce((a, b) => combine(1, a, 1, b));
    expect(distance(x0, expected)).toBeLessThan(1e-5);
  });

  it('of guided parts computes one unconditional prediction: shared calls it once', async () => {
    const uncond = constant(2);
    const once = shared(uncond.denoise);
    const parts = splits['triple-frequency'](32).map((component) => ({
      component,
      denoise: cfg(constant(5).denoise, once, 7),
    }));
    const { x0 } = await hybrid(parts)(x, at);
    expect(uncond.asked()).toBe(1);
    expect(distance(x0, fill(23, x.shape))).toBeLessThan(1e-4);
    await hybrid(parts)(x, { t: 450, tNext: 400 });
    expect(uncond.asked()).toBe(2);
  });
});
