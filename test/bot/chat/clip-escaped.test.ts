import { describe, expect, it } from 'vitest';
import { clipEscaped } from '../../../src/bot/chat/clip-escaped.ts';
import { plain, renderNotice, renderResult, renderText } from '../../../src/bot/discord/outbound/render.ts';
import { escaped, renderNotice as slackNotice } from '../../../src/bot/slack/outbound/render.ts';
import type { Result } from '../../../src/commands/ports/reply.ts';
import type { JobId } from '../../../src/engine/client.ts';

const signs = [
  '*',
  '_',
  '`',
  '|',
  '[',
  '\\',
  '~',
  '<@1>',
  '@everyone ',
  'https://a ',
  '# ',
  '1. ',
  '&',
  '<',
  '😀',
  'a',
];
const lengths = [0, 1, 7, 98, 99, 100, 101, 150, 299, 300, 699, 950, 1899, 1900, 2000, 2500];
const texts = signs.flatMap((sign) => lengths.map((length) => 'x'.repeat(length % 3) + sign.repeat(length)));

describe('a text that is escaped and cut', () => {
  it.each([
    ['in Discord', plain],
    ['in Slack', escaped],
  ] as const)('is the begin of the text, escaped as a whole: %s', (_, escaping) => {
    for (const text of texts.filter(({ length }) => length < 200)) {
      for (const max of [20, 100]) {
        const written = clipEscaped(text, max, escaping);
        expect(written.length).toBeLessThanOrEqual(max);
        if (written === escaping(text)) continue;
        const letters = [...text];
        const begins = letters.map((_, i) => `${escaping(letters.slice(0, i).join(''))}…`);
        expect(begins).toContain(written);
      }
    }
  });
});

/** What of a message Discord would still read as an escape that is broken: a backslash that stands alone at a cut. */
const broken = (content: string): boolean => /(?<!\\)(?:\\\\)*\\(?:…|$|\n|\*\*$)/.test(content.replace(/\*\*$/gm, ''));

describe('no message ends within an escape', () => {
  const result = (words: string): Result => ({
    ...{ jobId: 'k7m2' as JobId, files: [], actions: [], caption: words, remark: words },
    details: Array.from({ length: 9 }, (_, i) => [`name${i}`, words] as const),
  });

  it.each(signs)('in Discord: %s', (sign) => {
    for (const length of lengths) {
      const words = sign.repeat(length);
      const contents = [
        renderResult(result(words), '1', []),
        renderNotice({ message: words, hint: words }),
        ...renderText({ title: words, sections: [{ heading: words, lines: [words, words] }] }),
      ].map(({ content }) => content);
      for (const content of contents) {
        expect(content.length).toBeLessThanOrEqual(1900);
        expect(broken(content)).toBe(false);
      }
      expect(contents[0]!.split('\n')[0]).toMatch(/^\*\*.*\*\*$/s);
    }
  });

  it('in Slack', () => {
    for (const length of [799, 800, 801, 1000, 4000]) {
      const { text } = slackNotice({ message: '&'.repeat(length) }, (words) => words);
      expect(text).toMatch(/^(?:&amp;)*…?$/);
      expect(text.length).toBeLessThanOrEqual(4000);
    }
  });
});
