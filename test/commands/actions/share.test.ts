import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { shareFiles } from '../../../src/commands/actions/share.ts';
import { smallerCopy } from '../../../src/commands/results/smaller-copy.ts';
import { encodePng, readRecipe } from '../../../src/engine/client.ts';
import { trial } from '../context.ts';
import { gradient } from '../uploads.ts';

const png = await encodePng(gradient(256));

/** What is shared of a finished job that this line made. */
async function shared(line: string, flagged: readonly boolean[] = []) {
  const { request, jobService } = trial();
  const { command, recipe } = await request(line);
  const id = jobService.remember({ command, recipe }, { pictures: recipe.drawings.map(() => png), flagged });
  return shareFiles({ id }, { jobService });
}

const namesOf = (files: readonly { name: string }[]) => files.map(({ name }) => name);

describe('what is shared', () => {
  test('of a picture is the picture, with its recipe', async () => {
    const files = await shared('/sample a dog seed:7');
    expect(namesOf(files)).toEqual(['sample-7.png']);
    expect(readRecipe(files[0]!.bytes)?.drawings[0]).toMatchObject({ seed: 7 });
  });

  test('of several is their sheet, and each', async () => {
    expect(namesOf(await shared('/sample a dog seed:7 count:2'))).toEqual([
      'sample-7-sheet.png',
      'sample-7-1.png',
      'sample-7-2.png',
    ]);
  });

  test('of an anagram is both readings, and a film that turns it and rests on both', async () => {
    const files = await shared('/anagram a | b seed:7 view:rotate180');
    expect(namesOf(files)).toEqual(['anagram-7.png', 'anagram-7-rotate180.png', 'anagram-7-turning.webp']);
    const { bytes, altText } = files[2]!;
    expect(altText).toBe('A film of the picture as it is, then when turned by half, and back.');
    expect(bytes.length).toBeLessThanOrEqual(1_000_000);
    const { pages, delay, loop, width } = await sharp(bytes).metadata();
    expect({ pages, loop, width }).toEqual({ pages: 24, loop: 0, width: 256 });
    expect(delay!.flatMap((ms, i) => (ms === 1500 ? [i] : []))).toEqual([0, 12]);
  });

  test('of a hybrid is how it looks from near and far', async () => {
    expect(namesOf(await shared('/hybrid a | b seed:7'))).toEqual(['hybrid-7.png', 'hybrid-7-near-far.png']);
  });
});

test('what was flagged stays hidden when it is shared', async () => {
  const files = await shared('/anagram a | b seed:7', [true]);
  expect(files.map(({ isSensitive }) => isSensitive)).toEqual([true, true, true]);
});

test('a copy that is small enough keeps its words, and is itself where nothing is to do', async () => {
  const file = { name: 'a.b.png', mediaType: 'image/png', bytes: png, altText: 'a dog', isSensitive: true } as const;
  expect(await smallerCopy(file, png.length)).toBe(file);
  const copy = await smallerCopy(file, png.length - 1);
  expect(copy).toMatchObject({ name: 'a.b.webp', mediaType: 'image/webp', altText: 'a dog', isSensitive: true });
  expect(copy.bytes.length).toBeLessThan(png.length);
});
