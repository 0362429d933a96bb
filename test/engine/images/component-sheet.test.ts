import { expect, test } from 'vitest';
import { componentSheet, type RawPicture } from '../../../src/engine/client.ts';

/** Red, with one white line across. */
const picture: RawPicture = {
  width: 192,
  height: 192,
  rgb: Uint8Array.from({ length: 192 * 192 * 3 }, (_, i) => (Math.floor(i / 576) === 96 || i % 3 === 0 ? 255 : 0)),
};

/** A pixel of the sheet's first row: 16 px of margin, 12 px between cells. */
const pixel = ({ rgb, width }: RawPicture, cell: number, row: number) => {
  const at = 3 * ((16 + row) * width + 16 + cell * (192 + 12) + 96);
  return [...rgb.subarray(at, at + 3)];
};

test('colour is shown beside grey', async () => {
  const sheet = await componentSheet([picture], 'colour');
  expect(pixel(sheet, 0, 20)).toEqual([255, 0, 0]);
  expect(pixel(sheet, 1, 20)).toEqual([85, 85, 85]);
});

test('what is still is shown beside the same in motion', async () => {
  const sheet = await componentSheet([picture], 'motion');
  expect(pixel(sheet, 0, 96)).toEqual([255, 255, 255]);
  const [red, green] = pixel(sheet, 1, 96);
  expect(red).toBe(255);
  expect(green).toBeLessThan(64);
});

test('every picture has a row', async () => {
  const one = await componentSheet([picture], 'motion');
  const two = await componentSheet([picture, picture], 'motion');
  expect(two.width).toBe(one.width);
  expect(two.height).toBeGreaterThan(2 * 192);
});
