import { describe, expect, it } from 'vitest';
import { commands, findCommand } from '../../../src/commands/index.ts';
import { UserError } from '../../../src/commands/messages/errors.ts';
import { parseOptions } from '../../../src/commands/options/parse-options.ts';
import { cleanValue, withoutMarks } from '../../../src/commands/options/typed-text.ts';
import { parseLine, readLine } from '../../../src/commands/parsing/parse-line.ts';
import { readPromptFields } from '../../../src/commands/parsing/prompt-fields.ts';

const skull = { prompt: 'a skull', seed: 180 };

describe('a line is read as it was meant', () => {
  it.each([
    ['marks around everything', '`/sample a skull seed:180`'],
    ['a fence around everything', '```\n/sample a skull seed:180\n```'],
    ['marks around the command', '*/sample* a skull seed:180'],
    ['a name in marks, without a slash', '*sample* a skull seed:180'],
    ['double marks around an option', '/sample a skull **seed:180**'],
    ['marks around a value', '/sample a skull seed:`180`'],
    ['marks within marks', '**_/sample a skull_** `seed:180`'],
    ['signs that nobody sees, before the slash', '\ufeff\u200b/sample a skull seed:180'],
    ['signs that nobody sees, in a name', '/sam\u200bple a skull se\u2060ed:180'],
    ['joiners that join nothing', '/sample\u200d a skull\u200d seed\u200c:\u200d180\u200d'],
    ['joiners of both kinds in a row', '/sample a skull seed:\u200c\u200d\u200c180'],
    ['soft hyphens', '/sample a skull s\u00adeed:180'],
    ['a dash of a keyboard with wide signs', '/sample a skull ﹘seed 180'],
    ['a single dash that is no hyphen', '/sample a skull −seed 180'],
    ['wide digits', '/sample a skull seed：１８０'],
    ['a wide slash', '／sample a skull seed:180'],
    ['a number with a dash, a name and spaces', '/sample a skull — seed: 180'],
  ])('%s', (_, line) => {
    expect(parseLine(line).options).toMatchObject(skull);
  });

  it.each([
    ['emoji that are joined', '/sample an astronaut 👩\u200d🚀 at sea', 'an astronaut 👩\u200d🚀 at sea'],
    ['Persian that is not joined', '/sample می\u200cخواهم', 'می\u200cخواهم'],
    ['a word with marks inside', '/sample snake_case and 2*3*4', 'snake_case and 2*3*4'],
    ['marks that nothing closes', '/sample a *star and 5 * hotels', 'a *star and 5 * hotels'],
    ['two underlines', '/sample the letters __init__', 'the letters __init__'],
    ['a number with its name and sign, in quotes', '/sample "a note: seed : 180"', 'a note: seed : 180'],
    ['a wide prompt', '/sample ｗｉｄｅ', 'ｗｉｄｅ'],
  ])('and a prompt stays: %s', (_, line, prompt) => {
    expect(readLine(line).values).toEqual({ prompt });
  });

  it('with marks that are closed on another line, or in another order', () => {
    expect(withoutMarks('*a _b* c_')).toBe('a _b c_');
    expect(withoutMarks('* a\n* b')).toBe('* a\n* b');
    expect(withoutMarks('')).toBe('');
  });
});

describe('a value that is no prose', () => {
  it.each([
    ['−5', '-5'],
    ['–0.5', '-0.5'],
    ['\u200b7\u200d', '7'],
    ['ｙｅｓ', 'yes'],
    [' dpm＋＋2m ', 'dpm++2m'],
  ])('%j is %j', (typed, value) => {
    expect(cleanValue(typed)).toBe(value);
  });

  it('is read so wherever it comes from', () => {
    const values = { prompt: 'a', seed: '１８０', sampler: 'ｄｄｉｍ', film: 'ｙｅｓ\u200b', interval: '200–800' };
    expect(parseOptions(findCommand('sample')!, values)).toMatchObject({ seed: 180, sampler: 'ddim', film: true });
  });
});

describe('a seed of -1', () => {
  it.each(commands.filter(({ options }) => 'seed' in options).map((each) => [each.name, each] as const))(
    'is one of /%s',
    (_, { options }) => {
      expect(options.seed).toMatchObject({ min: -1 });
    },
  );
});

