import { describe, expect, test } from 'vitest';
import { command, type OptionSpec } from '../../../src/commands/command.ts';
import { choice, image, integer, number, required, text, toggle } from '../../../src/commands/options/options.ts';
import { parseOptions, type RawValue } from '../../../src/commands/options/parse-options.ts';
import { refusalOf } from '../context.ts';
import { photo } from '../uploads.ts';

const one = (spec: OptionSpec) =>
  command({ name: 'try', summary: '', options: { it: spec }, examples: ['/try it'], run: async () => {} });

const parse = (spec: OptionSpec, raw: RawValue | undefined) => parseOptions(one(spec), { it: raw }).it;

const summary = 'What it is.';

describe('values arrive typed or as they were written', () => {
  test.each<[string, OptionSpec, RawValue | undefined, unknown]>([
    ['text', text({ summary }), '  a   skull ', 'a skull'],
    ['a number as text', text({ summary }), 5, '5'],
    ['integer', integer({ summary, min: 0, max: 9 }), 0, 0],
    ['written integer', integer({ summary, min: 0, max: 9 }), ' 7 ', 7],
    ['number', number({ summary, min: 0, max: 9 }), '.5', 0.5],
    ['choice', choice({ summary, choices: ['Red', 'blue'] }), 'RED', 'Red'],
    ['switch', toggle({ summary }), true, true],
    ['written switch', toggle({ summary }), 'Off', false],
    ['image', image({ summary }), photo, photo],
    ['nothing', text({ summary }), undefined, undefined],
    ['an empty text is nothing', text({ summary }), '', undefined],
    ['the default', integer({ summary, min: 1, max: 9, default: 4 }), undefined, 4],
    ['the default of a switch', toggle({ summary, default: true }), undefined, true],
  ])('%s', (_, spec, raw, value) => {
    expect(parse(spec, raw)).toBe(value);
  });
});

test.each<[string, OptionSpec, RawValue | undefined, string]>([
  ['words for a picture', image({ summary }), 'a.png', '"it" is a picture, not words.'],
  ['a missing picture', required(image({ summary })), undefined, '/try needs a picture.'],
  ['a missing text', required(text({ summary })), ' ', '/try needs "it": What it is.'],
  ['infinity', number({ summary, min: 0, max: 9 }), '1e999', '"it" should be a number, and "1e999" is not.'],
  ['not a number', number({ summary, min: 0, max: 9 }), Number.NaN, '"it" should be a number, and "NaN" is not.'],
])('%s is refused', async (_, spec, raw, message) => {
  const notice = await refusalOf(Promise.resolve().then(() => parse(spec, raw)));
  expect(notice.message).toBe(message);
});

test('an option that the command does not have is refused', async () => {
  const attempt = Promise.resolve().then(() => parseOptions(one(text({ summary })), { at: 'x' }));
  expect((await refusalOf(attempt)).hint).toBe('Did you mean it? It takes it.');
});
