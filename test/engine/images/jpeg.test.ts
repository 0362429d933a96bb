import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { readPicture } from '../../../src/engine/client.ts';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';

/** Colours that differ everywhere: what is missing cannot be guessed. */
function scene(width: number, height: number): Sharp {
  const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return [(255 * y) / height, (255 * x) / width, (x * y) % 256][i % 3]!;
  });
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

const endOfImage = Buffer.from([0xff, 0xd9]);
const scanStart = (jpeg: Buffer) => jpeg.indexOf(Buffer.from([0xff, 0xda])) + 14;

/** Bytes of a fixed stream of noise. */
const noise = (count: number, seed: number): Buffer =>
  Buffer.from(
    createNoiseGenerator(seed)
      .randn([1, 1, 1, count])
      .data.map((value) => Math.abs(value * 1000) % 256),
  );

const baseline = await scene(203, 161).jpeg().toBuffer();
const progressive = await scene(203, 161).jpeg({ progressive: true }).toBuffer();
const middle = Math.floor((scanStart(baseline) + baseline.length) / 2);

/** The same file with other bytes in the middle of its pixels. */
function overwritten(jpeg: Buffer, bytes: Uint8Array, at = middle): Buffer {
  const copy = Buffer.from(jpeg);
  copy.set(bytes, at);
  return copy;
}

const truncated = (jpeg: Buffer, share: number) =>
  Buffer.concat([jpeg.subarray(0, Math.floor(jpeg.length * share)), endOfImage]);

describe('a JPEG of which parts would be made up is refused', () => {
  test.each<readonly [string, Uint8Array]>([
    ['cut off', baseline.subarray(0, baseline.length * 0.6)],
    ['cut off and ended', truncated(baseline, 0.6)],
    ['cut off near its end, and ended', truncated(baseline, 0.9)],
    ['progressive, cut off and ended', truncated(progressive, 0.6)],
    ['empty in the middle', overwritten(baseline, new Uint8Array(300))],
    ['all ones in the middle', overwritten(baseline, new Uint8Array(60).fill(0xfe))],
    ['without some bytes of the middle', Buffer.concat([baseline.subarray(0, middle), baseline.subarray(middle + 40)])],
    [
      'with more bytes in the middle',
      Buffer.concat([baseline.subarray(0, middle), noise(40, 1), baseline.subarray(middle)]),
    ],
    ...Array.from({ length: 8 }, (_, i) => {
      const at = middle - 200 + 50 * i;
      return [`with noise in the middle (${i})`, overwritten(baseline, noise(40 + 10 * i, i), at)] as const;
    }),
  ])('%s', async (_, bytes) => {
    await expect(readPicture(bytes)).rejects.toMatchObject({ problem: { code: 'damaged', format: 'jpeg' } });
  });
});

describe('a whole JPEG is read', () => {
  const subsamplings = ['4:2:0', '4:4:4'].map(
    (chromaSubsampling) => [chromaSubsampling, scene(203, 161).jpeg({ chromaSubsampling })] as const,
  );
  test.each<readonly [string, Sharp]>([
    ...subsamplings,
    ['with codes of its own', scene(203, 161).jpeg({ optimiseCoding: true })],
    ['with the usual codes', scene(203, 161).jpeg({ optimiseCoding: false })],
    ['in grey', scene(203, 161).greyscale().jpeg()],
    ['in CMYK', scene(64, 64).toColourspace('cmyk').jpeg()],
    ['in one block', scene(5, 3).jpeg()],
    ['progressive', scene(203, 161).jpeg({ progressive: true })],
    ['large and nearly without loss', scene(640, 480).jpeg({ quality: 100, chromaSubsampling: '4:4:4' })],
  ])('%s', async (_, picture) => {
    await expect(readPicture(await picture.toBuffer())).resolves.toBeDefined();
  });

  test.each([
    ['with another file behind it, as phones write them', Buffer.concat([baseline, Buffer.from('\0\0\0\x18ftypmp42')])],
    ['with a byte too many before its end', Buffer.concat([baseline.subarray(0, -2), Buffer.from([0]), endOfImage])],
  ])('%s', async (_, bytes) => {
    await expect(readPicture(bytes)).resolves.toBeDefined();
  });
});
