import sharp from 'sharp';
import { expect, test } from 'vitest';
import { gallerySheets } from '../../src/commands/prompts/gallery-sheets.ts';

/** A gallery whose cells have the colours red, green, blue, red, … */
async function gallery(count: number) {
  const [side, columns] = [8, 5];
  const [width, height] = [columns * side, Math.ceil(count / columns) * side];
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const cell = Math.floor(i / width / side) * columns + Math.floor((i % width) / side);
    rgb[3 * i + (cell % 3)] = 255;
  }
  const image = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .webp({ lossless: true })
    .toBuffer();
  return { image, side, columns, prompts: Array.from({ length: count }, (_, i) => `thing ${i}`) };
}

test('sheets show every cell in order, with its words, 48 to a sheet', async () => {
  const sheets = await gallerySheets(await gallery(50));
  expect(sheets.map(({ name, altText }) => [name, altText.split(', ').length])).toEqual([
    ['words-1.jpg', 48],
    ['words-2.jpg', 2],
  ]);
  expect(sheets[1]!.altText).toBe('Small pictures of: thing 48, thing 49');
  const { data, info } = await sharp(sheets[0]!.bytes).raw().toBuffer({ resolveWithObject: true });
  const strongest = (x: number, y: number) => {
    const pixel = [...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3)];
    return pixel.indexOf(Math.max(...pixel));
  };
  const middles = Array.from({ length: 6 }, (_, i) => strongest(16 + i * (128 + 12) + 64, 16 + 64));
  expect(middles).toEqual([0, 1, 2, 0, 1, 2]);
});
