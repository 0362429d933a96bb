import { describe, expect, test } from 'vitest';
import { picturesOf, toLine } from '../../src/commands/line-of.ts';
import { trial } from './context.ts';
import { photo } from './uploads.ts';

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
  ])('%s', async (line, count) => {
    const files = Array.from({ length: count }, () => ({ ...photo }));
    const first = await trial().request(line, ...files);
    const second = await trial().request(toLine(first), ...files);
    expect(second).toEqual(first);
  });

  test('leaves out what is normal', async () => {
    const request = await trial().request('/anagram "a skull" "a dog" seed:180');
    expect(toLine(request)).toBe(
      '/anagram "a skull" "a dog" steps:20 guidance:4 seed:180 sampler:dpm++2m spacing:trailing model:emoji',
    );
  });
});

test.each([
  ['/sample a dog', 0, []],
  ['/sdedit a dog', 1, ['the picture it began at']],
  ['/inpaint a dog region:left', 1, ['the picture it was drawn into', 'the mask']],
  ['/hybrid a | b', 1, ['the photo']],
])('%s says what to attach', async (line, count, pictures) => {
  const { recipe } = await trial().request(line, ...Array.from({ length: count }, () => ({ ...photo })));
  expect(picturesOf(recipe)).toEqual(pictures);
});
