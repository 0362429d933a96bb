import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { emojiPng, encodePng, film, pngToRaw, type RawPicture, shrink } from '../../../src/engine/client.ts';
import { gradient } from '../../commands/uploads.ts';

/** Does not compress. */
function noise(side: number): RawPicture {
  let state = 180;
  const rgb = Uint8Array.from({ length: side * side * 3 }, () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state >> 16;
  });
  return { width: side, height: side, rgb };
}

describe('a picture that is made to fit', () => {
  test('loses nothing where that is enough', async () => {
    const { mediaType, bytes } = await shrink(await encodePng(gradient(64)), 100_000);
    expect(mediaType).toBe('image/webp');
    expect(await pngToRaw(bytes)).toMatchObject({ rgb: Buffer.from(gradient(64).rgb) });
  });

  test.each([100_000, 20_000, 2_000])('fits %i bytes, whatever it shows', async (most) => {
    const { bytes } = await shrink(await encodePng(noise(256)), most);
    expect(bytes.length).toBeLessThanOrEqual(most);
  });

  test('keeps its size while quality is enough', async () => {
    const png = await encodePng(noise(128));
    const lossless = (await shrink(png, png.length)).bytes.length;
    const { width } = await sharp((await shrink(png, lossless - 1)).bytes).metadata();
    expect(width).toBe(128);
  });

  test('says when nothing fits', async () => {
    await expect(shrink(await encodePng(noise(64)), 10)).rejects.toThrow(/cannot be made to fit 10/);
  });
});

test('a film keeps how long it takes, and its last picture', async () => {
  const frames = [0, 60, 120, 180, 240].map((level) => ({
    ...noise(64),
    rgb: noise(64).rgb.map((v) => (v + level) % 256),
  }));
  const whole = await film(frames, { delayMs: 100, holdMs: 900 });
  const { bytes } = await shrink(whole, Math.round(whole.length / 3));
  const { pages, delay } = await sharp(bytes).metadata();
  expect(pages).toBeLessThan(5);
  expect(delay!.reduce((sum, ms) => sum + ms)).toBe(1300);
  expect(delay!.at(-1)).toBeGreaterThanOrEqual(900);
});

describe('an emoji', () => {
  test('is a square PNG of the asked side, from pixels or from a file', async () => {
    const wide = { width: 40, height: 20, rgb: new Uint8Array(2400) };
    for (const picture of [wide, await encodePng(wide)]) {
      expect(await sharp(await emojiPng(picture, 128)).metadata()).toMatchObject({
        format: 'png',
        width: 128,
        height: 128,
      });
    }
  });

  test('fits 256 KiB, whatever it shows', async () => {
    const png = await emojiPng(noise(512), 320);
    expect(png.length).toBeLessThanOrEqual(256 * 1024);
    expect((await pngToRaw(png)).width).toBe(320);
  });
});