const fields = (values: Readonly<Record<string, string>>, name = 'sample') =>
  readPromptFields(findCommand(name)!, values, true);

const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error.notice.message;
    throw error;
  }
  return 'it was not refused';
};

describe('a prompt in a field of its own', () => {
  it.each([
    ['a skull --seed 180', { prompt: 'a skull', seed: '180' }],
    ['a skull seed:180', { prompt: 'a skull', seed: '180' }],
    ['a skull, seed: 180, --film', { prompt: 'a skull', seed: '180', film: true }],
    ['a skull —seed 180', { prompt: 'a skull', seed: '180' }],
    ['a skull -seed 180', { prompt: 'a skull', seed: '180' }],
    ['a skull --no-upscale', { prompt: 'a skull', upscale: 'no' }],
    ['a skull sampler: ddim', { prompt: 'a skull', sampler: 'ddim' }],
    ['“a skull” seed=180', { prompt: '“a skull”', seed: '180' }],
    ['“a skull”', { prompt: 'a skull' }],
    ['--seed 180', { seed: '180' }],
  ])('%j has options in it', (prompt, values) => {
    expect(fields({ prompt }).values).toEqual(values);
  });

  it.each([
    'a sign: keep out',
    'steps: a long way up',
    'the sampler: a book of verse',
    'a clock at 12:30, https://example.org',
    'a castle — old and grey, —crumbling',
    'a man called "--seed 5"',
    'an unclosed "quote --seed',
    '5" floppy disk',
    'constructor:5',
  ])('%j has none', (prompt) => {
    expect(fields({ prompt })).toEqual({ values: { prompt }, isPrivate: false });
  });

  it('may ask for privacy', () => {
    expect(fields({ prompt: 'a skull --private' })).toEqual({ values: { prompt: 'a skull' }, isPrivate: true });
    expect(fields({ prompt: 'a skull private:no' })).toEqual({ values: { prompt: 'a skull' }, isPrivate: false });
  });

  it('says what it does not know, and what is given twice', () => {
    expect(refusal(() => fields({ prompt: 'a skull --sead 5' }))).toBe('/sample has no option called "sead".');
    for (const other of [{ seed: '5' }, { negative: 'a dog --seed 5' }]) {
      expect(refusal(() => fields({ prompt: 'a skull --seed 6', ...other }))).toBe('"seed" is given twice.');
    }
    expect(refusal(() => fields({ prompt: 'a skull seed:5 --seed 6' }))).toBe('"seed" is given twice.');
  });

  it('is one of several', () => {
    const values = { first: 'a skull --view rotate90', second: 'a dog seed:5' };
    expect(fields(values, 'anagram').values).toEqual({
      first: 'a skull',
      second: 'a dog',
      view: 'rotate90',
      seed: '5',
    });
  });
});

describe('of several pictures', () => {
  const file = (name: string) => ({ name, bytes: new Uint8Array() });
  it.each([
    ['/inpaint a hat', ['mask.png', 'castle.png'], { image: 'castle.png', mask: 'mask.png' }],
    ['/inpaint a hat', ['castle_MASK.webp', 'castle.png'], { image: 'castle.png', mask: 'castle_MASK.webp' }],
    ['/anagram a | b', ['mask.png', 'castle.png'], { image: 'castle.png', mask: 'mask.png' }],
    // Files that are referred to, that are alone, or whose names only resemble "mask" are assigned by position.
    ['/inpaint a hat image:1', ['mask.png', 'castle.png'], { image: 'mask.png', mask: 'castle.png' }],
    ['/inpaint a hat', ['mask.png'], { image: 'mask.png' }],
    ['/inpaint a hat', ['damask.png', 'castle.png'], { image: 'damask.png', mask: 'castle.png' }],
    ['/inpaint a hat', ['mask-1.png', 'mask-2.png'], { image: 'mask-1.png', mask: 'mask-2.png' }],
  ])('of %s the mask is known by its name: %j', (line, names, places) => {
    const { options } = parseLine(line, names.map(file));
    const placed = Object.entries(options).flatMap(([name, value]) =>
      typeof value === 'object' ? [[name, value.name]] : [],
    );
    expect(Object.fromEntries(placed)).toEqual(places);
  });
});
