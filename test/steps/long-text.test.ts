import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plain } from '../../src/bot/discord/outbound/render.ts';
import { splitLine } from '../../src/bot/local/page/lib/parse-line.js';
import { hasBlockedWord } from '../../src/bot/policy/blocked-words.ts';
import { createPrefixCommands, escaped } from '../../src/bot/slack/outbound/render.ts';
import { readTyped, unescaped } from '../../src/bot/slack/parse-command.ts';
import { findCommand } from '../../src/commands/index.ts';
import { UserError } from '../../src/commands/messages/errors.ts';
import { didYouMean } from '../../src/commands/options/did-you-mean.ts';
import { parseOptions } from '../../src/commands/options/parse-options.ts';
import { parseRegion } from '../../src/commands/options/region.ts';
import { maxTypedLength } from '../../src/commands/options/typed-text.ts';
import { complete } from '../../src/commands/parsing/complete.ts';
import { parseLine } from '../../src/commands/parsing/parse-line.ts';
import { lineOfText } from '../../src/commands/parsing/plain-words.ts';
import { createStepCounter, type StepCounter } from './count-steps.ts';

// Whoever writes to the bot chooses the text. Twice the text may take twice the steps, never four times.

const value = (name: string) => (text: string) =>
  parseOptions(findCommand('anagram')!, { first: 'a', second: 'b', [name]: text });

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'a line': (text) => parseLine(`/sample ${text}`),
  'a line of two prompts': (text) => parseLine(`/anagram ${text}`),
  'the name of a command': parseLine,
  "Slack's way of writing": unescaped,
  'a command in Slack': (text) => readTyped(`/inpaint ${text}`),
  'a mention in Slack': (text) => lineOfText(text, true).line,
  'a number': value('seed'),
  'a region': parseRegion,
  'a name with a slip': (text) => didYouMean(text, ['sample', 'seed']),
  'the line as the page shows it': splitLine,
  'words that are not welcome': (text) => hasBlockedWord([text], ['skull', 'good dog', 'seed']),
  'what is shown in Discord': plain,
  'what is shown in Slack': (text) => createPrefixCommands('stride-')(escaped(text)),
};

/** What syntax is made of. */
const pieces = [
  ...[
    'a',
    '.',
    ',',
    ' ',
    '\t',
    '\n',
    '0',
    '-',
    '_',
    '*',
    '~',
    '`',
    '"',
    "'",
    '“',
    '”',
    '‘',
    '|',
    '/',
    ':',
    '=',
    '@',
    '#',
    '!',
  ],
  ...[
    '<@',
    '<!',
    '<a|',
    '&amp;',
    ', seed 1',
    ' seed:1',
    ' --seed',
    ' — seed 1',
    'seed : ',
    " 'a",
    ' "a" ',
    '*a* ',
    ' *a',
    '*_',
  ],
  ...[
    ' with ',
    ' and seed x',
    ' please',
    '. steps',
    '\u200d',
    '👩\u200d',
    '\u200b',
    '1 of ',
    '1. ',
    '- ',
    'top ',
    '30% ',
    'x 1-2',
    ' private:yes',
    'and ',
  ],
];

const mixed = pieces.flatMap((piece, i) =>
  i % 3 === 0 ? [piece + pieces[(7 * i + 3) % pieces.length] + pieces[(11 * i + 5) % pieces.length]] : [],
);

/** A text of about so many letters that repeats a piece, and ends otherwise than it seems to. */
const repeated = (piece: string, length: number): string => `a${piece.repeat(Math.ceil(length / piece.length))}\0`;

describe('the steps of reading', () => {
  let counter: StepCounter;
  beforeAll(() => {
    counter = createStepCounter();
  });
  afterAll(() => counter.stop());

  const stepsOf = (read: (text: string) => unknown, text: string): number =>
    counter.count(() => {
      try {
        read(text);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    });

  it.each(Object.keys(readers))('%s: grow as the text does', (name) => {
    const at = (piece: string, length: number) => stepsOf(readers[name]!, repeated(piece, length));
    const isSlow = (piece: string, length: number) => at(piece, 2 * length) > 2.4 * at(piece, length) + 500;
    // A quotation mark that is closed in one and not in the other makes a difference once, but not twice.
    const slow = [...pieces, ...mixed].filter(
      (piece) => isSlow(piece, 150) && isSlow(piece, 300) && isSlow(piece, 600),
    );
    expect(slow).toEqual([]);
  });
});

describe('more than anybody types', () => {
  const long = 'a'.repeat(maxTypedLength);
  it.each([
    ['a line', () => parseLine(`/sample ${long}`)],
    ["Slack's way of writing", () => unescaped(`${long}b`)],
    ['a command in Slack', () => readTyped(`/sample ${long}`)],
  ])('%s: is not read', (_, read) => {
    expect(read).toThrow('That line is too long.');
  });

  it('is completed by nothing', async () => {
    const source = { engine: null as never, jobService: null as never, styles: null as never };
    expect(await complete(`/sam${long}`, 4, source)).toEqual([]);
  });
});
