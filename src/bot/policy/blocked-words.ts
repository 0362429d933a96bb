/**
 * Combining accents, as NFKD separates them. The marks of kana and Indic scripts are not among them: they make other
 * letters.
 */
const accents = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]/g;

/** Zero-width characters, soft hyphens, variation selectors. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Normalizes text: one letter for all its variants, a space for any white space, and a dot for any other character:
 * "Ｎúdé!" → "nude.". The signs @ and $ stay, because they can be read as letters. Marks that NFKD separated and that
 * are not accents are joined again: が is one letter.
 */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(accents, '')
    .replace(invisible, '')
    .toLowerCase()
    .normalize('NFC')
    .replace(/\s/gu, ' ')
    .replace(/[^\p{L}\p{M}\p{N} @$]/gu, '.');

type Reading = Readonly<Record<string, string>>;

/**
 * Letters for signs and digits. 1 stands for two letters, hence two readings. Each replacement has the length of its
 * sign.
 */
const asPunctuation: Reading = { '@': '.', $: '.' };
const asLetters: Reading = { '@': 'a', $: 's' };
const lookalikes: readonly Reading[] = ['i', 'l'].map((one) => ({
  ...asLetters,
  ...{ 0: 'o', 1: one, 3: 'e', 4: 'a', 5: 's', 7: 't' },
}));

const read = (text: string, reading: Reading): string => text.replace(/[0-9@$]/g, (sign) => reading[sign] ?? sign);

/**
 * Makes a pattern of the letters of a word, with `gap` between any two. A single letter also matches three or more of
 * it, but not two: "goood" is "god", and "good" is not.
 */
function letterPattern(word: string, gap: string): string {
  const runs = word.match(/(.)\1*/gsu) ?? [];
  const parts = runs.map((run) => {
    const [letter = '', ...more] = run;
    return `(?:${letter}(?:${gap}${letter}){2,}|${letter}(?:${gap}${letter}){${more.length}})`;
  });
  return parts.join(gap);
}

/**
 * Makes a pattern of a word: its letters joined, perhaps with punctuation between them; for words of three letters and
 * more, also spelled out with spaces.
 */
function wordPattern(word: string): string {
  const joined = letterPattern(word, '\\.*');
  return [...word].length < 3 ? joined : `(?:${joined}|${letterPattern(word, '\\.* [ .]*')})`;
}

/** Scripts that do not separate words by spaces: there, a word also matches inside a longer one. */
const isUnspaced = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}]/u;

/**
 * Makes the pattern of a phrase. Words have neither spaces nor dots, and no part of the pattern can match what the next
 * one begins with, so the time of a search is linear in the length of the text, whatever words a server blocks.
 */
function patternOf(words: readonly string[]): RegExp {
  const start = isUnspaced.test([...words[0]!][0]!) ? '' : '(?<![^ .])';
  const end = isUnspaced.test([...words.at(-1)!].at(-1)!) ? '' : '(?![^ .])';
  return new RegExp(`${start}${words.map(wordPattern).join('[ .]+')}${end}`, 'gu');
}

const wordsOf = (phrase: string): readonly string[] => read(plain(phrase), asLetters).split(/[ .]+/).filter(Boolean);

/** Whether the pattern matches a reading where a letter was typed: "50" is not "so". */
const isFound = (pattern: RegExp, reading: string, typed: string): boolean =>
  [...reading.matchAll(pattern)].some(({ index, 0: found }) => /\p{L}/u.test(typed.slice(index, index + found.length)));

/** Removes gaps and repeated letters. A text can have a word only if its skeleton contains the word's. */
const skeleton = (text: string): string => text.replace(/[ .]+/g, '').replace(/(.)\1+/gsu, '$1');

/** Prepares the search in a text, in every reading. Compares skeletons first, because patterns are slow to make. */
function finderIn(text: string): (words: readonly string[]) => boolean {
  const typed = plain(text);
  const literal = read(typed, asPunctuation);
  const readings = [...new Set([literal, ...lookalikes.map((reading) => read(typed, reading))])];
  const skeletons = readings.map(skeleton);
  return (words) => {
    const wanted = skeleton(words.join(''));
    if (!skeletons.some((each) => each.includes(wanted))) return false;
    const pattern = patternOf(words);
    return literal.search(pattern) >= 0 || readings.some((reading) => isFound(pattern, reading, typed));
  };
}

/**
 * Whether a text has one of the words or phrases as whole words; also with capitals, accents, full-width or invisible
 * characters, digits for letters, repeated letters, and punctuation between letters. It goes no further: people who
 * want to get around a list of words will.
 */
export function hasBlockedWord(texts: readonly string[], blockedWords: readonly string[]): boolean {
  const finders = [...new Set(texts)].map(finderIn);
  const phrases = blockedWords.map(wordsOf).filter((words) => words.length > 0);
  return phrases.some((words) => finders.some((isIn) => isIn(words)));
}
