import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoadedModel, loadModel } from '../../../src/engine/models/load.ts';
import type { RowOwner } from '../../../src/engine/onnx/batcher.ts';
import type { Tensor } from '../../../src/engine/tensors/tensor.ts';
import { aTurn, copyGaussian, editManifest, gaussianDir, type Loose, sha256 } from './fixture.ts';

const options = { pinned: 'cpu', maxBatch: 8 };

/** Smooth values in −1 … 1, different for each phase. */
const picture = (n: number, side: number, phase = 0): Tensor => ({
  data: Float32Array.from({ length: n * 3 * side * side }, (_, i) => Math.sin(phase + i / 11)),
  shape: [n, 3, side, side],
});

const maxGap = (a: Float32Array, b: Float32Array): number =>
  a.reduce((gap, value, i) => Math.max(gap, Math.abs(value - b[i]!)), a.length === b.length ? 0 : Infinity);

describe('the gaussian package', () => {
  let model: LoadedModel;
  /** The rows of each run. */
  const runs: number[] = [];
  beforeAll(async () => {
    model = await loadModel(gaussianDir, { ...options, hooks: () => ({ onRunEnd: (rows) => runs.push(rows) }) });
  });
  afterAll(() => model.release());

  /** The mean of the data for a prompt, one number per channel: tanh(mean token embedding) / 2. */
  async function promptMean(prompt: string): Promise<readonly number[]> {
    const { data, shape, tokens } = await model.encode(prompt);
    return [0, 1, 2].map((channel) => {
      let sum = 0;
      for (let token = 0; token < tokens; token += 1) sum += data[token * shape[1] + channel]!;
      return Math.tanh(sum / tokens) / 2;
    });
  }

  it('describes the model', () => {
    expect(model.info).toMatchObject({ name: 'gaussian', imageSize: 32, upscaledSize: 256, numTrainTimesteps: 1000 });
    expect(model.provider).toBe('cpu');
    expect(model.threads).toBeGreaterThanOrEqual(1);
  });

  it.each([1, 250, 690, 990])('gives the best estimate for data ~ N(m, 1) at t = %i', async (t) => {
    // eps = √(1 − ᾱ)(x − √ᾱ m), so x0 = √ᾱ x + (1 − ᾱ) m.
    const x = picture(2, 32);
    const { x0 } = await model.base.denoiser(await model.encode('a red skull'), aTurn)(x, { t, tNext: t - 1 });
    const alphaCumprod = model.schedule.alphaCumprodAt(t);
    const mean = await promptMean('a red skull');
    const expected = x.data.map((value, i) => {
      const m = mean[Math.floor(i / 1024) % 3]!;
      return Math.sqrt(alphaCumprod) * value + (1 - alphaCumprod) * m;
    });
    expect(x0.shape).toEqual([2, 3, 32, 32]);
    // eps is a float32: its rounding is divided by √ᾱ, which is 0.014 at t = 990.
    expect(maxGap(x0.data, expected)).toBeLessThan(2e-6 / Math.sqrt(alphaCumprod));
  });

  it('gives one timestep per row: rows of different jobs, prompts and timesteps share a run', async () => {
    const turns: RowOwner[] = [aTurn, { person: 'bob', job: '2' }, { person: 'cyd', job: '3' }];
    const prompts = ['a skull', 'a dog', ''];
    const embeds = await Promise.all(prompts.map((prompt) => model.encode(prompt)));
    const ask = (i: number) =>
      model.base.denoiser(embeds[i]!, turns[i]!)(picture(1, 32, i), { t: 100 + 300 * i, tNext: 50 });
    runs.length = 0;
    const together = await Promise.all([ask(0), ask(1), ask(2)]);
    expect(runs).toEqual([3]);
    const alone = [await ask(0), await ask(1), await ask(2)];
    // The CPU provider computes this graph element by element: the same bits. A real network: see real-package.test.ts.
    together.forEach(({ x0 }, i) => {
      expect(x0.data).toEqual(alone[i]!.x0.data);
    });
  });

  it('upscales: x0 is the low-resolution picture, trusted less the more it is noised', async () => {
    const lowRes = picture(1, 256, 1);
    const embeds = await model.encode('');
    for (const noiseLevel of [0, 50, 400]) {
      const denoise = model.upscale!.denoiser(embeds, { lowRes, noiseLevel }, aTurn);
      const { x0 } = await denoise(picture(1, 256), { t: 500, tNext: 400 });
      const trust = Math.sqrt(model.schedule.alphaCumprodAt(noiseLevel));
      expect(
        maxGap(
          x0.data,
          lowRes.data.map((value) => trust * value),
        ),
      ).toBeLessThan(2e-6);
    }
  });

  it('refuses images of another side by name', async () => {
    const denoise = model.base.denoiser(await model.encode(''), aTurn);
    const asked = denoise(picture(1, 64), { t: 400, tNext: 300 });
    await expect(asked).rejects.toThrow('base.onnx: images are [1, 3, 64, 64], expected [n, 3, 32, 32]');
  });

  it('does not modify what it is given', async () => {
    const x = picture(3, 32);
    const embeds = await model.encode('a dog');
    const [before, statesBefore] = [x.data.slice(), embeds.data.slice()];
    await model.base.denoiser(embeds, aTurn)(x, { t: 400, tNext: 300 });
    expect(x.data).toEqual(before);
    expect(embeds.data).toEqual(statesBefore);
  });

  it('reports each run to the hooks and the job', async () => {
    const heard: string[] = [];
    const hooks = (stage: string) => ({
      onRunStart: (rows: number) => heard.push(`${stage} starts ${rows}`),
      onRunEnd: (rows: number) => heard.push(`${stage} ends ${rows}`),
    });
    const own = await loadModel(gaussianDir, { ...options, hooks });
    const owner = { ...aTurn, onModelMs: (ms: number) => heard.push(ms >= 0 ? 'job hears' : 'nonsense') };
    await own.base.denoiser(await own.encode('a dog'), owner)(picture(2, 32), { t: 400, tNext: 300 });
    await own.release();
    expect(heard).toEqual(['base starts 2', 'base ends 2', 'job hears']);
  });
});

