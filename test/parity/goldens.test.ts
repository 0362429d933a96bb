/** The shipped graphs, on the real ONNX Runtime, against what PyTorch answered with the same weights in full precision. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNoiseGenerator } from '../../src/engine/diffusion/random.ts';
import { type LoadedModel, loadModel } from '../../src/engine/models/load.ts';
import { findPackages } from '../../src/engine/packages/package.ts';

/** Written by training/stridebot_training/goldens.py; numbers are float32, little-endian, base64. */
interface Goldens {
  readonly text: readonly { readonly prompt: string; readonly tokens: number; readonly states: string }[];
  readonly base: readonly {
    readonly prompt: string;
    readonly seed: number;
    readonly timestep: number;
    readonly x0: string;
  }[];
  readonly upscale: {
    readonly prompt: string;
    readonly seed: number;
    readonly lowResSeed: number;
    readonly timestep: number;
    readonly noiseLevel: number;
    readonly every: number;
    readonly x0: string;
  };
}

const models = fileURLToPath(new URL('../../models', import.meta.url));
const { packages } = await findPackages([models]);
const goldensOf = (name: string) => new URL(`${name}.json`, import.meta.url);
const owner = { person: 'ann', job: 'golden' };

describe.each(
  packages
    .filter(({ manifest }) => existsSync(goldensOf(manifest.name)))
    .map((found) => ({ name: found.manifest.name, found })),
)('$name beside PyTorch', ({ name, found }) => {
  const goldens = JSON.parse(readFileSync(goldensOf(name), 'utf8')) as Goldens;
  let model: LoadedModel;
  beforeAll(async () => {
    model = await loadModel(found.dir, { pinned: 'cpu', maxBatch: 8 });
  });
  afterAll(() => model.release());

  it.each(goldens.text)('understands $prompt', async ({ prompt, tokens, states }) => {
    const own = await model.encode(prompt);
    expect(own.tokens).toBe(tokens);
    const expected = numbers(states);
    // Tables and matrices are stored in int8. Measured: 0.014 on average and 0.08 at most, 0.029 and 0.17 for the null prompt.
    const { mean, max } = difference(own.data.subarray(0, expected.length), expected);
    expect(mean).toBeLessThan(0.05);
    expect(max).toBeLessThan(0.25);
    expect(own.data.subarray(expected.length).every((value) => value === 0)).toBe(true);
  });

  it.each(goldens.base)('estimates $prompt at t = $timestep', async ({ prompt, seed, timestep, x0 }) => {
    const side = model.info.imageSize;
    const denoise = model.base.denoiser(await model.encode(prompt), owner);
    const own = await denoise(createNoiseGenerator(seed).randn([1, 3, side, side]), { t: timestep, tNext: 0 });
    expectInvisible(difference(own.x0.data, numbers(x0)));
  });

  it('enlarges', async () => {
    const { prompt, seed, lowResSeed, timestep, noiseLevel, every, x0 } = goldens.upscale;
    const stage = model.upscale!;
    const shape = [1, 3, stage.manifest.imageSize, stage.manifest.imageSize] as const;
    const source = { lowRes: createNoiseGenerator(lowResSeed).randn(shape), noiseLevel };
    const denoise = stage.denoiser(await model.encode(prompt), source, owner);
    const own = await denoise(createNoiseGenerator(seed).randn(shape), { t: timestep, tNext: 0 });
    expectInvisible(
      difference(
        own.x0.data.filter((_, i) => i % every === 0),
        numbers(x0),
      ),
    );
  });
});

/** On average less than one of the 256 levels of a picture in [−1, 1]. Measured: 0.0034 on average, 0.020 at most. */
function expectInvisible({ mean, max }: { mean: number; max: number }): void {
  expect(mean).toBeLessThan(1 / 128);
  expect(max).toBeLessThan(0.1);
}

function difference(own: Float32Array, golden: Float32Array): { mean: number; max: number } {
  expect(own.length).toBe(golden.length);
  const gaps = own.map((value, i) => Math.abs(value - golden[i]!));
  return { mean: gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length, max: gaps.reduce((a, b) => Math.max(a, b), 0) };
}

function numbers(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
