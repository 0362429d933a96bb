import { describe, expect, test } from 'vitest';
import { commands } from '../../../src/commands/index.ts';
import type { Notice } from '../../../src/commands/messages/errors.ts';
import { UserError } from '../../../src/commands/messages/errors.ts';
import { parseLine } from '../../../src/commands/parsing/parse-line.ts';
import { photo } from '../uploads.ts';

/** Returns the given values only, without defaults and pictures. */
function said(line: string, count = 0): Readonly<Record<string, unknown>> {
  const { command, options } = parseLine(line, files(count));
  const entries = Object.entries(options).filter(([name, value]) => {
    const spec = command.options[name]!;
    return value !== undefined && !('default' in spec && spec.default === value);
  });
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'object' ? value.name : value]));
}

const files = (count: number) => Array.from({ length: count }, (_, i) => ({ ...photo, name: `${i + 1}.png` }));

function refusal(line: string, count = 0): Notice {
  try {
    parseLine(line, files(count));
  } catch (error) {
    if (error instanceof UserError) return error.notice;
    throw error;
  }
  throw new Error(`${line} was not refused`);
}

describe('a line is read', () => {
  test.each([
    ['words are the prompt', '/sample a skull', { prompt: 'a skull' }],
    ['without its slash', 'sample a skull', { prompt: 'a skull' }],
    ['with capitals and spaces', '  /Sample   a   skull ', { prompt: 'a skull' }],
    ['name:value', '/sample a skull seed:180', { prompt: 'a skull', seed: 180 }],
    ['name=value', '/sample seed=180 a skull', { prompt: 'a skull', seed: 180 }],
    ['--name value', '/sample --seed 180 a skull', { prompt: 'a skull', seed: 180 }],
    ['--name=value', '/sample a skull --seed=180', { prompt: 'a skull', seed: 180 }],
    ['hyphens that a phone joined', '/sample a skull —seed 180', { prompt: 'a skull', seed: 180 }],
    ['a name with capitals', '/sample a skull SEED:180', { prompt: 'a skull', seed: 180 }],
    ['in quotes', '/sample "a skull" seed:180', { prompt: 'a skull', seed: 180 }],
    ['in smart quotes', '/sample “a skull” seed:180', { prompt: 'a skull', seed: 180 }],
    ['in single quotes', "/sample 'a dog's life'", { prompt: "a dog's life" }],
    ['in German quotes', '/sample „a skull“', { prompt: 'a skull' }],
    ['in French quotes', '/sample «a skull»', { prompt: 'a skull' }],
    ['an apostrophe is no quote', "/sample a dog's life", { prompt: "a dog's life" }],
    ['an apostrophe at the front is none', "/sample 'tis a skull", { prompt: "'tis a skull" }],
    ['quotes inside stay', '/sample a sign saying "hello"', { prompt: 'a sign saying "hello"' }],
    ['a time is no option', '/sample a clock at 12:30', { prompt: 'a clock at 12:30' }],
    ['an address is no option', '/sample https://example.org', { prompt: 'https://example.org' }],
    ['inches are no quotes', '/sample a 12" pizza', { prompt: 'a 12" pizza' }],
    ['pasted from a native command', '/sample prompt: a skull seed: 180', { prompt: 'a skull', seed: 180 }],
    [
      'a quoted value',
      '/sample a dog negative:"cats and rats" seed:1',
      { prompt: 'a dog', negative: 'cats and rats', seed: 1 },
    ],
    [
      'a long value without quotes',
      '/sample a dog negative:cats and rats seed:1',
      { prompt: 'a dog', negative: 'cats and rats', seed: 1 },
    ],
    ['words behind a quoted value', '/sample negative:"cats" a dog', { prompt: 'a dog', negative: 'cats' }],
    [
      'a value behind a colon and a space',
      '/sample a dog negative: "cats" seed: 1',
      { prompt: 'a dog', negative: 'cats', seed: 1 },
    ],
    ['a switch alone', '/sample a dog --film', { prompt: 'a dog', film: true }],
    ['a switch before the prompt', '/sample --film a dog', { prompt: 'a dog', film: true }],
    ['a switch with its word', '/sample film:on a dog', { prompt: 'a dog', film: true }],
    ['a switch turned off', '/sample a dog --no-upscale', { prompt: 'a dog', upscale: false }],
    ['a beginning of a choice', '/sample a dog sampler:dpm', { prompt: 'a dog', sampler: 'dpm++2m' }],
    ['a number in full', '/sample a dog guidance:7.5', { prompt: 'a dog', guidance: 7.5 }],
    ['two in quotes', '/anagram "a skull" "a dog"', { first: 'a skull', second: 'a dog' }],
    ['two with a bar', '/anagram a skull | a dog', { first: 'a skull', second: 'a dog' }],
    ['two with a bar and no space', '/anagram a skull|a dog', { first: 'a skull', second: 'a dog' }],
    ['two with a slash', '/anagram a skull / a dog', { first: 'a skull', second: 'a dog' }],
    ['words and a quote', '/anagram a skull "a dog"', { first: 'a skull', second: 'a dog' }],
    ['quotes and a bar', '/anagram "a skull" | "a dog"', { first: 'a skull', second: 'a dog' }],
    ['three', '/hybrid a | b | c', { far: 'a', near: 'b', middle: 'c' }],
    ['by name in any order', '/hybrid near:a dog far:a skull', { far: 'a skull', near: 'a dog' }],
    ['one by name, one by place', '/anagram second:"a dog" a skull', { first: 'a skull', second: 'a dog' }],
    ['a bar in a single prompt stays', '/sample a | b', { prompt: 'a | b' }],
    ['a dash of any length', '/sample a skull ―seed 180', { prompt: 'a skull', seed: 180 }],
    ['a dash and a space', '/sample a skull — seed 180 -- steps 20', { prompt: 'a skull', seed: 180, steps: 20 }],
    ['one hyphen before the name of an option', '/sample a skull -seed 180', { prompt: 'a skull', seed: 180 }],
    ['one hyphen before another word', '/sample a skull -old', { prompt: 'a skull -old' }],
    ['spaces around the sign', '/sample a skull seed : 180 steps = 20', { prompt: 'a skull', seed: 180, steps: 20 }],
    ['a colon of a Chinese keyboard', '/sample a skull seed：180', { prompt: 'a skull', seed: 180 }],
    ['in quotes that point inwards', '/sample »a skull« seed:180', { prompt: 'a skull', seed: 180 }],
    ['in single angles', '/sample ‹a skull› seed:180', { prompt: 'a skull', seed: 180 }],
    ['in low single quotes', '/sample ‚a skull‘ seed:180', { prompt: 'a skull', seed: 180 }],
    ['a comma before an option', '/sample a skull, seed:180, steps:20.', { prompt: 'a skull', seed: 180, steps: 20 }],
    ['a comma behind a text', '/sample a dog negative:cats, seed:1;', { prompt: 'a dog', negative: 'cats', seed: 1 }],
    ['a comma that was put in quotes', '/sample "a dog," negative:"cats,"', { prompt: 'a dog,', negative: 'cats,' }],
    ['commas between several', '/anagram a skull, | a dog,', { first: 'a skull', second: 'a dog' }],
    [
      'a mark behind a value',
      '/sample a dog seed:180! sampler:ddim) film:yes.',
      { prompt: 'a dog', seed: 180, sampler: 'ddim', film: true },
    ],
    ['a comma within a number', '/sample a dog guidance:7,5', { prompt: 'a dog', guidance: 7.5 }],
    ['a number by place', '/cancel 17', { job: '17' }],
  ])('%s: %s', (_, line, values) => {
    expect(said(line)).toEqual(values);
  });
});