describe('a package that lies about itself', () => {
  const table = [
    {
      name: 'a file that is not what was exported',
      edit: (s: Loose) => {
        s.base.sha256 = '0'.repeat(64);
      },
      says: [/base\.onnx: SHA-256 is d71c.*model\.json says 0000.*copy the whole package again/],
    },
    {
      name: 'captions that are not what was exported',
      edit: (s: Loose) => {
        s.captionsSha256 = '0'.repeat(64);
      },
      says: [/captions\.json: SHA-256 is .*model\.json says 0000/],
    },
    {
      name: 'a tokenizer configuration that is not what was exported',
      edit: (s: Loose) => {
        s.textEncoder.tokenizerConfigSha256 = '0'.repeat(64);
      },
      says: [/tokenizer_config\.json: SHA-256 is .*model\.json says 0000/],
    },
    {
      name: 'another side',
      edit: (s: Loose) => {
        s.base.imageSize = 64;
      },
      says: [
        /base\.onnx: input "sample" is float32 \[batch, 3, 32, 32\], expected float32 \[n, 3, 64, 64\]/,
        /output "out_sample" is float32 \[batch, 3, 32, 32\], expected float32 \[n, 3, 64, 64\]/,
        /export the package again/,
      ],
    },
    {
      name: 'a variance that the graph does not learn',
      edit: (s: Loose) => {
        Object.assign(s.base, { outputChannels: 6, varianceType: 'learned_range' });
      },
      says: [/output "out_sample" is float32 \[batch, 3, 32, 32\], expected float32 \[n, 6, 32, 32\]/],
    },
    {
      name: 'wider text',
      edit: (s: Loose) => {
        s.textEncoder.width = 512;
      },
      says: [/text\.onnx: output "last_hidden_state" is .*384\], expected float32 \[n, 32, 512\]/],
    },
  ];

  it.each(table)('$name', async ({ edit, says }) => {
    const dir = await copyGaussian();
    await editManifest(dir, edit);
    for (const words of says) {
      await expect(loadModel(dir, options)).rejects.toMatchObject({ code: 'broken-model', message: words });
    }
  });

  it('a base in place of the upscaler', async () => {
    const dir = await copyGaussian();
    await cp(join(dir, 'base.onnx'), join(dir, 'upscale.onnx'));
    const hash = await sha256(join(dir, 'upscale.onnx'));
    await editManifest(dir, (s) => {
      s.upscale.sha256 = hash;
    });
    await expect(loadModel(dir, options)).rejects.toMatchObject({
      code: 'broken-model',
      message: /upscale\.onnx: .*input "class_labels" is missing, expected int64 \[n\]/,
    });
  });

  it('timesteps that the graph does not have: the self-test names the file', async () => {
    const dir = await copyGaussian();
    await editManifest(dir, (s) => {
      s.schedule.numTrainTimesteps = 5000;
    });
    await expect(loadModel(dir, options)).rejects.toMatchObject({
      code: 'broken-model',
      message: /cpu: .*base\.onnx: the self-test failed: .*indices/s,
    });
  });
});
