import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Upload } from '../../src/commands/ports/upload.ts';
import { makeResult } from '../../src/commands/results/results.ts';
import { type Constraint, type JobId, maskCoverage } from '../../src/engine/client.ts';
import { trial } from './context.ts';
import { gradient, photo } from './uploads.ts';

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

const side = 64;
const white: Rgba = [255, 255, 255, 255];
const black: Rgba = [0, 0, 0, 255];
const nothing: Rgba = [0, 0, 0, 0];

/** A PNG whose pixels are given by their column and row. */
async function painted(name: string, colour: (x: number, y: number) => Rgba): Promise<Upload> {
  const rgba = Array.from({ length: side * side }, (_, i) => colour(i % side, Math.floor(i / side))).flat();
  const raw = { width: side, height: side, channels: 4 } as const;
  return { name, bytes: await sharp(Uint8Array.from(rgba), { raw }).png().toBuffer() };
}

const isQuarter = (x: number, y: number) => x < side / 2 && y < side / 2;
const isCorner = (x: number, y: number) => x === 0 && y === 0;
const photoAt = (x: number, y: number): Rgba => [(255 * y) / (side - 1), (255 * x) / (side - 1), 128, 255];
const thin = ([r, g, b]: Rgba): Rgba => [r, g, b, 254];

/** What a line and its files make: how much is drawn anew, and what the answer says of it. */
async function masked(line: string, ...uploads: readonly Upload[]) {
  const request = await trial().request(line, ...uploads);
  const { finish, drawings } = request.recipe;
  const { mask } = finish.paste ?? (drawings[0]!.keep as Extract<Constraint, { kind: 'mask' }>);
  const timing = { wallMs: 1, modelMs: 1, provider: 'cpu' };
  const drawn = { jobId: 'job1' as JobId, request, pictures: [gradient(side)], frames: [], timing };
  const said = Object.fromEntries((await makeResult(drawn)).details).mask;
  return { percent: Math.round(100 * (await maskCoverage(mask))), said };
}

const quarters: readonly (readonly [string, (x: number, y: number) => Rgba, string])[] = [
  ['white on black', (x, y) => (isQuarter(x, y) ? white : black), 'white in the mask'],
  [
    'white on black with one pixel that is nearly opaque',
    (x, y) => (isCorner(x, y) ? thin(white) : isQuarter(x, y) ? white : black),
    'white in the mask',
  ],
  [
    'white on black with one pixel that is not there',
    (x, y) => (isCorner(x, y) ? nothing : isQuarter(x, y) ? white : black),
    'white in the mask',
  ],
  [
    'white on black, all of it half seen through',
    (x, y) => [...(isQuarter(x, y) ? white : black).slice(0, 3), 120] as unknown as Rgba,
    'white in the mask',
  ],
  ['white strokes on nothing', (x, y) => (isQuarter(x, y) ? white : nothing), 'painted white in the mask'],
  ['a hole in black', (x, y) => (isQuarter(x, y) ? nothing : black), 'transparent in the mask'],
  ['a hole in a photo', (x, y) => (isQuarter(x, y) ? nothing : photoAt(x, y)), 'transparent in the mask'],
];

describe('a mask file', () => {
  test.each(quarters)('%s is read as what it means, and the answer says so', async (_, colour, what) => {
    const { percent, said } = await masked('/inpaint a hat', photo, await painted('mask.png', colour));
    expect(percent).toBe(25);
    expect(said).toBe(`what is ${what}: 25 % drawn anew`);
  });

  test('swapped says the rest', async () => {
    const mask = await painted('mask.png', (x, y) => (isQuarter(x, y) ? white : black));
    const { percent, said } = await masked('/inpaint a hat invert:yes', photo, mask);
    expect(percent).toBe(75);
    expect(said).toBe('all but what is white in the mask: 75 % drawn anew');
  });

  test('in anagrams and hybrids is read and said the same way', async () => {
    const mask = await painted('mask.png', (x, y) => (isQuarter(x, y) ? white : nothing));
    for (const line of ['/anagram a | b image:1 mask:2', '/hybrid a | b image:1 mask:2']) {
      expect((await masked(line, photo, mask)).said).toBe('what is painted white in the mask: 25 % drawn anew');
    }
  });

  test('that is too dark to draw anything is refused, with its lightest point', async () => {
    const mask = await painted('mask.png', () => [1, 1, 1, 255]);
    const refusal = await trial().refusal('/inpaint a hat', photo, mask);
    expect(refusal.message).toMatch(/too dark, so nothing would be drawn: its lightest point is 1 of 255/);
    expect(refusal.hint).toContain('A mask of 0 and 1 must be made one of 0 and 255.');
  });
});

describe('a region', () => {
  test.each(['top 0.1%', 'middle 0.1%', 'x 0-0.1%', 'x 10-10.4% y 10-10.4%'])(
    'too small to draw anything is refused: %s',
    async (region) => {
      const { message } = await trial().refusal(`/inpaint a hat region:"${region}"`, photo);
      expect(message).toMatch(/^That part is too small to draw in/);
    },
  );

  test('says how much of the picture it is', async () => {
    expect((await masked('/inpaint a hat region:"top half"', photo)).said).toBe('the region: 50 % drawn anew');
    expect((await masked('/inpaint a hat region:everything', photo)).said).toBe('the region: 100 % drawn anew');
  });
});

describe('the transparency of a picture', () => {
  test('is where new content goes, and the answer says how much', async () => {
    const cutOut = await painted('cut-out.png', (x, y) => (isQuarter(x, y) ? nothing : photoAt(x, y)));
    const { percent, said } = await masked('/inpaint a hat', cutOut);
    expect(percent).toBe(25);
    expect(said).toBe('what is transparent in the picture: 25 % drawn anew');
  });

  test.each([
    [
      'one pixel that is nearly opaque',
      (x: number, y: number) => (isCorner(x, y) ? thin(photoAt(x, y)) : photoAt(x, y)),
      '0 %',
    ],
    ['one pixel that is not there', (x: number, y: number) => (isCorner(x, y) ? nothing : photoAt(x, y)), '0.024 %'],
    ['a picture that is hardly seen through anywhere', (x: number, y: number) => thin(photoAt(x, y)), '0 %'],
  ])('that is no part of it says nothing: %s', async (_, colour, share) => {
    const { message } = await trial().refusal('/inpaint a hat', await painted('photo.png', colour));
    expect(message).toBe(
      share === '0 %'
        ? 'I do not know where to draw: the picture has no transparent part.'
        : `I do not know where to draw: of the picture only ${share} is transparent, too little to mean anything.`,
    );
  });
});
