import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { JobRequest } from '../../../src/commands/ports/job-service.ts';
import type { Result, ResultFile } from '../../../src/commands/ports/reply.ts';
import { filmFile, makeResult } from '../../../src/commands/results/results.ts';
import {
  encodePng,
  type JobId,
  pngToRaw,
  type RawPicture,
  type Recipe,
  readRecipe,
  scaleRaw,
} from '../../../src/engine/client.ts';
import { trial } from '../context.ts';
import { flat, gradient, photo } from '../uploads.ts';

const timing = { wallMs: 1234, modelMs: 1200, provider: 'cpu' };
const frames = [await encodePng(flat(64, [10, 20, 30])), await encodePng(flat(64, [40, 50, 60]))];

interface Drawn {
  readonly request: JobRequest;
  readonly pictures: readonly RawPicture[];
  readonly result: Result;
}

/** The result of a line, had the engine drawn a gradient. */
async function drawn(line: string, count = 0, flagged?: readonly boolean[]): Promise<Drawn> {
  const request = await trial().request(line, ...Array.from({ length: count }, () => ({ ...photo })));
  const pictures = request.recipe.drawings.map(() => gradient(128));
  const frameLists = request.recipe.drawings.map(({ walk }) => (walk.kind === 'sample' ? frames : []));
  return {
    request,
    pictures,
    result: await makeResult({ jobId: 'job1' as JobId, request, pictures, flagged, frames: frameLists, timing }),
  };
}

const names = ({ files }: Result) => files.map((file) => file.name);
const side = async ({ bytes }: ResultFile) => (await pngToRaw(bytes)).width;

