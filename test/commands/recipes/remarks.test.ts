import { describe, expect, test } from 'vitest';
import { act } from '../../../src/commands/actions/actions.ts';
import { trial } from '../context.ts';
import { photo } from '../uploads.ts';

/** Makes the remark of a model that reads so many words of a prompt. */
const remarkOn = async (line: string, words = 300) =>
  (await trial({ words }).request(line, ...(/^\/(?:sdedit|inpaint|denoise|upscale)/.test(line) ? [photo] : []))).remark;

const leftOut = (name: string, words: string) =>
  `The ${name} is longer than this model reads: it leaves out “${words}”.`;

describe('words that the model does not read', () => {
  test.each([
    ['/sample a skull on a hill', leftOut('prompt', 'a hill')],
    ['/sample a dog negative:"cats in a hat"', leftOut('negative prompt', 'hat')],
    ['/sdedit a castle by the sea', leftOut('prompt', 'the sea')],
    ['/inpaint "a hat of straw" region:left', leftOut('prompt', 'straw')],
    ['/anagram "a dog" "a skull on a hill"', leftOut('second prompt', 'a hill')],
    [
      '/hybrid "a skull on a hill" "waterfalls" middle:"one two three four"',
      `${leftOut('first prompt', 'a hill')} ${leftOut('second prompt', 'four')}`,
    ],
    ['/upscale prompt:"a skull on a hill"', leftOut('prompt', 'a hill')],
  ])('are named: %s', async (line, remark) => {
    expect(await remarkOn(line, 3)).toBe(remark);
  });

  test('are none where all is read', async () => {
    expect(await remarkOn('/anagram "a dog" "a skull on a hill" negative:"cats"')).toBeUndefined();
  });

  test('are repeated in part where they are many', async () => {
    expect(await remarkOn(`/sample one ${'twenty '.repeat(40)}`, 1)).toMatch(/it leaves out “(?:twenty ){17}t…”\.$/);
  });

  test('are named again below what is made of it', async () => {
    const { context, request, jobService } = trial({ words: 3 });
    const first = await request('/sample a skull on a hill');
    const id = jobService.remember({ recipe: first.recipe });
    await act('reroll', id, context);
    await request(`/remix seed:9 job:${id}`);
    expect(jobService.requests.map(({ remark }) => remark)).toEqual(Array(3).fill(leftOut('prompt', 'a hill')));
  });
});

describe('settings without an effect', () => {
  test.each([
    ['/sample a dog guidance:1 negative:cats', 'At guidance 1 the negative prompt has no effect.'],
    ['/sample a dog guidance:1 interval:200-800', 'At guidance 1 the interval has no effect.'],
    ['/sample a dog guidance:0', 'At guidance 0 the picture does not follow the prompt.'],
    [
      '/denoise guidance:0 negative:cats',
      'At guidance 0 the picture does not follow the prompt, only the negative one.',
    ],
    ['/upscale 1024 prompt:"a dog"', 'Beyond 256 pixels the detail does not follow the prompt.'],
    ['/sample a dog guidance:2 negative:cats interval:200-800', undefined],
    ['/sample a dog guidance:1', undefined],
    ['/sample a dog guidance:0 interval:200-800', undefined],
    ['/upscale 256 prompt:"a dog"', undefined],
    ['/upscale 1024', undefined],
  ])('%s: %s', async (line, remark) => {
    expect(await remarkOn(line)).toBe(remark);
  });
});
