import { describe, expect, it, test } from 'vitest';
import { cutToAspect, extendedPictureOf, type RawPicture, rawOf } from '../../../../src/engine/client.ts';

/** Red above, blue below. */
const flag = (width: number, height: number): RawPicture => ({
  ...{ width, height },
  rgb: Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const isAbove = Math.floor(i / 3 / width) < height / 2;
    return i % 3 === (isAbove ? 0 : 2) ? 255 : 0;
  }),
});

describe('a picture that is not square', () => {
  it.each([
    [90, 60],
    [60, 90],
    [91, 60],
    [200, 3],
    [64, 64],
  ])('comes out of its square as it went in (%i × %i)', async (width, height) => {
    const picture = flag(width, height);
    const square = await rawOf(await extendedPictureOf(picture));
    expect([square.width, square.height]).toEqual([Math.max(width, height), Math.max(width, height)]);
    expect(cutToAspect(square, picture)).toEqual(picture);
  });

  it('carries its edges on in the rest of the square', async () => {
    const square = await rawOf(await extendedPictureOf(flag(90, 60)));
    const at = (x: number, y: number) => [...square.rgb.subarray(3 * (90 * y + x), 3 * (90 * y + x) + 3)];
    expect([at(0, 0), at(89, 14), at(0, 75), at(89, 89)]).toEqual([
      [255, 0, 0],
      [255, 0, 0],
      [0, 0, 255],
      [0, 0, 255],
    ]);
  });

  it('is at most 256 px long in a recipe, and keeps its shape there', async () => {
    const square = await rawOf(await extendedPictureOf(flag(1000, 500)));
    expect(square.width).toBe(256);
    const { width, height } = cutToAspect(square, { width: 1000, height: 500 });
    expect([width, height]).toEqual([256, 128]);
  });
});

test('the thinnest shape still has a pixel', () => {
  const { width, height } = cutToAspect(flag(32, 32), { width: 5000, height: 1 });
  expect([width, height]).toEqual([32, 1]);
});

test('without an aspect ratio a picture stays as it is', () => {
  const picture = flag(8, 8);
  expect(cutToAspect(picture, undefined)).toBe(picture);
});
