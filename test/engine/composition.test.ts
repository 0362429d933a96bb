import { describe, expect, it } from 'vitest';
import type { Denoiser } from '../../src/engine/diffusion/denoiser.ts';
import { createNoiseGenerator } from '../../src/engine/diffusion/random.ts';
import { createSchedule, timestepsFor, timestepsFrom } from '../../src/engine/diffusion/schedule.ts';
import { componentConstraint, maskConstraint } from '../../src/engine/edits/constraints.ts';
import { noiseToTimestep } from '../../src/engine/edits/renoise.ts';
import { repaint } from '../../src/engine/edits/repaint.ts';
import { splits } from '../../src/engine/guidance/components.ts';
import { anagram, cfg, hybrid } from '../../src/engine/guidance/denoiser-combinators.ts';
import { threshold } from '../../src/engine/guidance/dynamic-thresholding.ts';
import { views } from '../../src/engine/guidance/views.ts';
import { samplerNames } from '../../src/engine/recipe.ts';
import { samplers } from '../../src/engine/samplers/index.ts';
import type { Tensor } from '../../src/engine/tensors/tensor.ts';
import { add, scale, subtract } from '../../src/engine/tensors/tensor-ops.ts';
import { distance } from './close.ts';
import { create, fill } from './tensors.ts';

const schedule = createSchedule({ kind: 'cosine', numTrainTimesteps: 1000 });
const side = 32;
const shape = [1, 3, side, side] as const;
const given = (seed: number) => ({ schedule, noise: createNoiseGenerator(seed) });
const timesteps = timestepsFor('leading', 20, 1000);

/** Smooth pictures inside −1 … 1, one per seed. */
const picture = (seed: number): Tensor => {
  const [low] = splits.frequency(side);
  return scale(1.5, low!(createNoiseGenerator(seed).randn(shape)));
};
/** A model that predicts one fixed picture per prompt, whatever its input. */
const knows =
  (known: Tensor): Denoiser =>
  async () => ({ x0: known });

describe.each(samplerNames)('techniques compose: %s', (name) => {
  const sampler = samplers[name];
  const start = createNoiseGenerator(180).randn(shape);

  it('an anagram shows half of one picture and half of the other, turned back', async () => {
    const [upright, upsideDown] = [picture(1), picture(2)];
    const denoise = anagram([
      { view: views.identity, denoise: knows(upright) },
      { view: views.rotate180, denoise: knows(upsideDown) },
    ]);
    const end = await sampler(denoise, start, timesteps, given(1));
    expect(distance(end, scale(0.5, add(upright, views.rotate180.inverse(upsideDown))))).toBeLessThan(1e-5);
  });

  it('an anagram of hybrids, guided, thresholded, resampled inside a mask keeps the rest', async () => {
    const guided = (seed: number) => cfg(knows(picture(seed)), knows(fill(0, shape)), 2);
    const mixed = (seed: number) =>
      hybrid(splits['triple-frequency'](side).map((component, i) => ({ component, denoise: guided(seed + i) })));
    const denoise = anagram([
      { view: views.jigsaw, denoise: mixed(1) },
      { view: views.negate, denoise: mixed(4) },
    ]);
    const image = picture(9);
    const mask = create(
      Float32Array.from({ length: side ** 2 }, (_, i) => Number(i % side < 20)),
      [1, 1, side, side],
    );
    const afterStep = maskConstraint({ image, mask, form: 'renoised', ...given(2) });
    const thresholded = threshold(denoise, { ratio: 0.95, max: 1.5 });
    const resampled = repaint(sampler, { jumpLength: 5, jumpCount: 2 });
    const end = await resampled(thresholded, start, timesteps, { ...given(1), afterStep });
    const { x0 } = await thresholded(start, { t: 0, tNext: -1 });
    for (const [i, value] of end.data.entries()) {
      if (i % side < 20) expect(value).toBeCloseTo(x0.data[i]!, 4);
      else expect(value).toBe(image.data[i]);
    }
  });

  it('a hybrid that starts from a picture and keeps its low frequencies takes the high ones from the prompt', async () => {
    const [photo, prompted] = [picture(5), createNoiseGenerator(6).randn(shape)];
    const [low] = splits.frequency(side);
    const tail = timestepsFrom(timesteps, 690);
    const afterStep = componentConstraint({ image: photo, component: low!, ...given(3) });
    const x = noiseToTimestep(photo, 690, given(4));
    const end = await sampler(knows(prompted), x, tail, { ...given(1), afterStep });
    expect(distance(end, add(low!(photo), subtract(prompted, low!(prompted))))).toBeLessThan(1e-5);
  });
});