describe('pictures', () => {
  test.each([
    ['the one that is needed', '/noise 500', 1, { image: '1.png', t: 500 }],
    ['in order', '/inpaint a hat', 2, { image: '1.png', prompt: 'a hat', mask: '2.png' }],
    ['by number', '/inpaint a hat image:2 mask:1', 2, { image: '2.png', prompt: 'a hat', mask: '1.png' }],
    ['by number, the rest in order', '/inpaint a hat mask:1', 2, { image: '2.png', prompt: 'a hat', mask: '1.png' }],
    [
      'by file name',
      '/anagram a | b image:1.png region:left',
      1,
      { first: 'a', second: 'b', image: '1.png', region: 'left' },
    ],
    [
      'where a region is, the picture that it is a region of',
      '/anagram "a skull" "a dog" region:top half',
      1,
      { first: 'a skull', second: 'a dog', image: '1.png', region: 'top half' },
    ],
    [
      'where a start is, the picture to start at',
      '/hybrid a | b start:10',
      1,
      { far: 'a', near: 'b', 'start-image': '1.png', start: 10 },
    ],
    ['the first place for an optional one', '/anagram a | b', 1, { first: 'a', second: 'b', 'start-image': '1.png' }],
  ])('%s: %s', (_, line, count, values) => {
    expect(said(line, count)).toEqual(values);
  });
});

