import { describe, expect, it } from 'vitest';
import { loadModel } from '../../../src/engine/models/load.ts';
import { tiledDenoiser, tileStarts } from '../../../src/engine/models/tiles.ts';
import type { Tensor } from '../../../src/engine/tensors/tensor.ts';
import { aTurn, gaussianDir } from './fixture.ts';

const picture = (n: number, side: number, phase = 0): Tensor => ({
  data: Float32Array.from({ length: n * 3 * side * side }, (_, i) => Math.sin(phase + i / 1013)),
  shape: [n, 3, side, side],
});

describe('tileStarts', () => {
  it.each([
    { side: 256, starts: [0] },
    { side: 300, starts: [0, 44] },
    { side: 512, starts: [0, 128, 256] },
    { side: 1024, starts: [0, 192, 384, 576, 768] },
  ])('covers $side px', ({ side, starts }) => {
    expect(tileStarts(side, 256)).toEqual(starts);
  });
});

it('agrees with the stage where the answer does not depend on the surroundings', async () => {
  // The gaussian upscaler works pixel by pixel, x0 = √ᾱ_label · lowRes: tiles must not show at all.
  let asked = 0;
  const onRunEnd = (rows: number) => {
    asked += rows;
  };
  const model = await loadModel(gaussianDir, { pinned: 'cpu', maxBatch: 8, hooks: () => ({ onRunEnd }) });
  const embeds = await model.encode('');
  for (const { n, side } of [
    { n: 2, side: 384 },
    { n: 1, side: 256 },
  ]) {
    const lowRes = picture(n, side, 1);
    asked = 0;
    const denoise = tiledDenoiser(model.upscale!, embeds, { lowRes, noiseLevel: 50 }, aTurn);
    const { x0 } = await denoise(picture(n, side), { t: 500, tNext: 400 });
    const trust = Math.sqrt(model.schedule.alphaCumprodAt(50));
    expect(x0.shape).toEqual([n, 3, side, side]);
    expect(x0.data.every((value, i) => Math.abs(value - trust * lowRes.data[i]!) < 3e-6)).toBe(true);
    expect(asked).toBe(n * tileStarts(side, 256).length ** 2);
  }
  await model.release();
});

it('fades from one tile to the next where they disagree', async () => {
  const model = await loadModel(gaussianDir, { pinned: 'cpu', maxBatch: 8 });
  const stage = model.upscale!;
  // Left tiles answer 0, right tiles 1.
  const counting = {
    ...stage,
    denoiser: () => async (x: Tensor) => {
      const size = x.data.length / x.shape[0];
      return { x0: { data: x.data.map((_, i) => Math.floor(i / size) % 2), shape: x.shape } };
    },
  };
  const lowRes = picture(1, 400);
  const { x0 } = await tiledDenoiser(
    counting,
    await model.encode(''),
    { lowRes, noiseLevel: 0 },
    aTurn,
  )(lowRes, {
    t: 500,
    tNext: 400,
  });
  const row = [...x0.data.subarray(0, 400)];
  expect(row.slice(0, 144).every((value) => value === 0)).toBe(true);
  expect(row.slice(256).every((value) => value === 1)).toBe(true);
  for (let col = 144; col < 256; col += 1) {
    const step = row[col]! - row[col - 1]!;
    expect(step).toBeGreaterThanOrEqual(0);
    expect(step).toBeLessThan(0.03);
  }
  await model.release();
});
