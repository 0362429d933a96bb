import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import {
  invertMask,
  maskCoverage,
  pictureOf,
  rawOf,
  readMask,
  regionMask,
  tintMask,
} from '../../../src/engine/client.ts';
import { greyOf } from '../../../src/engine/images/raster.ts';
import type { Shape } from '../../../src/engine/images/reading/mask.ts';

const topHalf: Shape = { kind: 'rectangle', left: 0, top: 0, right: 1, bottom: 0.5 };
const leftHalf: Shape = { kind: 'rectangle', left: 0, top: 0, right: 0.5, bottom: 1 };

describe('regions', () => {
  const third = Math.PI / 12;
  test.each<{ name: string; shapes: readonly Shape[]; share: number }>([
    { name: 'nothing', shapes: [], share: 0 },
    { name: 'the top half', shapes: [topHalf], share: 0.5 },
    { name: 'two halves that overlap', shapes: [topHalf, leftHalf], share: 0.75 },
    { name: 'an ellipse', shapes: [{ kind: 'ellipse', x: 0.5, y: 0.5, radiusX: 0.5, radiusY: 1 / 6 }], share: third },
    {
      name: 'a triangle',
      shapes: [
        {
          kind: 'polygon',
          points: [
            [0, 0],
            [1, 0],
            [0, 1],
          ],
        },
      ],
      share: 0.5,
    },
  ])('$name covers its share of the square', async ({ shapes, share }) => {
    expect(await maskCoverage(await regionMask(shapes))).toBeCloseTo(share, 2);
  });

  test('a border between pixels is exact', async () => {
    const { values } = await greyOf(await regionMask([topHalf], { width: 64, height: 64 }));
    expect([values[31 * 64], values[32 * 64]]).toEqual([255, 0]);
  });
});

test('a region of a picture that is not square has the picture’s size', async () => {
  const { width, height, values } = await greyOf(await regionMask([leftHalf], { width: 30, height: 10 }));
  expect([width, height]).toEqual([30, 10]);
  expect([values[14], values[15], values[285 + 29 - 15]]).toEqual([255, 0, 0]);
});

const mask = await regionMask([topHalf], { width: 100, height: 100 });

describe('operations', () => {
  test('inverting twice gives the mask back', async () => {
    expect(await maskCoverage(await invertMask(mask))).toBeCloseTo(0.5, 5);
    expect(await greyOf(await invertMask(await invertMask(mask)))).toEqual(await greyOf(mask));
  });

  test('a tint colours the masked part alone', async () => {
    const white = await pictureOf({ width: 10, height: 10, rgb: new Uint8Array(300).fill(255) });
    const { rgb } = await tintMask(white, mask);
    expect([...rgb.subarray(0, 3)]).not.toEqual([255, 255, 255]);
    expect([...rgb.subarray(297)]).toEqual([255, 255, 255]);
  });
});

describe('mask files', () => {
  const picture = { width: 80, height: 40 };
  const black = { create: { width: 80, height: 40, channels: 3, background: 'black' } } as const;
  const middle = {
    input: { create: { width: 20, height: 40, channels: 4, background: 'white' } },
    left: 20,
    top: 0,
  } as const;

  test('brightness is the mask of an opaque file, cropped like the picture', async () => {
    const file = await sharp(black).composite([middle]).png().toBuffer();
    const { width, values } = await greyOf((await readMask(file, { picture })).mask);
    expect([width, values[0], values[19], values[20], values[39]]).toEqual([40, 255, 255, 0, 0]);
  });

  test('the transparent part is the mask of a file with alpha', async () => {
    const file = await sharp(black)
      .ensureAlpha()
      .composite([{ ...middle, blend: 'dest-out' }])
      .png()
      .toBuffer();
    const { values } = await greyOf((await readMask(file, { picture })).mask);
    expect([values[0], values[19], values[20], values[39]]).toEqual([255, 255, 0, 0]);
  });

  test('a mask of another scale comes to the same square', async () => {
    const file = await sharp(await sharp(black).composite([middle]).png().toBuffer())
      .resize(160, 80)
      .png()
      .toBuffer();
    const mask = await greyOf((await readMask(file, { picture })).mask);
    expect([mask.width, mask.height]).toEqual([40, 40]);
    expect(await maskCoverage((await readMask(file, { picture })).mask)).toBeCloseTo(0.5, 1);
  });

  test('a mask is left whole where its picture is', async () => {
    const file = await sharp(black).composite([middle]).png().toBuffer();
    const { width, height, values } = await greyOf((await readMask(file, { picture, fit: 'whole' })).mask);
    expect({ width, height }).toEqual(picture);
    expect([values[19], values[20], values[39], values[40]]).toEqual([0, 255, 255, 0]);
  });

  test('a mask of another proportion is refused', async () => {
    const file = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'black' } })
      .png()
      .toBuffer();
    const problem = { code: 'mask-does-not-fit', mask: { width: 40, height: 40 }, picture };
    await expect(readMask(file, { picture })).rejects.toMatchObject({ problem });
  });

  test('masks of small pictures stay at the picture’s side', async () => {
    const file = await sharp(black).png().toBuffer();
    const { mask } = await readMask(file, { picture: { width: 800, height: 400 }, maxSide: 64 });
    expect((await rawOf(mask)).width).toBe(64);
  });
});
