import { describe, expect, it } from 'vitest';
import { commandOf, pointToMask, splitLine } from '../../../../src/bot/local/page/lib/parse-line.js';
import type { CommandDescription } from '../../../../src/bot/local/wire-types.ts';

describe('the parts of a typed line', () => {
  const table = [
    { line: '/sample a skull', parts: ['command /sample', 'words a skull'] },
    { line: '/sample a skull seed:180', parts: ['command /sample', 'words a skull', 'option seed:180'] },
    { line: '/sample --seed 180 a skull', parts: ['command /sample', 'option --seed 180', 'words a skull'] },
    {
      line: '/inpaint a hat region:"top half"',
      parts: ['command /inpaint', 'words a hat', 'option region:"top half"'],
    },
    { line: '/anagram "a skull" "a dog"', parts: ['command /anagram', 'words "a skull" "a dog"'] },
    { line: 'hello there', parts: ['words hello there'] },
    { line: '/help', parts: ['command /help'] },
    { line: '', parts: [] },
  ];

  it.each(table)('$line', ({ line, parts }) => {
    expect(splitLine(line).map(({ kind, text }) => `${kind} ${text}`)).toEqual(parts);
  });
});

describe('pointing at the painted mask', () => {
  const taking = (...names: string[]): CommandDescription => ({
    name: 'it',
    summary: '',
    examples: [],
    options: names.map((name) => ({ name, kind: 'image', summary: '', required: false })),
  });

  const table = [
    { name: 'the order says it already', command: taking('image', 'mask'), maskAt: 1, line: '/it a hat' },
    { name: 'nothing is painted', command: taking('start-image', 'image', 'mask'), maskAt: -1, line: '/it a hat' },
    {
      name: 'another picture would come first',
      command: taking('start-image', 'image', 'mask'),
      maskAt: 1,
      line: '/it a hat image:1 mask:2',
    },
    {
      name: 'the picture stands second',
      command: taking('image', 'mask'),
      maskAt: 2,
      line: '/it a hat image:2 mask:3',
    },
  ];

  it.each(table)('$name', ({ command, maskAt, line }) => {
    expect(pointToMask('/it a hat', command, maskAt)).toBe(line);
  });

  it('leaves what was typed by hand', () => {
    expect(pointToMask('/it image:1', taking('photo', 'image', 'mask'), 1)).toBe('/it image:1 mask:2');
  });

  it('finds the command whatever its case, and none in plain words', () => {
    const commands = [taking('image')];
    expect(commandOf(commands, '/IT a hat')).toBe(commands[0]);
    expect(commandOf(commands, 'it a hat')).toBeUndefined();
  });
});