describe('the files of a result', () => {
  test.each([
    ['/sample a dog seed:5', 0, ['sample-5.png']],
    ['/sample a dog seed:5 film:yes', 0, ['sample-5.png', 'sample-5-film.webp']],
    ['/sample a dog seed:5 count:2', 0, ['sample-5-sheet.png', 'sample-5-1.png', 'sample-5-2.png']],
    ['/sdedit a dog seed:5', 1, ['sdedit-5.png']],
    ['/inpaint a hat region:left seed:5', 1, ['inpaint-5.png', 'inpaint-5-mask.png']],
    ['/anagram a | b seed:5', 0, ['anagram-5.png', 'anagram-5-flip.png']],
    ['/anagram a | b | c seed:5', 0, ['anagram-5.png', 'anagram-5-flip.png', 'anagram-5-rotate90.png']],
    ['/anagram a | b seed:5 image:1 region:left', 1, ['anagram-5.png', 'anagram-5-mask.png', 'anagram-5-flip.png']],
    ['/hybrid a | b seed:5', 0, ['hybrid-5.png', 'hybrid-5-near-far.png']],
    ['/hybrid a | b seed:5 kind:colour', 0, ['hybrid-5.png', 'hybrid-5-colour.png']],
    ['/hybrid a | b seed:5 kind:motion', 0, ['hybrid-5.png', 'hybrid-5-motion.png']],
    ['/upscale seed:5', 1, ['upscale-5.png']],
    ['/noise 500 seed:5', 1, ['noise-5.png']],
    ['/noise seed:5', 1, ['noise-5-sheet.png', 'noise-5-1.png', 'noise-5-2.png', 'noise-5-3.png', 'noise-5-4.png']],
  ])('%s', async (line, count, expected) => {
    const { result } = await drawn(line, count);
    expect(names(result)).toEqual(expected);
    expect(result.files.every((file) => file.bytes.length > 0)).toBe(true);
  });

  test('the picture is what the engine drew, to the pixel', async () => {
    const { pictures, result } = await drawn('/sample a dog');
    expect(Buffer.from((await pngToRaw(result.files[0]!.bytes)).rgb)).toEqual(Buffer.from(pictures[0]!.rgb));
  });

  test('every picture carries the recipe that makes it alone, and the sheet the one that makes all', async () => {
    const { request, result } = await drawn('/sample a dog count:2 seed:5');
    const [sheet, first, second] = result.files.map((file) => readRecipe(file.bytes));
    expect(sheet).toEqual(request.recipe);
    expect(first).toEqual({ ...request.recipe, drawings: [request.recipe.drawings[0]] });
    expect(second).toEqual({ ...request.recipe, drawings: [request.recipe.drawings[1]] });
  });

  test.each([
    ['/sample a dog count:2', 0],
    ['/sdedit a cat sweep:yes', 1],
    ['/inpaint a hat region:left resample:2', 1],
    ['/anagram a | b seed:5 image:1 region:left', 1],
    ['/hybrid a | b sampler:ddim interval:200-800', 1],
    ['/noise', 1],
    ['/denoise', 1],
    ['/upscale', 1],
  ])('a recipe that was read again is embedded to the same byte: %s', async (line, count) => {
    const { pictures, request, result } = await drawn(line, count);
    const bytes = async (recipe: Recipe) => Buffer.from(await encodePng(pictures[0]!, recipe));
    const read = readRecipe(result.files[0]!.bytes)!;
    expect((await bytes(read)).equals(await bytes(request.recipe))).toBe(true);
  });

  test('the original of an enlarged sweep is the upload, and carries no recipe', async () => {
    const { result } = await drawn('/sdedit a dog sweep:yes', 1);
    const original = result.files.at(-1)!;
    const upload = await scaleRaw(gradient(64), 128, 128, 'lanczos');
    expect(Buffer.from((await pngToRaw(original.bytes)).rgb).equals(Buffer.from(upload.rgb))).toBe(true);
    expect(readRecipe(original.bytes)).toBeUndefined();
  });

  test('what only helps to read a picture carries none', async () => {
    const { result } = await drawn('/inpaint a hat region:left', 1);
    expect(readRecipe(result.files[1]!.bytes)).toBeUndefined();
  });

  test('the mask tints the part that was drawn anew, and only that', async () => {
    const { result } = await drawn('/inpaint a hat region:left', 1);
    const { width, rgb } = await pngToRaw(result.files[1]!.bytes);
    const original = gradient(64).rgb;
    expect(width).toBe(64);
    expect(rgb.subarray(3 * 40, 3 * 64)).toEqual(Buffer.from(original.subarray(3 * 40, 3 * 64)));
    expect([...rgb.subarray(0, 3)]).not.toEqual([...original.subarray(0, 3)]);
  });

  test('the turned reading is the picture upside down', async () => {
    const { pictures, result } = await drawn('/anagram a | b');
    const { rgb } = await pngToRaw(result.files[1]!.bytes);
    const row = 3 * 128;
    expect(rgb.subarray(0, row)).toEqual(Buffer.from(pictures[0]!.rgb.subarray(-row)));
  });

  test('the ways of /denoise stand in one row', async () => {
    const { result } = await drawn('/denoise', 1);
    const { width, height } = await pngToRaw(result.files[0]!.bytes);
    expect(width).toBeGreaterThan(4 * height);
  });

  test('readings of several are sheets', async () => {
    const { result } = await drawn('/anagram a | b count:2');
    expect(await side(result.files.at(-1)!)).toBe(await side(result.files[0]!));
  });

  test('the film has every step, and ends with the picture', async () => {
    const { result } = await drawn('/sample a dog film:yes');
    expect(await sharp(result.files[1]!.bytes).metadata()).toMatchObject({ format: 'webp', pages: 3 });
  });

  test('a film of many pictures and steps keeps within its bounds, and ends with the pictures', async () => {
    const frame = (shade: number) => ({ width: 32, height: 32, rgb: new Uint8Array(32 * 32 * 3).fill(shade) });
    const last = { width: 256, height: 256, rgb: new Uint8Array(256 * 256 * 3).fill(255) };
    const reels = Array.from({ length: 16 }, () => [...Array.from({ length: 200 }, (_, i) => frame(i)), last]);
    const captions = reels.map((_, i) => `seed ${i}`);
    const { bytes } = await filmFile('film.webp', reels, captions);
    const { width, pageHeight, pages } = await sharp(bytes, { animated: true }).metadata();
    expect(pages).toBeGreaterThan(20);
    expect(width! * pageHeight! * pages!).toBeLessThan(34e6);
    const { channels } = await sharp(bytes, { page: pages! - 1 })
      .extract({ left: 20, top: 20, width: 99, height: 99 })
      .stats();
    expect(channels[0]!.mean).toBeGreaterThan(250);
  });

  test('there is no film of what was not sampled', async () => {
    const { result } = await drawn('/denoise film:yes', 1);
    expect(names(result).at(-1)).toMatch(/-film\.webp$/);
    expect((await sharp(result.files.at(-1)!.bytes).metadata()).pages).toBe(3);
  });
});

