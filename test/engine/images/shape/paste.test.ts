import { describe, expect, it } from 'vitest';
import { maskOf, type Paste, type RawPicture, scaleRaw } from '../../../../src/engine/client.ts';
import { wholePictureOf } from '../../../../src/engine/images/raster.ts';
import { pasteInto } from '../../../../src/engine/images/shape/paste.ts';

const [width, height] = [90, 60];

/** A picture in which no two neighbours are alike. */
const noisy = (w: number, h: number, seed: number): RawPicture => ({
  width: w,
  height: h,
  rgb: Uint8Array.from({ length: w * h * 3 }, (_, i) => (i * 7919 * seed + (i >> 3) * 104729) % 256),
});
const whole = noisy(width, height, 1);
const drawn = noisy(32, 32, 3);

type Lightness = (x: number, y: number) => number;

async function pasteOf(lightness: Lightness, square: Pick<Paste, 'left' | 'top' | 'side'>): Promise<Paste> {
  const values = Uint8Array.from({ length: width * height }, (_, i) => lightness(i % width, Math.floor(i / width)));
  return { image: await wholePictureOf(whole), mask: await maskOf({ width, height, values }), ...square };
}

const white: Lightness = () => 255;
const disc: Lightness = (x, y) => (Math.hypot(x - 30, y - 30) < 18 ? 255 : 0);
const ring: Lightness = (x, y) => (Math.abs(Math.hypot(x - 30, y - 30) - 12) < 4 ? 255 : 0);
const ramp: Lightness = (x) => Math.max(0, Math.min(255, 6 * x - 100));
const square = { left: 10, top: 10, side: 40 };

/** The indices of the pixels that differ. */
const changed = ({ rgb }: RawPicture) =>
  Array.from({ length: width * height }, (_, i) => i).filter((i) =>
    [0, 1, 2].some((channel) => rgb[3 * i + channel] !== whole.rgb[3 * i + channel]),
  );

describe('pasting', () => {
  it.each([
    ['a disc', disc, square],
    ['a ring, with concave edges', ring, square],
    ['a ramp', ramp, { left: -20, top: -30, side: 100 }],
  ] as const)('leaves every pixel where the mask is black as it was (%s)', async (_, lightness, at) => {
    const pasted = await pasteInto(drawn, await pasteOf(lightness, at));
    expect([pasted.width, pasted.height]).toEqual([width, height]);
    const pixels = changed(pasted);
    expect(pixels.length).toBeGreaterThan(100);
    expect(pixels.filter((i) => lightness(i % width, Math.floor(i / width)) === 0)).toEqual([]);
  });

  it('leaves every pixel outside the square as it was', async () => {
    const pixels = changed(await pasteInto(drawn, await pasteOf(white, square)));
    const outside = pixels.filter((i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      return x < 10 || x >= 50 || y < 10 || y >= 50;
    });
    expect(outside).toEqual([]);
    expect(pixels.length).toBeGreaterThan(1500);
  });

  it('takes the drawing where the mask is white, up to the edges of picture and square', async () => {
    const at = { left: 0, top: 0, side: 60 };
    const pasted = await pasteInto(drawn, await pasteOf(white, at));
    const { rgb } = await scaleRaw(drawn, 60, 60, 'lanczos');
    for (let y = 0; y < 60; y++) {
      const row = pasted.rgb.subarray(3 * y * width, 3 * (y * width + 60));
      expect([...row]).toEqual([...rgb.subarray(180 * y, 180 * (y + 1))]);
    }
  });

  it('cuts off what reaches over the picture', async () => {
    const pasted = await pasteInto(drawn, await pasteOf(white, { left: -30, top: 20, side: 60 }));
    const { rgb } = await scaleRaw(drawn, 60, 60, 'lanczos');
    const [x, y] = [5, 50];
    expect([...pasted.rgb.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)]).toEqual([
      ...rgb.subarray(3 * (30 * 60 + 35), 3 * (30 * 60 + 35) + 3),
    ]);
  });

  it('fades in from the edge of the mask', async () => {
    const grey = { width: 32, height: 32, rgb: new Uint8Array(32 * 32 * 3).fill(255) };
    const black = { ...whole, rgb: new Uint8Array(whole.rgb.length) };
    const left: Lightness = (x) => (x < 45 ? 255 : 0);
    const paste = { ...(await pasteOf(left, { left: 0, top: 0, side: 60 })), image: await wholePictureOf(black) };
    const { rgb } = await pasteInto(grey, paste);
    const row = Array.from({ length: 15 }, (_, i) => rgb[3 * (30 * width + 34 + i)]!);
    expect(row).toEqual(row.toSorted((a, b) => b - a));
    expect(row[0]).toBe(255);
    expect(row.slice(-4)).toEqual([0, 0, 0, 0]);
    expect(row.filter((value) => value > 0 && value < 255).length).toBeGreaterThan(1);
  });

  it('refuses a mask of another size, and what cannot be read', async () => {
    const paste = await pasteOf(white, square);
    const small = await maskOf({ width: 8, height: 8, values: new Uint8Array(64) });
    await expect(pasteInto(drawn, { ...paste, mask: small })).rejects.toThrow(
      'the mask has 8 × 8 px, the picture to paste into 90 × 60 px',
    );
    await expect(pasteInto(drawn, { ...paste, image: { png: 'aGVsbG8=' } })).rejects.toThrow(/could not be read/);
  });
});
