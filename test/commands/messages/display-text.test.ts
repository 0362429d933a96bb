import { describe, expect, test } from 'vitest';
import { act } from '../../../src/commands/actions/actions.ts';
import { displayed, isBlank, isolated, visible } from '../../../src/commands/messages/display-text.ts';
import { UserError } from '../../../src/commands/messages/errors.ts';
import { readLine } from '../../../src/commands/parsing/parse-line.ts';
import { altTextOf, captionOf, detailsOf, sheetTextOf } from '../../../src/commands/recipes/caption.ts';
import { refusalOf, trial } from '../context.ts';

const turned = '\u202e';
/** Characters that reorder or hide the text beside them. */
const unseen = /[\p{Bidi_Control}\p{Cc}\u200b\u2060\u3164\ufeff\u2800]/u;

test.each([
  ['an override', 'a sk\u202eull', 'a skull'],
  ['an unclosed embedding and isolate', '\u202ba\u2066 skull', 'a skull'],
  ['marks of direction', 'a\u200e \u200f\u061cskull', 'a skull'],
  ['fillers', 'a\u3164\u115f\uffa0\u2800 skull', 'a skull'],
  ['controls of a terminal', 'a\u001b[31m skull\u0007', 'a[31m skull'],
  ['lines', 'a\r\nskull\u2028here', 'a skull here'],
  ['nothing else', '\u202e\u200b', '…'],
  ['not a family', '👨‍👩‍👧 at ❤️', '👨‍👩‍👧 at ❤️'],
  [
    'not the flag of Scotland',
    '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  ],
  ['not the joiners of Persian', 'می\u200cخواهم', 'می\u200cخواهم'],
])('shows a prompt without %s', (_, prompt, shown) => {
  expect(displayed(prompt)).toBe(shown);
});

test('lines of a sentence stay lines', () => {
  expect(visible('one\ntwo\u202e')).toBe('one\ntwo');
});

test.each(['', ' \t', '\u200b', '\u202e', '\u3164', '\u2800\u00ad', '\ufe0f\u200d', '\u{e0067}'])(
  '%j is blank',
  (words) => {
    expect(isBlank(words)).toBe(true);
  },
);

test.each(['a', '.', '👨‍👩‍👧', '\u3164a', '一'])('%j is not blank', (words) => {
  expect(isBlank(words)).toBe(false);
});

describe('a prompt that turns what stands beside it around', () => {
  const prompt = `a ${turned}skull`;
  const lines = [
    `/sample ${prompt} negative:"${turned}no"`,
    `/anagram "${prompt}" "a dog"`,
    `/hybrid "${prompt}" "a dog" count:2`,
  ];

  test.each(lines)('stays as it is in the recipe, and is shown without that: %s', async (line) => {
    const recipe = await trial().recipe(line);
    expect(JSON.stringify(recipe)).toContain(prompt);
    const shown = [
      captionOf(recipe),
      altTextOf(recipe.drawings[0]!, recipe),
      sheetTextOf(recipe),
      ...detailsOf({ recipe }).flat(),
    ];
    expect(shown.filter((words) => unseen.test(words))).toEqual([]);
    expect(shown.join()).toContain('a skull');
  });

  test('is not in the queue, in completions, in remarks and in mistakes either', async () => {
    const { type, contents, jobService, refusal } = trial({ suggest: () => [{ text: 'a dog', similarity: 0 }] });
    await type(`/sample ${prompt} zamboni`);
    expect(jobService.requests[0]!.remark).toMatch(/never learned “zamboni”/);
    await type('/queue');
    expect(JSON.stringify(contents)).toContain('a skull');
    expect(unseen.test(JSON.stringify(contents))).toBe(false);
    expect(unseen.test((await refusal(`/sample a skull count:x${turned}y`)).message)).toBe(false);
    expect(new UserError({ message: `no ${turned}a.png`, hint: turned }).notice).toEqual({
      message: 'no a.png',
      hint: '',
    });
  });

  test('is copied as it is, between signs that end what it began', async () => {
    const somebody = trial();
    const { recipe } = await somebody.request(`/sample ${prompt} seed:180`);
    const id = somebody.jobService.remember({ command: 'sample', recipe });
    await act('settings', id, somebody.context);
    const content = somebody.contents.at(-1);
    const line = content?.kind === 'text' ? content.sections[0]!.lines[0]! : '';
    expect(line).toMatch(/^\u2068\/sample "a \u202eskull" .*\u2069$/);
    expect((await somebody.recipe(line)).drawings).toEqual(recipe.drawings);
    expect(isolated('/sample a skull')).toBe('/sample a skull');
  });
});

describe('a prompt that nobody can see', () => {
  test.each(['\u200b', '\u202e', '\u3164', '\u2800'])('is none: %j', async (blank) => {
    for (const line of [`/sample ${blank}`, `/sample "${blank}"`, `/anagram "${blank}" "a dog"`]) {
      expect((await refusalOf(trial().type(line))).message).toMatch(/needs/);
    }
    expect(readLine(`/sample a skull negative:"${blank}"`).values).toEqual({ prompt: 'a skull' });
  });
});
