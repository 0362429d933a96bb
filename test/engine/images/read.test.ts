import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { type ImageError, moreThanFirst, readPicture } from '../../../src/engine/client.ts';
import { greyOf, rawOf } from '../../../src/engine/images/raster.ts';
import type { ReadOptions } from '../../../src/engine/images/reading/read.ts';

/** Left half red, right half blue, 80 × 40. */
const halves = (): Sharp =>
  sharp({ create: { width: 80, height: 40, channels: 3, background: 'red' } }).composite([
    { input: { create: { width: 40, height: 40, channels: 3, background: 'blue' } }, left: 40, top: 0 },
  ]);

async function pixelsOf(bytes: Uint8Array, options?: ReadOptions) {
  const read = await readPicture(bytes, options);
  const raw = await rawOf(read.picture);
  const at = (x: number, y: number) => [...raw.rgb.subarray((y * raw.width + x) * 3).subarray(0, 3)];
  return { read, side: raw.width, at };
}

const isNear = (actual: readonly number[], expected: readonly number[], tolerance = 3) =>
  expect(actual.map((value, index) => Math.abs(value - expected[index]!) <= tolerance)).toEqual([true, true, true]);

const red = [255, 0, 0];
const blue = [0, 0, 255];

describe('readable files', () => {
  const kinds = {
    png: (image) => image.png(),
    jpeg: (image) => image.jpeg({ quality: 100 }),
    webp: (image) => image.webp({ lossless: true }),
    gif: (image) => image.gif(),
    avif: (image) => image.avif({ lossless: true }),
    tiff: (image) => image.tiff(),
  } satisfies Record<string, (image: Sharp) => Sharp>;

  test.each(Object.entries(kinds))('%s: its middle becomes a square', async (_, encode) => {
    const { read, side, at } = await pixelsOf(await encode(halves()).toBuffer());
    expect([read.width, read.height, side]).toEqual([80, 40, 40]);
    expect(read.transparency).toBeUndefined();
    isNear(at(2, 20), red);
    isNear(at(37, 20), blue);
  });

  test('extending shows the whole picture, and carries its edges on above and below', async () => {
    const { side, at } = await pixelsOf(await halves().png().toBuffer(), { fit: 'extend' });
    expect(side).toBe(80);
    expect([at(5, 5), at(5, 40), at(75, 40), at(75, 75)]).toEqual([red, red, blue, blue]);
  });

  test('a large picture is reduced to 256 px, or to the side that was asked for', async () => {
    const large = await halves().resize(1000, 800, { fit: 'fill' }).png().toBuffer();
    expect((await pixelsOf(large)).side).toBe(256);
    expect((await pixelsOf(large, { maxSide: 64 })).side).toBe(64);
  });

  test('a photograph taken on its side is set upright', async () => {
    const rotated = await halves().jpeg({ quality: 100 }).withMetadata({ orientation: 6 }).toBuffer();
    const { read, at } = await pixelsOf(rotated);
    expect([read.width, read.height]).toEqual([40, 80]);
    isNear(at(20, 2), red, 6);
    isNear(at(20, 37), blue, 6);
  });

  test('a CMYK JPEG comes out in sRGB', async () => {
    const cmyk = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'white' } })
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    isNear((await pixelsOf(cmyk)).at(10, 10), [255, 255, 255], 6);
  });

  test('16 bits a channel become 8', async () => {
    const deep = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#804020' } })
      .toColourspace('rgb16')
      .png()
      .toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    isNear((await pixelsOf(deep)).at(4, 4), [0x80, 0x40, 0x20], 1);
  });

  test('of an animation the first frame is read', async () => {
    const frames = Buffer.concat(
      [red, blue].map((colour) =>
        Buffer.from(
          Array(16 * 16)
            .fill(colour)
            .flat(),
        ),
      ),
    );
    const gif = await sharp(frames, { raw: { width: 16, height: 32, channels: 3, pageHeight: 16 } })
      .gif()
      .toBuffer();
    const { read, side, at } = await pixelsOf(gif);
    expect([await moreThanFirst(gif), side, read.height]).toEqual(['frames', 16, 16]);
    isNear(at(8, 8), red);
  });

  test('a grey picture has three equal channels', async () => {
    const { at } = await pixelsOf(await halves().greyscale().png().toBuffer());
    expect(new Set(at(3, 3)).size).toBe(1);
  });

  test('transparency is laid on white and reported as a mask', async () => {
    const hole = { create: { width: 40, height: 40, channels: 4, background: '#00000000' } } as const;
    const drawn = {
      input: { create: { width: 40, height: 10, channels: 4, background: '#00ff0080' } },
      left: 0,
      top: 30,
    } as const;
    const { read, at } = await pixelsOf(await sharp(hole).composite([drawn]).png().toBuffer());
    const mask = await greyOf(read.transparency!);
    expect(at(20, 5)).toEqual([255, 255, 255]);
    isNear(at(20, 35), [127, 255, 127]);
    expect(mask.values[5 * 40 + 20]).toBe(255);
    expect(mask.values[35 * 40 + 20]).toBe(127);
  });

  test('alpha that hides nothing is no transparency', async () => {
    expect((await readPicture(await halves().ensureAlpha().png().toBuffer())).transparency).toBeUndefined();
  });
});

