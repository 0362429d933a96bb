/** Tests the effect of each part of a recipe with the analytic model: leaving the part out would fail a test. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addNoise } from '../../../src/engine/diffusion/add-noise.ts';
import type { Denoiser } from '../../../src/engine/diffusion/denoiser.ts';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { timestepsFor } from '../../../src/engine/diffusion/schedule.ts';
import { drawRecipe } from '../../../src/engine/drawing/draw-recipe.ts';
import type { WorkerStep } from '../../../src/engine/drawing/progress.ts';
import { thresholdImages } from '../../../src/engine/guidance/dynamic-thresholding.ts';
import { toPixels } from '../../../src/engine/images/pixels.ts';
import { type LoadedModel, loadModel } from '../../../src/engine/models/load.ts';
import type { Conditioning, Drawing, Recipe } from '../../../src/engine/recipe.ts';
import type { Tensor } from '../../../src/engine/tensors/tensor.ts';
import { combine } from '../../../src/engine/tensors/tensor-ops.ts';
import { aTurn, copyGaussian, editManifest, gaussianDir } from '../models/fixture.ts';
import { ddimSampling, drawing, paint, prompt, recipe } from '../recipes.ts';
import { epsFrom } from '../tensors.ts';

let model: LoadedModel;
/** The rows of each run so far. */
const runs: number[] = [];

beforeAll(async () => {
  const hooks = () => ({ onRunEnd: (rows: number) => runs.push(rows) });
  model = await loadModel(gaussianDir, { pinned: 'cpu', maxBatch: 8, hooks });
});
afterAll(() => model.release());

async function draw(given: Recipe, by = model) {
  const steps: WorkerStep[] = [];
  const signal = new AbortController().signal;
  const onStep = (step: WorkerStep) => steps.push(step);
  const [picture] = await drawRecipe(given, by, { owner: aTurn, signal, onPlanned() {}, onStep });
  return { rgb: picture!.rgb, width: picture!.width, steps };
}

const drawOne = (given: Partial<Drawing>, upscaleTo: number | null = null) => draw(recipe([drawing(given)], upscaleTo));

const gap = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), a.length === b.length ? 0 : 256);

const flipped: Conditioning = {
  kind: 'views',
  parts: [
    { view: 'identity', term: prompt('a skull') },
    { view: 'flip', term: prompt('a dog') },
  ],
};

/** The mean of the data for a prompt: one value per channel, over a whole image. */
async function meanImage(text: string, side: number): Promise<Tensor> {
  const { data, shape, tokens } = await model.encode(text);
  const means = [0, 1, 2].map((channel) => {
    let sum = 0;
    for (let token = 0; token < tokens; token++) sum += data[token * shape[1] + channel]!;
    return Math.tanh(sum / tokens) / 2;
  });
  const image = Float32Array.from({ length: 3 * side ** 2 }, (_, i) => means[Math.floor(i / side ** 2)]!);
  return { data: image, shape: [1, 3, side, side] };
}

describe('the base stage', () => {
  it('begins the clean form with the picture itself outside the mask', async () => {
    const [white, black] = await Promise.all([paint(32, () => [255, 255, 255]), paint(32, () => [0, 0, 0])]);
    const { steps } = await drawOne({
      start: { kind: 'image', image: black, timestep: 250 },
      keep: { kind: 'mask', image: white, mask: black, form: 'clean' },
      walk: ddimSampling(20),
    });
    // The constraint keeps everything, so the first prediction is √ᾱ · 1 + (1 − ᾱ) m, without noise.
    const [first] = steps;
    const alphaCumprod = model.schedule.alphaCumprodAt(first!.t);
    const ones: Tensor = { data: new Float32Array(3 * 32 ** 2).fill(1), shape: [1, 3, 32, 32] };
    const expected = combine(Math.sqrt(alphaCumprod), ones, 1 - alphaCumprod, await meanImage('a skull', 32));
    expect(gap(first!.preview.rgb, toPixels(expected).rgb)).toBeLessThanOrEqual(1);
  });

  it('renews noise by its eta', async () => {
    const sampledWith = async (eta: number) => (await drawOne({ walk: { ...ddimSampling(10), eta } as never })).rgb;
    const [none, plain, all] = await Promise.all([sampledWith(0), drawOne({ walk: ddimSampling(10) }), sampledWith(1)]);
    expect(gap(none, plain.rgb)).toBe(0);
    expect(gap(none, all)).toBeGreaterThan(50);
  });

  it('guides within its interval only: there a step has two rows', async () => {
    runs.length = 0;
    const { steps } = await drawOne({
      guidance: { scale: 3, negative: '', interval: [300, 600] },
      walk: ddimSampling(10),
    });
    expect(runs).toEqual(steps.map(({ t }) => (t >= 300 && t <= 600 ? 2 : 1)));
    expect(new Set(runs).size).toBe(2);
  });

  it.each<{ name: string; term: Conditioning; rows: number }>([
    {
      name: 'behind the same view',
      term: { kind: 'views', parts: ['a skull', 'a dog'].map((text) => ({ view: 'flip', term: prompt(text) })) },
      rows: 3,
    },
    {
      name: 'behind the same two views',
      term: {
        kind: 'views',
        parts: ['a skull', 'a dog'].map((text) => ({
          view: 'flip',
          term: { kind: 'views', parts: [{ view: 'negate', term: prompt(text) }] },
        })),
      },
      rows: 3,
    },
    { name: 'behind different views', term: flipped, rows: 4 },
  ])('asks as many rows as it planned: parts $name', async ({ term, rows }) => {
    runs.length = 0;
    await drawOne({ term, guidance: { scale: 3, negative: '' } });
    expect(runs).toEqual(Array(4).fill(rows));
  });

  it('clamps every prediction where the recipe asks for thresholding', async () => {
    // Guidance of 20 carries the mean far out of −1 … 1.
    const guidance = { scale: 20, negative: '' };
    const [skull, none] = await Promise.all(['a skull', ''].map((text) => meanImage(text, 32)));
    const mean = combine(20, skull!, -19, none!);
    let x = createNoiseGenerator(180).randn([1, 3, 32, 32]);
    const timesteps = timestepsFor('leading', 6, 1000);
    for (const [i, t] of timesteps.slice(0, -1).entries()) {
      const alphaCumprod = model.schedule.alphaCumprodAt(t);
      const raw = combine(Math.sqrt(alphaCumprod), x, 1 - alphaCumprod, mean);
      const x0 = thresholdImages(raw, model.base.manifest.thresholding);
      x = addNoise(x0, epsFrom(x, x0, alphaCumprod), model.schedule.alphaCumprodAt(timesteps[i + 1]!));
    }
    const sampledWith = (thresholding: boolean) =>
      drawOne({ guidance, walk: { ...ddimSampling(6), thresholding } as never });
    const [clamped, free] = await Promise.all([sampledWith(true), sampledWith(false)]);
    expect(gap(clamped.rgb, toPixels(x).rgb)).toBeLessThanOrEqual(1);
    expect(gap(clamped.rgb, free.rgb)).toBeGreaterThan(50);
  });
});