describe('the words of a result', () => {
  test.each([
    ['/sample a dog seed:5', 0, 'a dog · seed 5'],
    ['/sample a dog seed:5 count:3', 0, 'a dog · seeds 5–7'],
    [`/sample a dog seed:${2 ** 32 - 1} count:2`, 0, 'a dog · seeds 4294967295, 0'],
    ['/sdedit a cat seed:5 start:10', 1, 'a cat · from t 690 · seed 5'],
    ['/sdedit a cat seed:5 sweep:yes', 1, 'a cat · seed 5'],
    ['/anagram a | b seed:5', 0, 'a / b · seed 5'],
    ['/hybrid a | b | c seed:5', 0, 'a → c → b · seed 5'],
    ['/noise seed:5', 1, 'an uploaded picture at t 250, 500, 750 · seed 5'],
    ['/denoise 500 seed:5', 1, 'a high quality photo · from t 500 · seed 5'],
    ['/upscale seed:5', 1, 'an enlarged picture · seed 5'],
    ['/upscale seed:5 prompt:"a skull"', 1, 'a skull, enlarged · seed 5'],
  ])('%s is captioned', async (line, count, caption) => {
    expect((await drawn(line, count)).result.caption).toBe(caption);
  });

  test.each([
    ['/sample a dog', 0, 'A picture drawn from the prompt “a dog”.'],
    ['/sdedit a cat', 1, 'A picture redrawn from start 7 as “a cat”.'],
    ['/inpaint a hat region:left', 1, 'A picture drawn from the prompt “a hat”, set into part of an uploaded picture.'],
    ['/anagram a | b', 0, 'A visual anagram: “a” as it is, and “b” when flipped upside down.'],
    ['/hybrid a | b', 0, 'A hybrid picture: “a” from far away, and “b” from close.'],
    ['/hybrid a | b | c', 0, 'A hybrid picture: “a” from far away, and “c” in between, and “b” from close.'],
    ['/hybrid a | b kind:colour', 0, 'A hybrid picture: “a” in grey, and “b” in its colours.'],
    [
      '/hybrid a | b',
      1,
      'A hybrid picture: “a” from far away, and “b” from close, with a part of it taken from a photo.',
    ],
    ['/noise 500', 1, 'An uploaded picture under the noise of timestep 500.'],
    ['/upscale', 1, 'An enlarged picture.'],
    ['/upscale prompt:"a skull"', 1, 'An enlarged picture of “a skull”.'],
  ])('%s is described for those who cannot see it', async (line, count, altText) => {
    expect((await drawn(line, count)).result.files[0]!.altText).toBe(altText);
  });

  test('each picture of a sweep names its start, and the sheet what it is', async () => {
    const { files } = (await drawn('/sdedit a cat sweep:yes', 1)).result;
    expect(files.map(({ altText }) => altText)).toEqual([
      '8 pictures side by side: start 1, start 3, start 5, start 7, start 10, start 20, start 28, original. start 1: A picture redrawn from start 1 as “a cat”.',
      ...[1, 3, 5, 7, 10, 20, 28].map((start) => `A picture redrawn from start ${start} as “a cat”.`),
      'The uploaded picture as it was.',
    ]);
  });

  test.each(['/noise', '/denoise'])(
    'the original of %s is what was uploaded, and not what its sheet is about',
    async (line) => {
      const { files } = (await drawn(line, 1)).result;
      expect(files[1]!.altText).toBe('The uploaded picture as it was.');
      expect(files[0]!.altText).not.toContain('enlarged');
      expect(files[0]!.altText).toMatch(/: (An uploaded picture under|A picture redrawn from) /);
    },
  );

  test('the start stands among the settings', async () => {
    expect((await drawn('/sdedit a cat start:10', 1)).result.details).toContainEqual(['start', '10']);
  });

  test('settings stand in pairs', async () => {
    const { result } = await drawn('/sample a dog seed:5 negative:cats sampler:ddim eta:0.5');
    expect(result.details).toEqual([
      ['seed', '5'],
      ['steps', '20'],
      ['sampler', 'ddim, trailing, eta 0.5'],
      ['guidance', '4'],
      ['negative', 'cats'],
      ['model', 'emoji'],
      ['time', '1.2 s on cpu'],
    ]);
  });

  test('a remark comes along', async () => {
    const suggest = () => [{ text: 'a dog', similarity: 0.1 }];
    const request = await trial({ suggest }).request('/sample zeitgeist');
    const result = await makeResult({ jobId: 'job1' as JobId, request, pictures: [gradient(64)], frames: [], timing });
    expect(result.remark).toBe('This model never learned “zeitgeist”.');
    expect((await drawn('/sample a dog')).result).not.toHaveProperty('remark');
  });
});

