import { expect, it } from 'vitest';
import type { RawPicture, Recipe } from '../../../src/engine/client.ts';
import { atFirstStep } from '../first-step.ts';
import { ddimSampling, drawing, prompt, recipe } from '../recipes.ts';
import { follow, startEngine, submit, type TestEngine } from '../worker-engine.ts';
import { levelsApart, pictureOf } from './pictures.ts';
import { describeOnGpu, startOnGpu } from './software-gpu.ts';

const subjects = ['a skull', 'a dog', 'people around a campfire', 'a rocket ship'];

/** Four jobs that differ in everything but the model; one has a guidance pair, one is enlarged. */
const recipes: readonly Recipe[] = subjects.map((subject, i) => {
  const guidance = { scale: i === 1 ? 4 : 1, negative: '' };
  const given = drawing({ term: prompt(subject), guidance, walk: ddimSampling(20 + i), seed: 180 + i });
  return recipe([given], i === 2 ? 256 : null);
});

/** Draws all at once, each for a person of their own. */
const drawTogether = ({ engine }: TestEngine): Promise<readonly RawPicture[]> =>
  Promise.all(recipes.map(async (each, i) => pictureOf(await follow(submit(engine, each, `person-${i}`)))));

describeOnGpu('drawing with WebGPU', () => {
  it('draws rows of several jobs in one run, as the CPU draws each alone', async () => {
    const gpu = startOnGpu();
    const together = await drawTogether(gpu);
    expect(gpu.engine.status()).toMatchObject({ provider: 'webgpu', restarts: 0 });
    expect(gpu.engine.status().meanBatch).toBeGreaterThan(2);
    const { engine } = startEngine({ maxBatch: 2 });
    for (const [i, each] of recipes.entries()) {
      const alone = pictureOf(await follow(submit(engine, each)));
      // Measured with SwiftShader: 1 level in the picture that is enlarged, 0 in the others.
      expect(levelsApart(alone, together[i]!)).toBeLessThanOrEqual(1);
    }
  });

  it('ends a job that is cancelled in its middle, and draws those beside it', async () => {
    const { engine } = startOnGpu();
    const long = submit(engine, recipe([drawing({ walk: ddimSampling(1000) })]), 'ann');
    const beside = recipes.map((each, i) => follow(submit(engine, each, `person-${i}`)));
    const cancelled = await follow(long, atFirstStep(long.cancel));
    expect(cancelled.at(-1)).toEqual({ kind: 'cancelled' });
    expect(cancelled.filter(({ kind }) => kind === 'step').length).toBeLessThan(1000);
    for (const events of await Promise.all(beside)) pictureOf(events);
    expect(engine.status()).toMatchObject({ provider: 'webgpu', restarts: 0 });
  });
});
