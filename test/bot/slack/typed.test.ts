import { describe, expect, it } from 'vitest';
import { lineOfMention, readTyped, unescaped, withFiles } from '../../../src/bot/slack/typed.ts';

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
  ])('reads /sample %s', (text) => {
    const { values } = readTyped(`/sample ${text}`);
    expect(values).toMatchObject({ prompt: 'a skull', seed: '180' });
  });

  it.each([
    ['/sample a skull private:yes', true],
    ['/sample private:yes a skull', true],
    ['/sample a skull --private', true],
    ['/sample a skull private:no', false],
    ['/sample a private garden', false],
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
  ])('%j is read as a line', (text, hasPicture, line) => {
    expect(lineOfMention(text, hasPicture)).toBe(line);
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
