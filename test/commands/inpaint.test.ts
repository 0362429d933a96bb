import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { type Constraint, maskCoverage, type Recipe } from '../../src/engine/client.ts';
import { wide, wideMask, widePhoto } from '../bot/wide-photo.ts';
import { trial } from './context.ts';
import { flat, photo, uploaded } from './uploads.ts';

type MaskKeep = Extract<Constraint, { kind: 'mask' }>;

const keepOf = ({ drawings }: Recipe): MaskKeep => drawings[0]!.keep as MaskKeep;

/** Rows of a mask, scaled to 4 × 4: 1 where new content goes. */
async function cells(recipe: Recipe): Promise<readonly string[]> {
  const png = Buffer.from(keepOf(recipe).mask.png, 'base64');
  const grey = await sharp(png).resize(4, 4, { kernel: 'nearest' }).toColourspace('b-w').raw().toBuffer();
  return [0, 4, 8, 12].map((at) => [...grey.subarray(at, at + 4)].map((value) => (value > 127 ? '1' : '0')).join(''));
}

const topHalf = ['1111', '1111', '0000', '0000'];
const bottomHalf = [...topHalf].reverse();

/** Transparent in its left half. */
const cutOut = {
  name: 'cut-out.png',
  bytes: await sharp({ create: { width: 64, height: 64, channels: 4, background: '#ff0000ff' } })
    .composite([
      {
        input: { create: { width: 32, height: 64, channels: 4, background: '#fff' } },
        left: 0,
        top: 0,
        blend: 'dest-out',
      },
    ])
    .png()
    .toBuffer(),
};

const black = await uploaded('black.png', flat(64, [0, 0, 0]));

const mask = {
  name: 'mask.png',
  bytes: await sharp({ create: { width: 64, height: 64, channels: 3, background: 'black' } })
    .composite([{ input: { create: { width: 64, height: 32, channels: 3, background: 'white' } }, left: 0, top: 32 }])
    .png()
    .toBuffer(),
};

const [large, largeMask] = [await widePhoto(), await wideMask()];

describe('/inpaint, in a picture larger than the model', () => {
  const line = '/inpaint a hat seed:5';
  const sizeOf = async (png: string) => {
    const { width, height } = await sharp(Buffer.from(png, 'base64')).metadata();
    return { width, height };
  };

  test('redraws the square around the mask, and pastes it into the whole picture', async () => {
    const recipe = await trial().recipe(line, large, largeMask);
    const { left, top, side, ...paste } = recipe.finish.paste!;
    expect([left, top, side]).toEqual([0, 117, 447]);
    expect(await sizeOf(paste.image.png)).toEqual(wide);
    expect(await sizeOf(paste.mask.png)).toEqual(wide);
    const keep = keepOf(recipe);
    for (const { png } of [keep.image, keep.mask]) expect(await sizeOf(png)).toEqual({ width: 256, height: 256 });
    expect(await maskCoverage(keep.mask)).toBeGreaterThan(0.1);
  });

  test('says how much of the whole picture is drawn anew', async () => {
    const { maskedBy } = await trial().request(line, large, largeMask);
    expect(maskedBy!.share).toBeCloseTo((Math.PI * 130 * 190) / 2 / (wide.width * wide.height), 3);
  });

  test('takes the region from the whole picture', async () => {
    const { finish } = await trial().recipe('/inpaint a hat region:"right 10%"', large);
    expect(finish.paste).toMatchObject({ left: 406, top: -60, side: 794 });
  });

  test('uses the middle square alone where the whole is asked for', async () => {
    const recipe = await trial().recipe(`${line} whole:yes region:left`, large);
    expect(recipe.finish).not.toHaveProperty('paste');
    expect(await sizeOf(keepOf(recipe).image.png)).toEqual({ width: 256, height: 256 });
  });

  test('makes a picture smaller that is too large, and says so', async () => {
    const huge = { name: 'huge.png', bytes: await sharp(large.bytes).resize(2400).png().toBuffer() };
    const { recipe, remark } = await trial().request(`${line} region:left`, huge);
    expect(await sizeOf(recipe.finish.paste!.image.png)).toEqual({ width: 1280, height: 720 });
    expect(remark).toBe('“huge.png” has 2400 × 1350 pixels; it was made smaller, to 1280 × 720.');
  });

  test('gives every one of several its place in the same picture', async () => {
    const { drawings, finish } = await trial().recipe(`${line} count:3`, large, largeMask);
    expect(new Set(drawings.map(({ keep }) => JSON.stringify(keep))).size).toBe(1);
    expect(finish.paste).toBeDefined();
  });
});

describe('/inpaint', () => {
  test('draws where words say', async () => {
    const recipe = await trial().recipe('/inpaint a hat region:top half', photo);
    expect(await cells(recipe)).toEqual(topHalf);
    expect(keepOf(recipe)).toMatchObject({ kind: 'mask', form: 'renoised' });
    expect(keepOf(recipe)).not.toHaveProperty('resample');
    expect(recipe.drawings[0]!.start).toEqual({ kind: 'noise' });
  });

  test('draws where a mask file is white', async () => {
    expect(await cells(await trial().recipe('/inpaint a hat', photo, mask))).toEqual(bottomHalf);
  });

  test('draws where the picture is transparent', async () => {
    expect(await cells(await trial().recipe('/inpaint a hat', cutOut))).toEqual(['1100', '1100', '1100', '1100']);
  });

  test('swaps both on request', async () => {
    expect(await cells(await trial().recipe('/inpaint a hat invert:yes', photo, mask))).toEqual(topHalf);
  });

  test("takes the library's form, and RePaint's resampling", async () => {
    const recipe = await trial().recipe('/inpaint a hat region:left resample:5 form:clean', photo);
    expect(keepOf(recipe)).toMatchObject({ form: 'clean', resample: { jumpLength: 10, jumpCount: 5 } });
  });

  test.each([
    ['no place', '/inpaint a hat', [photo], 'I do not know where to draw: the picture has no transparent part.'],
    ['two places', '/inpaint a hat region:left', [photo, mask], 'There are both a mask and a region.'],
    ['an unknown place', '/inpaint a hat region:sideways', [photo], 'I do not know which part "sideways" is.'],
    ['three files', '/inpaint a hat', [photo, mask, mask], '/inpaint takes at most 2 files, and 3 came.'],
    [
      'a mask that is black everywhere',
      '/inpaint a hat region:everything invert:yes',
      [photo],
      'The mask is black everywhere, so nothing would be drawn; white is where new content goes.',
    ],
    [
      'a black file',
      '/inpaint a hat',
      [photo, black],
      'The mask is black everywhere, so nothing would be drawn; white is where new content goes.',
    ],
  ])('refuses %s', async (_, line, uploads, message) => {
    expect((await trial().refusal(line, ...uploads)).message).toBe(message);
  });

  test('says when a mask has another shape than its picture', async () => {
    const wide = { name: 'wide.png', bytes: await sharp(mask.bytes).resize(64, 20, { fit: 'fill' }).toBuffer() };
    expect((await trial().refusal('/inpaint a hat', photo, wide)).message).toMatch(/64 × 20 .* 64 × 64/);
  });

  test('refuses more steps than one request may take', async () => {
    const square = await uploaded('red.png', flat(64, [255, 0, 0]));
    const line = '/inpaint a hat region:left steps:250 resample:20';
    expect((await trial().refusal(line, square)).message).toBe(
      'That would take 5000 steps, and one request may take 4000.',
    );
  });
});
