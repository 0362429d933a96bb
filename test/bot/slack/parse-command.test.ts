import { describe, expect, it } from 'vitest';
import { withFiles } from '../../../src/bot/chat/parsed-command.ts';
import { readTyped, unescaped } from '../../../src/bot/slack/parse-command.ts';
import { parseOptions } from '../../../src/commands/options/parse-options.ts';
import { lineOfText } from '../../../src/commands/parsing/plain-words.ts';

describe('what Slack makes of a typed line', () => {
  it.each([
    ['a &lt;b&gt; &amp; c', 'a <b> & c'],
    ['for <@U123|ada> in <#C9|studio>', 'for @ada in #studio'],
    ['for <@U123>', 'for @U123'],
    ['<!here> look', 'here look'],
    ['like <https://a.example/x|a.example/x>', 'like a.example/x'],
    ['like <https://a.example/x>', 'like https://a.example/x'],
    ['a &amp;lt; sign', 'a &lt; sign'],
    ['a\u00a0skull ', 'a skull'],
    ['a\u200b skull\u2060', 'a skull'],
    ['*a skull* and _a dog_', 'a skull and a dog'],
    ['*_a skull_*, ~old~', 'a skull, old'],
    ['seed:*180*', 'seed:180'],
    ['`/sample a skull seed:180`', '/sample a skull seed:180'],
    ['```/sample a skull```', '/sample a skull'],
    ['2 * 3 * 4, snake_case_word and 5*3 or 2*4', '2 * 3 * 4, snake_case_word and 5*3 or 2*4'],
  ])('%s is %s', (text, line) => {
    expect(unescaped(text)).toBe(line);
  });
});

describe('a typed command', () => {
  it.each([
    'a skull seed:180',
    'a skull --seed 180',
    '“a skull” seed=180',
    "'a skull' —seed 180",
    '"a skull" seed: 180',
    'a skull --seed=180',
    'a skull –seed 180',
    '„a skull“ seed:180.',
    '« a skull » seed\u00a0: 180',
    'a skull,\nseed:180',
    '*a skull* seed:180',
  ])('reads /sample %s', (text) => {
    const { command, values } = readTyped(`/sample ${unescaped(text)}`);
    expect(parseOptions(command, values)).toMatchObject({ prompt: 'a skull', seed: 180 });
  });

  it.each([
    ['/sample a skull private:yes', true],
    ['/sample private:yes a skull', true],
    ['/sample a skull --private', true],
    ['/sample a skull private:no', false],
    ['/sample a private garden', false],
    ['/sample a skull —private.', true],
    ['/sample a skull private: yes, seed:1', true],
    ['/help', true],
  ])('%s is for the asker alone: %s', (line, isPrivate) => {
    expect(readTyped(line).isPrivate).toBe(isPrivate);
  });

  it('keeps the words of a prompt that looks private', () => {
    expect(readTyped('/sample a private garden').values).toEqual({ prompt: 'a private garden' });
  });
});

describe('a mention', () => {
  it.each([
    ['sdedit a castle, start 7', true, 'sdedit a castle start:7'],
    ['sdedit a castle, start 7, seed 180', true, 'sdedit a castle start:7 seed:180'],
    ['/sample a skull', false, '/sample a skull'],
    ['a skull', false, '/sample a skull'],
    ['a castle, steps: 8', true, '/sdedit a castle steps:8'],
    ['a castle, blue and old', true, '/sdedit a castle, blue and old'],
    ['', false, '/help'],
    ['', true, '/sdedit'],
    ['smaple a skull', false, 'smaple a skull'],
    ['start 7, steps 20', true, '/sdedit start:7 steps:20'],
    ['sdedit start 7.', true, 'sdedit start:7'],
    ['with seed 180', true, '/sdedit seed:180'],
    ['a castle with seed 180 and steps 20!', false, '/sample a castle seed:180 steps:20'],
    ['a castle, seed: 180; guidance of 3.5', false, '/sample a castle seed:180 guidance:3.5'],
    ['a castle\nseed 180\nsteps is 20', false, '/sample a castle seed:180 steps:20'],
    ['a castle, start 7', false, '/sdedit a castle start:7'],
    ['inpaint a hat, region top half and left third', true, 'inpaint a hat region:"top half and left third"'],
    ['hybrid "a dog" "a cat" seed 3', false, 'hybrid "a dog" "a cat" seed:3'],
    ['a skull, privately', false, '/sample a skull private:yes'],
    ['Hello! Please sdedit a castle', true, 'sdedit a castle'],
    ['sample a skull, please', false, 'sample a skull'],
    ['sdedit: a castle', true, 'sdedit a castle'],
    ['help!', false, 'help'],
    ['hi there', false, '/help'],
    ['a clock that shows seed 3', false, '/sample a clock that shows seed 3'],
    ['a street, steps lead up', false, '/sample a street, steps lead up'],
    ['a dog, sampler of wines', false, '/sample a dog, sampler of wines'],
    ['a skull, seed -1', false, '/sample a skull seed:-1'],
  ])('%j is read as a line', (text, hasPicture, line) => {
    expect(lineOfText(text, hasPicture).line).toBe(line);
  });
});

describe('an option that is given twice', () => {
  it.each(['a castle, seed 7, seed 8', 'a castle seed:7, seed 8', 'a castle, private, privately'])('%s', (text) => {
    expect(() => readTyped(lineOfText(unescaped(text), false).line)).toThrow(/is given twice/);
  });

  it('is private, too', () => {
    expect(() => readTyped('/sample a skull private:yes --private')).toThrow('"private" is given twice.');
  });
});

describe('files', () => {
  const files = [
    { id: 'F1', name: 'castle.png' },
    { id: 'F2', name: 'mask.png' },
  ];

  it('go to the pictures of a command in order', () => {
    expect(withFiles(readTyped('/inpaint a hat'), files).files).toEqual({ image: files[0], mask: files[1] });
  });

  it('go where a line points, and the pointing is no value any more', () => {
    const asked = withFiles(readTyped('/inpaint a hat image:2 mask:1'), files);
    expect(asked.files).toEqual({ image: files[1], mask: files[0] });
    expect(asked.values).toEqual({ prompt: 'a hat' });
  });
});
