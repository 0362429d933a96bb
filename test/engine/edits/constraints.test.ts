import { describe, expect, it } from 'vitest';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { createSchedule, timestepsFor } from '../../../src/engine/diffusion/schedule.ts';
import { componentConstraint, maskConstraint } from '../../../src/engine/edits/constraints.ts';
import { noiseToTimestep } from '../../../src/engine/edits/renoise.ts';
import { repaint } from '../../../src/engine/edits/repaint.ts';
import { splits } from '../../../src/engine/guidance/components.ts';
import { samplerNames, splitNames } from '../../../src/engine/recipe.ts';
import { samplers } from '../../../src/engine/samplers/index.ts';
import { combine, scale } from '../../../src/engine/tensors/tensor-ops.ts';
import { distance, moments } from '../close.ts';
import { gaussianDenoiser } from '../gaussian.ts';
import { create, epsFrom, fill } from '../tensors.ts';

const schedule = createSchedule({ kind: 'cosine', numTrainTimesteps: 1000 });
const shape = [1, 3, 32, 32] as const;
const plane = 32 * 32;
const image = scale(0.4, createNoiseGenerator(7).randn(shape));
const x = createNoiseGenerator(180).randn(shape);
/** New content in the left half. */
const mask = create(
  Float32Array.from({ length: plane }, (_, i) => Number(i % 32 < 16)),
  [1, 1, 32, 32],
);
const isNew = (i: number) => mask.data[i % plane] === 1;
const given = (seed = 1) => ({ schedule, noise: createNoiseGenerator(seed) });
const denoise = gaussianDenoiser({ mean: 0, deviation: 0.5 }, schedule);

describe('keepMask', () => {
  it('renoised: mixes in the original at the noise of the timestep just reached', () => {
    const after = maskConstraint({ image, mask, form: 'renoised', ...given() })(x, 660);
    const noised = noiseToTimestep(image, 660, given());
    for (const [i, value] of after.data.entries()) expect(value).toBe(isNew(i) ? x.data[i] : noised.data[i]);
    const kept = epsFrom(after, image, schedule.alphaCumprodAt(660)).data.filter((_, i) => !isNew(i));
    expect(Math.abs(moments(create(kept, [1, 3, 32, 16])).variance - 1)).toBeLessThan(0.15);
  });

  it('clean: never noises the original', () => {
    const after = maskConstraint({ image, mask, form: 'clean', ...given() })(x, 660);
    for (const [i, value] of after.data.entries()) expect(value).toBe(isNew(i) ? x.data[i] : image.data[i]);
  });

  it('blends where the mask is grey', () => {
    const grey = fill(0.25, mask.shape);
    const after = maskConstraint({ image, mask: grey, form: 'clean', ...given() })(x, 660);
    expect(distance(after, combine(0.25, x, 0.75, image))).toBeLessThan(1e-6);
  });

  it('draws fresh noise every time', () => {
    const keep = maskConstraint({ image, mask, form: 'renoised', ...given() });
    expect(distance(keep(x, 500), keep(x, 500))).toBeGreaterThan(1);
  });

  it.each(samplerNames.flatMap((name) => (['renoised', 'clean'] as const).map((form) => ({ name, form }))))(
    '$name, $form: the original comes out untouched, bit for bit, also when resampled',
    async ({ name, form }) => {
      for (const spacing of ['strided', 'leading'] as const) {
        const timesteps = timestepsFor(spacing, 12, 1000);
        const afterStep = maskConstraint({ image, mask, form, ...given() });
        for (const sampler of [samplers[name], repaint(samplers[name], { jumpLength: 3, jumpCount: 2 })]) {
          const end = await sampler(denoise, x, timesteps, { ...given(2), afterStep });
          for (const [i, value] of end.data.entries()) if (!isNew(i)) expect(value).toBe(image.data[i]);
          expect(end.data.every(Number.isFinite)).toBe(true);
        }
      }
    },
  );

  it('refuses masks and images of other sides', () => {
    expect(() => maskConstraint({ image, mask: fill(1, [1, 1, 16, 16]), form: 'clean', ...given() })).toThrow(
      RangeError,
    );
    const keep = maskConstraint({ image, mask, form: 'clean', ...given() });
    expect(() => keep(fill(1, [2, 3, 32, 32]), 500)).toThrow(RangeError);
  });
});

describe.each(splitNames)('keepComponent of %s', (split) => {
  const components = splits[split](32);

  it.each([...components.keys()])('takes component %i of the noised image and the others of x', (index) => {
    const component = components[index]!;
    const after = componentConstraint({ image, component, ...given() })(x, 660);
    const noised = noiseToTimestep(image, 660, given());
    const parts = components.map((part) => part(part === component ? noised : x));
    expect(
      distance(
        after,
        parts.reduce((a, b) => combine(1, a, 1, b)),
      ),
    ).toBeLessThan(2e-6);
  });

  it('adds the image’s own component at the end of sampling', () => {
    const component = components[0]!;
    for (const t of [0, -1]) {
      const after = componentConstraint({ image, component, ...given() })(image, t);
      expect(distance(after, image)).toBe(0);
    }
  });
});
