import { describe, expect, test } from 'vitest';
import { fromAfar, nearFar, type RawPicture, viewNames, viewPicture } from '../../../src/engine/client.ts';

/** Every pixel another colour, none of them grey. */
const gradient = (side: number): RawPicture => ({
  width: side,
  height: side,
  rgb: Uint8Array.from({ length: side * side * 3 }, (_, index) => (index * 37) % 256),
});

const pixel = ({ width, rgb }: RawPicture, x: number, y: number) => [
  ...rgb.subarray((y * width + x) * 3).subarray(0, 3),
];

describe('a picture through a view', () => {
  const raw = gradient(32);

  test.each(viewNames)('%s keeps the size and moves or negates values', (view) => {
    const seen = viewPicture(raw, view);
    const values = [...seen.rgb].map((value) => (view === 'negate' ? 255 - value : value));
    expect([seen.width, seen.height]).toEqual([32, 32]);
    expect(values.sort()).toEqual([...raw.rgb].sort());
  });

  test('flip turns it upside down', () => {
    expect(pixel(viewPicture(raw, 'flip'), 3, 0)).toEqual(pixel(raw, 3, 31));
  });
});

describe('near and far', () => {
  test('three cells, the picture smaller in each', async () => {
    const black = { width: 64, height: 64, rgb: new Uint8Array(64 * 64 * 3) };
    const sheet = await nearFar(black);
    const row = Array.from({ length: sheet.width }, (_, x) => pixel(sheet, x, 16 + 96)[0]! < 128);
    const cells = [0, 1, 2].map((cell) => row.slice(16 + cell * 204, 16 + cell * 204 + 192).filter(Boolean).length);
    expect(cells).toEqual([192, 96, 48]);
  });

  test('from afar it is as small as the last of the three, in the middle', async () => {
    const black = { width: 64, height: 64, rgb: new Uint8Array(64 * 64 * 3) };
    const far = await fromAfar(black);
    const row = Array.from({ length: far.width }, (_, x) => pixel(far, x, 96)[0]! < 128);
    expect([far.width, row.indexOf(true), row.lastIndexOf(true)]).toEqual([192, 72, 119]);
  });

  test('what is fine vanishes with distance, what is coarse stays', async () => {
    const stripes = { width: 64, height: 64, rgb: new Uint8Array(64 * 64 * 3) };
    for (let i = 0; i < stripes.rgb.length; i++)
      stripes.rgb[i] = (Math.floor(i / 3) % 2) * 200 + (Math.floor(i / 192) < 32 ? 0 : 55);
    const sheet = await nearFar(stripes);
    const farLeft = 16 + 2 * 204 + 72;
    const far = (y: number) => Array.from({ length: 40 }, (_, x) => pixel(sheet, farLeft + 4 + x, 16 + 72 + y)[0]!);
    expect(Math.max(...far(10)) - Math.min(...far(10))).toBeLessThan(30);
    expect(far(38)[20]! - far(10)[20]!).toBeGreaterThan(30);
  });
});