describe('enlarging', () => {
  const clean = async (image: ReturnType<typeof paint>): Promise<Partial<Drawing>> => ({
    start: { kind: 'image', image: await image, timestep: null },
    walk: { kind: 'none' },
  });

  it('shows each view the low-resolution picture through itself', async () => {
    // The upscaler answers with the low-resolution picture: the views must turn it back to what it was.
    const gradient = await clean(paint(256, (row) => [row, row, row]));
    const [plain, anagram] = [await drawOne(gradient, 256), await drawOne({ ...gradient, term: flipped }, 256)];
    expect(gap(plain.rgb, anagram.rgb)).toBeLessThanOrEqual(1);
  });

  it('takes a picture that is only enlarged with all its detail, not as small as the base stage sees it', async () => {
    // Cells of 4 px: one pixel at the low-resolution side of 64 px, half of one at the base stage's 32 px.
    const sign = (cellRow: number, cellCol: number) => ((cellRow + cellCol) % 2 === 0 ? 1 : -1);
    const cell = (at: number) => Math.floor(at / 4);
    const board = paint(256, (row, col) => (sign(cell(row), cell(col)) === 1 ? [255, 255, 255] : [0, 0, 0]));
    const { rgb, width } = await drawOne(await clean(board), 512);
    const lowRes = (at: number) => Math.round((at * 63) / 511);
    let contrast = 0;
    for (let i = 0; i < width ** 2; i++) {
      contrast += (sign(lowRes(Math.floor(i / width)), lowRes(i % width)) * (rgb[3 * i]! - 127.5)) / width ** 2;
    }
    expect(contrast).toBeGreaterThan(10); // 16 measured, none without it
  });

  it('clamps its predictions as the package says', async () => {
    const dir = await copyGaussian();
    await editManifest(dir, (manifest) => {
      manifest.upscale.thresholding = { ratio: 0.9, max: 2 };
    });
    const own = await loadModel(dir, { pinned: 'cpu', maxBatch: 8 });
    const white = await clean(paint(32, () => [255, 255, 255]));
    const { rgb } = await draw(recipe([drawing(white)], 256), own);
    await own.release();
    const alphaCumprod = model.schedule.alphaCumprodAt(50);
    const shape = [1, 3, 256, 256] as const;
    const picture: Tensor = { data: new Float32Array(3 * 256 ** 2).fill(1), shape };
    const noised = addNoise(picture, createNoiseGenerator(180).randn(shape), alphaCumprod);
    const x0 = combine(Math.sqrt(alphaCumprod), noised, 0, noised);
    expect(gap(rgb, toPixels(thresholdImages(x0, { ratio: 0.9, max: 2 })).rgb)).toBeLessThanOrEqual(1);
    expect(gap(rgb, toPixels(x0).rgb)).toBeGreaterThan(5);
  });
});

describe('a model that answers NaN', () => {
  const nan: Denoiser = async ({ data, shape }) => ({ x0: { data: data.map(() => Number.NaN), shape } });

  it.each([
    { stage: 'base.onnx', upscaleTo: null },
    { stage: 'upscale.onnx', upscaleTo: 256 },
  ])('fails by the name of $stage instead of drawing black', async ({ stage, upscaleTo }) => {
    const broken: LoadedModel =
      upscaleTo === null
        ? { ...model, base: { ...model.base, denoiser: () => nan } }
        : { ...model, upscale: { ...model.upscale!, denoiser: () => nan } };
    await expect(draw(recipe([drawing()], upscaleTo), broken)).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining(`${stage}: the picture contains NaN`),
    });
  });
});