const png = await halves().png().toBuffer();
const noise = await sharp({
  create: { width: 64, height: 64, channels: 3, background: 'red', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
})
  .jpeg()
  .toBuffer();
/** 400 megapixels in half a megabyte. */
const huge = await sharp({ create: { width: 100, height: 100, channels: 3, background: 'black' } })
  .resize(20_000, 20_000, { kernel: 'nearest' })
  .toColourspace('b-w')
  .png({ compressionLevel: 1 })
  .toBuffer();

describe('unusable files', () => {
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>';

  test.each([
    { name: 'zero bytes', bytes: Buffer.alloc(0), problem: { code: 'empty' } },
    {
      name: 'a text',
      bytes: Buffer.from('hello, I am a text\n'),
      problem: { code: 'not-a-picture', looksLike: 'text' },
    },
    { name: 'other bytes', bytes: Buffer.from([1, 2, 3, 0]), problem: { code: 'not-a-picture', looksLike: 'unknown' } },
    { name: 'an SVG', bytes: Buffer.from(svg), problem: { code: 'unsupported-format', format: 'svg' } },
    { name: 'a PDF', bytes: Buffer.from('%PDF-1.7\n'), problem: { code: 'unsupported-format', format: 'pdf' } },
    {
      name: 'a PNG of which only the signature is there',
      bytes: png.subarray(0, 12),
      problem: { code: 'damaged', format: 'png' },
    },
    { name: 'a corrupt PNG', bytes: corrupted(png), problem: { code: 'damaged', format: 'png' } },
    { name: 'a truncated JPEG', bytes: noise.subarray(0, 1500), problem: { code: 'damaged', format: 'jpeg' } },
    {
      name: 'a PNG of 20,000 × 20,000 pixels',
      bytes: huge,
      problem: { code: 'too-many-pixels', width: 20_000, height: 20_000, maxPixels: 64_000_000 },
    },
  ])('$name', async ({ bytes, problem }) => {
    const error = await readPicture(bytes).catch((thrown: ImageError) => thrown);
    expect(error).toMatchObject({ problem });
  });

  test('more bytes than allowed', async () => {
    const refusal = { code: 'too-many-bytes', problem: { sizeBytes: png.length, maxBytes: 100 } };
    await expect(readPicture(png, { maxBytes: 100 })).rejects.toMatchObject(refusal);
  });
});

/** The same file with its compressed pixels overwritten. */
function corrupted(file: Uint8Array): Buffer {
  const copy = Buffer.from(file);
  const pixels = copy.indexOf('IDAT') + 4;
  return copy.fill(0xa5, pixels + 4, copy.length - 16);
}
