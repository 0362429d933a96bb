import { describe, expect, it, test } from 'vitest';
import { hasBlockedWord } from '../../../src/bot/policy/blocked-words.ts';

const found = (text: string, ...words: readonly string[]) => hasBlockedWord([text], words);

describe('a blocked word is found', () => {
  test.each([
    ['as it is', 'a nude figure'],
    ['alone', 'nude'],
    ['beside punctuation', '"nude", they said'],
    ['in capitals', 'A NuDe figure'],
    ['with accents', 'a ñúdë figure'],
    ['full-width', 'a ｎｕｄｅ figure'],
    ['in mathematical letters', 'a 𝓷𝓾𝓭𝓮 figure'],
    ['with invisible characters', 'a n\u200bu\u00add\u2060e figure'],
    ['with a digit for a letter', 'a nud3 figure'],
    ['drawn out', 'a nuuuudeeee figure'],
    ['with punctuation between letters', 'a n.u-d_e figure'],
    ['spelled out', 'a n u d e figure'],
    ['spelled out with punctuation', 'a n, u, d, e figure'],
    ['several ways at once', 'a Ｎ.ú.d.3.3.3 figure'],
  ])('%s', (_how, text) => {
    expect(found(text, 'nude')).toBe(true);
  });

  test.each([
    ['0', 'b00b', 'boob'],
    ['1 as i', 'k1ll', 'kill'],
    ['1 as l', 'ki11', 'kill'],
    ['3', 'd3ad', 'dead'],
    ['4', 'de4d', 'dead'],
    ['5', 'a55', 'ass'],
    ['7', 'shi7', 'shit'],
    ['@', '@ss', 'ass'],
    ['$', 'a$$', 'ass'],
  ])('%s', (_sign, text, word) => {
    expect(found(`a ${text} here`, word)).toBe(true);
  });

  it('of another script', () => {
    expect(found('много крови здесь', 'крови')).toBe(true);
    expect(found('裸体の絵', '裸体')).toBe(true);
    expect(found('ヌードの絵', 'ヌード')).toBe(true);
    expect(found('एक नंगा चित्र', 'नंगा')).toBe(true);
  });

  it('of digits, or with some', () => {
    expect(found('number 1488', '1488')).toBe(true);
    expect(found('from 4chan', '4chan')).toBe(true);
  });

  it('as a phrase, however its words are parted', () => {
    expect(found('a dead  body', 'dead body')).toBe(true);
    expect(found('a dead-b0dy', 'dead body')).toBe(true);
    expect(found('a d.e.a.d b.o.d.y', 'Dead Body')).toBe(true);
    expect(found('a dead dog, a body', 'dead body')).toBe(false);
  });

  it('in any of the texts, and any of the words', () => {
    expect(hasBlockedWord(['a skull', 'a nude'], ['gore', 'nude'])).toBe(true);
  });
});

describe('a blocked word is not found', () => {
  test.each([
    ['inside a longer word', 'a glass of assorted classics', 'ass'],
    ['across words', 'as sweet as sugar', 'ass'],
    ['in a word with a letter doubled', 'a good dog', 'god'],
    ['in a word with a letter less', 'as it was', 'ass'],
    ['in a number', '50 cats at 15:05', 'so'],
    ['in a number that reads like it', '455 cats', 'ass'],
    ['where kana differ in their marks', 'ハカの前', 'バカ'],
    ['where Indic vowels differ', 'कला', 'कली'],
  ])('%s', (_where, text, word) => {
    expect(found(text, word)).toBe(false);
  });

  it('where there is none to find', () => {
    expect(found('a skull')).toBe(false);
    expect(found('a skull...', '', ' ', '***', '\u200b')).toBe(false);
    expect(found('a (skull', '(')).toBe(false);
  });
});

describe('takes no time by which a server could hold up all others', () => {
  const nasty = ['ililililililix', 'a.b.a.b.a.b.a.b.x', '*-*-*-*-*-*', 'abc abc abc abc abc abc abc abc abc abc abc x'];
  test.each([
    ['digits', '1'.repeat(600)],
    ['letters', 'ab'.repeat(300)],
    ['letters and dots', 'a.b.'.repeat(150)],
    ['signs', '*-'.repeat(300)],
    ['words with dots', 'a.b.c '.repeat(100)],
    ['letters and spaces', 'a b c '.repeat(100)],
  ])('in a text of %s', (_what, text) => {
    // The word is all there, but ends in the middle of another one.
    const texts = nasty.map((words) => `${text}${words}y`);
    const many = Array.from({ length: 200 }, (_, n) => `${n} unwelcome words`);
    const began = performance.now();
    expect(hasBlockedWord(texts, [...nasty, ...many])).toBe(false);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