test.each([
  ['/sample a dog', 0, ['reroll', 'vary', 'upscale', 'turn', 'film', 'settings']],
  ['/sdedit a cat', 1, ['reroll', 'vary', 'upscale', 'film', 'settings']],
  ['/anagram a | b', 0, ['reroll', 'vary', 'upscale', 'turn', 'film', 'settings']],
  ['/hybrid a | b', 0, ['reroll', 'vary', 'upscale', 'near-far', 'film', 'settings']],
  ['/noise', 1, ['reroll', 'settings']],
  ['/upscale', 1, ['reroll', 'upscale', 'turn', 'settings']],
  ['/upscale 1024', 1, ['reroll', 'turn', 'settings']],
])('%s offers the buttons that work', async (line, count, actions) => {
  expect((await drawn(line, count)).result.actions).toEqual(actions);
});

describe('what a safety model flagged is marked', () => {
  const marked = ({ files }: Result) => files.flatMap(({ name, isSensitive }) => (isSensitive ? [name] : []));

  test('on every file that shows it, and on no other picture', async () => {
    const { result } = await drawn('/sample a dog seed:5 count:2 film:yes', 0, [false, true]);
    expect(marked(result)).toEqual(['sample-5-sheet.png', 'sample-5-2.png', 'sample-5-film.webp']);
    expect(result.flagged).toEqual([false, true]);
  });

  test.each([
    ['/anagram a | b seed:5', 0],
    ['/hybrid a | b seed:5', 0],
    ['/inpaint a hat region:left seed:5', 1],
  ])('on its readings and its mask: %s', async (line, count) => {
    const { result } = await drawn(line, count, [true]);
    expect(marked(result)).toEqual(names(result));
    expect(names(result)).toHaveLength(2);
  });

  test('on nothing where nothing was flagged, or there is no model', async () => {
    expect(marked((await drawn('/sample a dog count:2', 0, [false, false])).result)).toEqual([]);
    expect((await drawn('/sample a dog')).result).not.toHaveProperty('flagged');
  });
});
