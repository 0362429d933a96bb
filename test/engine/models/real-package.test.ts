import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelPrediction } from '../../../src/engine/diffusion/denoiser.ts';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { drawRecipe } from '../../../src/engine/drawing/draw-recipe.ts';
import { type LoadedModel, loadModel } from '../../../src/engine/models/load.ts';
import { findPackages } from '../../../src/engine/packages/package.ts';
import { type Recipe, recipeVersion } from '../../../src/engine/recipe.ts';
import { distance } from '../close.ts';

const models = fileURLToPath(new URL('../../../models', import.meta.url));

describe.skipIf(!existsSync(models))('the packages that ship (skipped where models/ is absent)', async () => {
  const { packages, broken } = await findPackages([models]);

  it('are all well formed', () => {
    expect(broken).toEqual([]);
    expect(packages.length).toBeGreaterThan(0);
  });

  describe.each(packages.map((found) => ({ name: found.manifest.name, found })))('$name', ({ found }) => {
    let model: LoadedModel;
    beforeAll(async () => {
      model = await loadModel(found.dir, { pinned: 'cpu', maxBatch: 8 });
    });
    afterAll(() => model.release());

    it('answers a prompt the same, alone or beside others, up to rounding', async () => {
      const side = model.info.imageSize;
      const prompts = ['a skull', 'a dog', '', 'people around a campfire', 'a rocket ship', 'a pencil', '', 'a cat'];
      const embeds = await Promise.all(prompts.map((prompt) => model.encode(prompt)));
      const ask = (i: number): Promise<ModelPrediction> => {
        const x = createNoiseGenerator(i).randn([1, 3, side, side]);
        const t = 990 - 130 * i;
        return model.base.denoiser(embeds[i]!, { person: `${i}`, job: `${i}` })(x, { t, tNext: t - 30 });
      };
      const together = await Promise.all(prompts.map((_, i) => ask(i)));
      for (const [i, { x0 }] of together.entries()) {
        const alone = await ask(i);
        // Measured with stridebot-32 on an EPYC with AVX-512, 2 threads: 6e-7 in one row of eight, 0 in the others.
        expect(distance(x0, alone.x0)).toBeLessThan(1e-5);
      }
    });

    it('draws a whole picture the same, alone or among others that began at other times, up to a level', async () => {
      const prompts = ['a skull', 'a dog', 'people around a campfire', 'a rocket ship'];
      const { sampler, spacing, guidance } = model.info.defaults;
      const draw = async (i: number, onFirstStep = () => {}): Promise<Uint8Array> => {
        const given: Recipe = {
          version: recipeVersion,
          model: model.info.name,
          drawings: [
            {
              term: { kind: 'prompt', prompt: prompts[i]! },
              guidance: { scale: guidance, negative: '' },
              start: { kind: 'noise' },
              walk: { kind: 'sample', sampler, spacing, steps: 6 + i, thresholding: true },
              seed: 180 + i,
            },
          ],
          finish: { upscaleTo: model.info.upscaledSize },
        };
        const [picture] = await drawRecipe(given, model, {
          owner: { person: `${i}`, job: `${i}` },
          signal: new AbortController().signal,
          onPlanned() {},
          onStep: ({ step }) => step === 1 && onFirstStep(),
        });
        return picture!.rgb;
      };
      const begun: Promise<Uint8Array>[] = [];
      const allBegun = new Promise<void>((resolve) => {
        const begin = (i: number) => begun.push(draw(i, () => (i + 1 < prompts.length ? begin(i + 1) : resolve())));
        begin(0);
      });
      await allBegun;
      for (const [i, together] of (await Promise.all(begun)).entries()) {
        const alone = await draw(i);
        // Measured with stridebot-32 on an EPYC with AVX-512, 2 threads: 2 of 196,608 values differ in one of the four.
        expect(together.length).toBe(alone.length);
        expect(together.every((value, at) => Math.abs(value - alone[at]!) <= 1)).toBe(true);
      }
    });

    it('knows what its captions mean', async () => {
      const [best] = await model.suggest('an aged man', 1);
      expect(best?.text).toMatch(/\b(man|elder|grand)/);
      const [same] = await model.suggest(model.info.captions[0]!, 1);
      expect(same?.text).toBe(model.info.captions[0]);
    });
  });
});
