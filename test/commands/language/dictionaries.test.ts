import { describe, expect, test } from 'vitest';
import { translatable } from '../../../docs/find-missing.ts';
import { saidSentences } from '../../../docs/said-sentences.ts';
import { commands } from '../../../src/commands/index.ts';
import { languages } from '../../../src/commands/language/languages.ts';
import { de } from '../../../src/commands/language/locales/de/index.ts';
import { es } from '../../../src/commands/language/locales/es/index.ts';
import { fr } from '../../../src/commands/language/locales/fr/index.ts';
import { ja } from '../../../src/commands/language/locales/ja/index.ts';

const dictionaries = { de, es, fr, ja };
const said = new Set([...translatable(), ...saidSentences()]);

const sorted = (text: string, pattern: RegExp): readonly string[] => (text.match(pattern) ?? []).sort();

test('every language but English has a dictionary', () => {
  expect(Object.keys(dictionaries)).toEqual(languages.filter((language) => language !== 'en'));
});

test('the sentences in the code were found', () => {
  expect(saidSentences()).toEqual(
    expect.arrayContaining(['Cancelled.', 'seed', '{{count}} pictures', 'Skip to the composer', 'Paint mask']),
  );
  expect(said.size).toBeGreaterThan(500);
});

describe.each(Object.entries(dictionaries))('%s', (_, dictionary) => {
  const entries = Object.entries(dictionary);

  test('puts the same values into a sentence', () => {
    const values = (text: string) => [...new Set(sorted(text, /\{\{[^}]*\}\}/g))];
    for (const [english, translated] of entries) expect(values(translated), english).toEqual(values(english));
  });

  test('keeps what is typed: quotes, backticks, commands and options with their values', () => {
    for (const [english, translated] of entries) {
      const typed = english.match(/"[^"]+"|`[^`]+`|\/[a-z]+|\b[a-z-]+:[\w"]+/g) ?? [];
      for (const each of typed) expect(translated, english).toContain(each);
    }
  });

  test('sets commands and options off by a space, so that chats and shells recognise them', () => {
    const glued = new RegExp(`[^\\s(“"]/(?:${commands.map(({ name }) => name).join('|')})(?![\\w/.-])`);
    for (const [english, translated] of entries) {
      expect(translated, english).not.toMatch(glued);
      for (const option of english.match(/(?<=\s)[a-z-]+:(?=[\w"])/g) ?? []) {
        expect(` ${translated}`, english).toContain(` ${option}`);
      }
    }
  });

  test('has no sentence that nothing says any more', () => {
    expect(Object.keys(dictionary).filter((sentence) => !said.has(sentence))).toEqual([]);
  });

  test('has most of what is said', () => {
    expect([...said].filter((sentence) => sentence in dictionary).length / said.size).toBeGreaterThan(0.8);
  });
});
