import { PNG } from 'pngjs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import {
  encodePng,
  type Picture,
  pictureOf,
  pngToRaw,
  type RawPicture,
  type Recipe,
  readRecipe,
  scaleRaw,
} from '../../../src/engine/client.ts';
import { readText, withText } from '../../../src/engine/images/png-chunks.ts';
import { rawOf } from '../../../src/engine/images/raster.ts';

/** Every pixel another colour. */
const gradient = (width: number, height = width): RawPicture => ({
  width,
  height,
  rgb: Uint8Array.from({ length: width * height * 3 }, (_, index) => (index * 37) % 256),
});

const recipe = (image: Picture): Recipe => ({
  version: 1,
  model: 'gaussian',
  drawings: [
    {
      label: 'пример “quoted”',
      term: { kind: 'prompt', prompt: 'a skull 💀' },
      guidance: { scale: 7, negative: '' },
      start: { kind: 'image', image, timestep: 690 },
      walk: { kind: 'sample', sampler: 'ddpm', spacing: 'strided', steps: 34, thresholding: false },
      seed: 180,
    },
  ],
  finish: { upscaleTo: null },
});

describe('pixels', () => {
  test('survive a PNG', async () => {
    const raw = gradient(17, 9);
    const png = await encodePng(raw);
    expect(await pngToRaw(png)).toEqual({ ...raw, rgb: Buffer.from(raw.rgb) });
  });

  test('another reader sees the same pixels behind the recipe', async () => {
    const raw = gradient(8);
    const { data } = PNG.sync.read(Buffer.from(await encodePng(raw, recipe(await pictureOf(raw)))));
    expect(data.filter((_, index) => index % 4 !== 3)).toEqual(Buffer.from(raw.rgb));
  });

  test('a picture for a recipe is square and at most 256 px a side', async () => {
    expect(await rawOf(await pictureOf(gradient(300, 400)))).toMatchObject({ width: 256, height: 256 });
    expect(await rawOf(await pictureOf(gradient(20, 10)))).toMatchObject({ width: 10, height: 10 });
  });

  test('enlarged by nearest, every pixel becomes a block', async () => {
    const raw = gradient(4);
    const { rgb } = await scaleRaw(raw, 12, 12, 'nearest');
    for (const [x, y] of [
      [0, 0],
      [5, 7],
      [11, 11],
    ] as const) {
      const source = (Math.floor(y / 3) * 4 + Math.floor(x / 3)) * 3;
      expect([...rgb.subarray((y * 12 + x) * 3).subarray(0, 3)]).toEqual([...raw.rgb.subarray(source, source + 3)]);
    }
  });
});

const plain = await encodePng(gradient(4));
const filesWithoutRecipe = [
  { name: 'no recipe', bytes: plain },
  { name: 'no PNG', bytes: Buffer.from('hello') },
  { name: 'no bytes', bytes: new Uint8Array(0) },
  { name: 'a text that is no JSON', bytes: await withText(plain, 'stridebot', '{') },
  { name: 'JSON that is no recipe', bytes: await withText(plain, 'stridebot', '{"version":1}') },
  { name: 'the text under another keyword', bytes: await withText(plain, 'comment', '{}') },
  { name: 'a text cut off', bytes: (await withText(plain, 'stridebot', 'x'.repeat(999))).subarray(0, 60) },
];

describe('recipes', () => {
  test('travel in the file, pictures and all', async () => {
    const raw = gradient(32);
    const given = recipe(await pictureOf(raw));
    expect(readRecipe(await encodePng(raw, given))).toEqual(given);
  });

  test('the same picture and recipe give the same bytes', async () => {
    const raw = gradient(32);
    const given = recipe(await pictureOf(raw));
    expect(await encodePng(raw, given)).toEqual(await encodePng(raw, given));
  });

  test.each(filesWithoutRecipe)('$name: none', ({ bytes }) => {
    expect(readRecipe(bytes)).toBeUndefined();
  });

  test('a text that unpacks to far more than any recipe is not unpacked', async () => {
    const bomb = await withText(plain, 'stridebot', ' '.repeat(17 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    expect(readText(bomb, 'stridebot')).toBeNull();
  });

  test('a text of more parts than any recipe has is not parsed', async () => {
    const given = recipe(await pictureOf(gradient(8)));
    const padded = (parts: number) =>
      withText(plain, 'stridebot', JSON.stringify({ ...given, more: new Array(parts).fill(0) }));
    expect(readRecipe(await padded(100))).toEqual(given);
    expect(readRecipe(await padded(60_000))).toBeUndefined();
  });

  test('a text that is not compressed is read as well', () => {
    const png = new PNG({ width: 1, height: 1 });
    const file = PNG.sync.write(png);
    const data = Buffer.from('stridebot\0\0\0en\0\0hello', 'latin1');
    const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from('iTXt'), data, Buffer.alloc(4)]);
    chunk.writeUInt32BE(data.length);
    expect(readText(Buffer.concat([file.subarray(0, 33), chunk, file.subarray(33)]), 'stridebot')).toBe('hello');
  });

  test('files with recipes are sound: checksums hold', async () => {
    const png = await encodePng(gradient(8), recipe(await pictureOf(gradient(8))));
    expect(() => PNG.sync.read(Buffer.from(png), { checkCRC: true })).not.toThrow();
    await expect(sharp(png, { failOn: 'warning' }).stats()).resolves.toBeDefined();
  });
});