describe('a mistake is answered with what to write instead', () => {
  test.each([
    ['', 'There is no command here.', 'Try /sample a skull, or /help.'],
    ['/', 'There is no command here.', 'Try /sample a skull, or /help.'],
    ['/sampel a dog', 'There is no command /sampel.', 'Did you mean /sample? /help lists them all.'],
    ['/frobnicate', 'There is no command /frobnicate.', '/help lists them all.'],
    ['/sample', '/sample needs "prompt": What to draw.', 'For example: /sample a skull'],
    [
      '/anagram a skull',
      '/anagram needs "second": What it shows when turned.',
      'For example: /anagram "a skull" "a dog"',
    ],
    [
      '/sample a dog sede:3',
      '/sample has no option called "sede".',
      /^Did you mean seed\? It takes prompt, count,.* For example: seed:7$/,
    ],
    ['/sample a dog --upscal no', '/sample has no option called "upscal".', /^Did you mean upscale\?/],
    ['/sample a dog seed:1 seed:2', '"seed" is given twice.', 'Keep one of them.'],
    ['/sample a dog seed:', '"seed" has no value.', 'Write it right after the name, such as seed:7.'],
    ['/sample prompt:', '"prompt" has no value.', 'Write it right after the name, such as prompt:"a skull".'],
    ['/sample a dog sampler:', '"sampler" has no value.', 'Write it right after the name, such as sampler:ddpm.'],
    [
      '/noise a skull',
      '/noise takes no prompt, so I do not know what "a skull" is for.',
      'It takes image, t, seed, model.',
    ],
    [
      '/denoise a dog',
      '/denoise takes its prompt by name, so I do not know what "a dog" is for.',
      'Write prompt:"a dog".',
    ],
    [
      "/sample time: 3 o'clock",
      '/sample has no option called "time".',
      /^If it belongs to the prompt, put the prompt in quotes\. /,
    ],
    ['a skull', 'There is no command /a.', 'To draw it: /sample a skull'],
    ['/sample "a dog', 'A quotation mark is never closed.', 'Put one at the end of the words it begins.'],
    ['/sample a dog steps:many', '"steps" should be a number, and "many" is not.', 'For example: steps:7'],
    ['/sample a dog steps:7.5', '"steps" should be a whole number, and "7.5" is not.', 'For example: steps:20'],
    ['/sample a dog steps:0x10', '"steps" should be a number, and "0x10" is not.', 'For example: steps:7'],
    ['/sample a dog steps:1000', '"steps" goes from 2 to 250, and 1000 is outside.', 'The nearest that works is 250.'],
    ['/sample a dog seed:-2', /^"seed" goes from -1 to 4294967295, and -2/, 'The nearest that works is -1.'],
    ['/sample a dog sampler:ddmp', '"sampler" cannot be "ddmp".', 'Did you mean ddpm? It can be ddpm, ddim, dpm++2m.'],
    ['/sample a dog sampler:d', '"sampler" cannot be "d".', 'It can be ddpm, ddim, dpm++2m.'],
    ['/sample a dog film:perhaps', '"film" is yes or no, and "perhaps" is neither.', 'For example: film:yes'],
    [`/sample ${'a'.repeat(301)}`, '"prompt" has 301 letters; 300 is the most.', 'Say it in fewer words.'],
    [
      '/anagram a | b | c | d e',
      'I do not know where "d e" belongs.',
      /^Put several words in quotes, or name the option: first,/,
    ],
    ['/status now', 'I do not know where "now" belongs.', 'This command takes no words.'],
    ['/sdedit a cat image:2', '"image" points at file 2, but none is attached.', /image:1/],
    ['/sdedit a cat', '/sdedit needs a picture.', /^Attach it to the same message/],
  ])('%s', (line, message, hint) => {
    const notice = refusal(line);
    expect(notice.message).toMatch(message instanceof RegExp ? message : exactly(message));
    expect(notice.hint).toMatch(hint instanceof RegExp ? hint : exactly(hint));
  });

  test.each([
    [
      '/anagram a | b start:5',
      0,
      '"start" has no effect without "start-image".',
      /Attach the picture as start-image:1, or leave start out/,
    ],
    ['/anagram a | b third-view:mirror', 0, '"third-view" has no effect without "third".', /^Give third as well/],
    ['/anagram a | b region:left', 0, '"region" has no effect without "image".', /picture as image:1/],
    ['/hybrid a | b resample:5', 0, '"resample" has no effect without "image".', /image:1/],
    ['/hybrid a | b invert:yes', 0, '"invert" has no effect without "image".', /image:1/],
    ['/hybrid a | b form:clean', 0, '"form" has no effect without "image".', /image:1/],
    ['/hybrid a | b mask:1', 1, '"mask" has no effect without "image".', /image:1/],
    ['/sdedit a cat sweep:yes count:3', 1, '"count" has no effect beside "sweep".', 'Leave one of them out.'],
    ['/sdedit a cat sweep:yes start:3', 1, '"start" has no effect beside "sweep".', 'Leave one of them out.'],
  ])('an option that nothing would come of: %s', (line, count, message, hint) => {
    const notice = refusal(line, count);
    expect(notice.message).toBe(message);
    expect(notice.hint).toMatch(hint);
  });

  test('but what is turned off asks for nothing', () => {
    expect(said('/hybrid a | b invert:no')).toEqual({ far: 'a', near: 'b' });
    expect(said('/sdedit a cat sweep:no count:3', 1)).toMatchObject({ count: 3 });
  });

  test('files that a command has no place for', () => {
    expect(refusal('/sample a dog', 1)).toEqual({
      message: '/sample takes no file.',
      hint: 'Send it without the file; /sdedit redraws a picture.',
    });
    expect(refusal('/inpaint a dog image:2', 1).message).toBe('"image" points at file 2, but only 1.png is attached.');
    expect(refusal('/inpaint a dog image:3', 2).message).toMatch(/but only 1\.png, 2\.png are attached/);
    expect(refusal('/sdedit a dog', 3).message).toBe('/sdedit takes at most 1 file, and 3 came.');
  });
});

const exactly = (words: string): RegExp => new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

test('every example of every command can be typed', () => {
  for (const { name, examples, options } of commands) {
    const needsImage = Object.values(options).some((spec) => spec.kind === 'image' && spec.required);
    expect(examples.length, name).toBeGreaterThan(0);
    for (const line of examples) expect(parseLine(line, files(needsImage ? 1 : 0)).command.name).toBe(name);
  }
});
