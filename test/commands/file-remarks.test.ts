import { describe, expect, test } from 'vitest';
import { turnPicture } from '../../src/commands/actions/picture-actions.ts';
import { trial } from './context.ts';
import { animations, pages, stills, trackOnly } from './several-pictures.ts';
import { photo } from './uploads.ts';

const told = '“file” is an animation; only its first frame was used.';
const file = (bytes: Uint8Array) => ({ name: 'file', bytes });

describe('of a file with several pictures the first is used, and the answer says so', () => {
  test.each(Object.entries(animations))('an animated %s', async (_, bytes) => {
    expect((await trial().request('/sdedit a cat', file(bytes))).remark).toBe(told);
  });

  test('a TIFF of several pages', async () => {
    const { remark } = await trial().request('/sdedit a cat', file(pages));
    expect(remark).toBe('“file” has several pages; only the first was used.');
  });

  test.each([
    '/noise 500',
    '/denoise',
    '/upscale',
    '/inpaint a hat region:left',
    '/inpaint a hat invert:yes mask:1 image:1',
    '/anagram a | b start-image:1',
    '/anagram a | b image:1 region:left',
    '/hybrid a | b photo:1',
  ])('in %s', async (line) => {
    expect((await trial().request(line, file(animations.gif))).remark).toContain(told);
  });

  test('beside what the model hardly knows', async () => {
    const someone = trial({ suggest: () => [{ text: 'a dog', similarity: 0.1 }] });
    const { remark } = await someone.request('/sdedit kubernetes', file(animations.gif));
    expect(remark).toBe(`${told} This model never learned “kubernetes”.`);
  });

  test('in the menu of a picture', async () => {
    const someone = trial();
    await turnPicture(file(animations.webp), someone.context);
    expect(someone.contents.at(-1)).toMatchObject({ kind: 'result', result: { remark: told } });
  });

  test.each(Object.entries(stills))('and %s is all there is', async (_, bytes) => {
    expect(await trial().request('/sdedit a cat', file(bytes))).not.toHaveProperty('remark');
  });

  test('and a photo, too', async () => {
    expect(await trial().request('/sdedit a cat', photo)).not.toHaveProperty('remark');
  });
});

test('an animated AVIF without a still picture is not called damaged', async () => {
  expect((await trial().refusal('/sdedit a cat', file(trackOnly))).message).toBe(
    '"file" is of the kind animated AVIF without a still picture, which I cannot read.',
  );
});
