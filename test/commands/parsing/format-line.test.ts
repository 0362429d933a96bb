import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { formatLine, picturesOf } from '../../../src/commands/parsing/format-line.ts';
import type { Upload } from '../../../src/commands/ports/upload.ts';
import { trial } from '../context.ts';
import { flat, gradient, photo, uploaded } from '../uploads.ts';

const transparent = { create: { width: 64, height: 64, channels: 4, background: '#ff000040' } } as const;

/** A picture, a mask, a picture with transparency, another picture. */
const drawers: Readonly<Record<number, Upload>> = {
  1: await uploaded('picture.png', gradient(64)),
  2: await uploaded('mask.png', flat(64, [200, 200, 200])),
  3: { name: 'cut-out.png', bytes: await sharp(transparent).png().toBuffer() },
  4: await uploaded('other.png', flat(64, [0, 90, 180])),
};

describe('the settings of a job are a line that makes the same recipe', () => {
  test.each([
    ['/sample a skull', 0],
    ['/sample "a "quoted" skull" seed:180', 0],
    ['/sample a dog count:3 seed:4294967295 negative:cats and rats guidance:0 steps:34', 0],
    ['/sample a dog sampler:ddim eta:0.5 spacing:strided threshold:no interval:200-800 upscale:no film:yes', 0],
    ['/sample a dog model:digits', 0],
    ['/sample yes', 0],
    ['/sdedit a cat start:20', 1],
    ['/sdedit a cat sweep:yes', 1],
    ['/anagram "a skull" "a dog"', 0],
    ['/anagram a | b | c view:jigsaw third-view:negate', 0],
    ['/anagram a | b start:20', 1],
    ['/hybrid "a skull" waterfalls', 0],
    ['/hybrid a | b | c', 0],
    ['/hybrid a | b kind:colour', 0],
    ['/noise', 1],
    ['/noise 500', 1],
    ['/denoise 250 prompt:"a dog"', 1],
    ['/upscale 512', 1],
    ['/inpaint a hat region:"left third and right third" invert:yes resample:3', 1],
    ['/anagram a | b image:1 region:"top half"', 1],
    ['/hybrid a | b photo:1', 1],
    ['/hybrid a | b start-image:1', 1],
  ])('%s', async (line, count) => {
    const files = Array.from({ length: count }, () => ({ ...photo }));
    const first = await trial().request(line, ...files);
    const second = await trial().request(formatLine(first)!, ...files);
    expect(second).toEqual(first);
  });

  // What was attached, by number, and what the line then asks for, by number and in order.
  test.each([
    ['/inpaint a hat whole:yes', [1, 2], [1, 2]],
    ['/inpaint a hat', [1, 2], [1, 2]],
    ['/inpaint a hat mask:1 image:2 invert:yes', [1, 2], [2, 1]],
    ['/inpaint a hat', [3], [3]],
    ['/anagram a | b image:1 mask:2 start-image:3', [1, 2, 4], [4, 1, 2]],
    ['/anagram a | b image:1 mask:2', [1, 2], [1, 2]],
    ['/hybrid a | b photo:1 start-image:2 start:12', [1, 4], [4, 1]],
    ['/hybrid a | b start-image:1 image:2 region:left', [1, 4], [1, 4]],
  ])('%s with files %j asks for %j', async (line, given, again) => {
    const first = await trial().request(line, ...given.map((n) => drawers[n]!));
    const second = await trial().request(formatLine(first)!, ...again.map((n) => drawers[n]!));
    expect(second).toEqual(first);
    expect(picturesOf(first)).toHaveLength(again.length);
  });

  test('a varied sample is a redrawn picture', async () => {
    const { recipe } = await trial().request('/sdedit a cat start:16', photo);
    expect(formatLine({ recipe })).toMatch(/^\/sdedit "a cat" image:1 start:16 /);
  });

  test('there is none for a mask that came in a file, nobody knows how', async () => {
    const { recipe } = await trial().request('/inpaint a hat region:left', photo);
    expect(formatLine({ recipe })).toBeUndefined();
  });

  test('there is none for a start that the command has no place for', async () => {
    const { recipe, maskedBy } = await trial().request('/inpaint a hat region:left', photo);
    const { start } = (await trial().recipe('/sdedit a hat', photo)).drawings[0]!;
    const varied = { ...recipe, drawings: recipe.drawings.map((drawing) => ({ ...drawing, start })) };
    expect(formatLine({ recipe, ...(maskedBy !== undefined && { maskedBy }) })).toBeDefined();
    expect(formatLine({ recipe: varied, ...(maskedBy !== undefined && { maskedBy }) })).toBeUndefined();
  });

  test('leaves out what is normal', async () => {
    const request = await trial().request('/anagram "a skull" "a dog" seed:180');
    expect(formatLine(request)).toBe(
      '/anagram "a skull" "a dog" guidance:4 steps:20 seed:180 model:emoji sampler:dpm++2m spacing:trailing',
    );
  });
});

test.each([
  ['/sample a dog', 0, []],
  ['/sdedit a dog', 1, ['the picture it began at']],
  ['/inpaint a dog region:left', 1, ['the picture it was drawn into']],
  ['/inpaint a dog', 2, ['the picture it was drawn into', 'the mask']],
  ['/hybrid a | b', 1, ['the photo']],
])('%s says what to attach', async (line, count, pictures) => {
  const request = await trial().request(line, ...Array.from({ length: count }, () => ({ ...photo })));
  expect(picturesOf(request)).toEqual(pictures);
});
