/** Marks above and below letters, as NFKD sets them free. Those of kana and of Indic scripts make other letters. */
const accents = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]/g;

/** Zero-width characters, soft hyphens, variation selectors. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * One letter for all that look like it, a space for any space, and a dot for whatever is in no word: "Ｎúdé!" → "nude.".
 * The signs stay that are read as letters. Marks that were taken apart and not away are put together: が is one letter.
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

/** How signs are read; 1 is two letters. Each is as long as what it stands for. */
const asTyped: Reading = { '@': '.', $: '.' };
const asLetters: Reading = { '@': 'a', $: 's' };
const lookalikes: readonly Reading[] = ['i', 'l'].map((one) => ({
  ...asLetters,
  ...{ 0: 'o', 1: one, 3: 'e', 4: 'a', 5: 's', 7: 't' },
}));

const read = (text: string, reading: Reading): string => text.replace(/[0-9@$]/g, (sign) => reading[sign] ?? sign);

/**
 * The letters of a word, with `gap` between any two. Where it has a letter once, three and more of it are the same word,
 * but two are not: "goood" is "god", and "good" is not.
 */
function spelled(word: string, gap: string): string {
  const runs = word.match(/(.)\1*/gsu) ?? [];
  const parts = runs.map((run) => {
    const [letter = '', ...more] = run;
    return `(?:${letter}(?:${gap}${letter}){2,}|${letter}(?:${gap}${letter}){${more.length}})`;
  });
  return parts.join(gap);
}

/** Joined, perhaps with punctuation between letters; or spelled out with spaces, where there are enough letters to tell. */
function spellings(word: string): string {
  const joined = spelled(word, '\\.*');
  return [...word].length < 3 ? joined : `(?:${joined}|${spelled(word, '\\.* [ .]*')})`;
}

/** Scripts that do not part words by spaces: there a word is found inside longer ones. */
const isUnspaced = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}]/u;

/**
 * Words have neither spaces nor dots, and no part of the pattern can take what the next one begins with: a search takes
 * time by the length of the text, whatever words a server blocks.
 */
function patternOf(words: readonly string[]): RegExp {
  const start = isUnspaced.test([...words[0]!][0]!) ? '' : '(?<![^ .])';
  const end = isUnspaced.test([...words.at(-1)!].at(-1)!) ? '' : '(?![^ .])';
  return new RegExp(`${start}${words.map(spellings).join('[ .]+')}${end}`, 'gu');
}

const wordsOf = (phrase: string): readonly string[] => read(plain(phrase), asLetters).split(/[ .]+/).filter(Boolean);

/** Whether a reading has a word with a letter where it was typed: "50" is no "so". */
const isFound = (pattern: RegExp, reading: string, typed: string): boolean =>
  [...reading.matchAll(pattern)].some(({ index, 0: found }) => /\p{L}/u.test(typed.slice(index, index + found.length)));

/** What is left of a word however it is written: it must be in what is left of a text that has it. */
const skeleton = (text: string): string => text.replace(/[ .]+/g, '').replace(/(.)\1+/gsu, '$1');

/** A text in every reading. The search for a word begins only where it can end well: patterns are slow to make. */
function finderIn(text: string): (words: readonly string[]) => boolean {
  const typed = plain(text);
  const literal = read(typed, asTyped);
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
 * Whether a text has one of the words or phrases as whole words, also with capitals, accents, full-width or invisible
 * characters, digits for letters, letters drawn out, and punctuation between letters. No more than that: who wants to
 * get past a list of words will.
 */
export function hasBlockedWord(texts: readonly string[], blockedWords: readonly string[]): boolean {
  const finders = [...new Set(texts)].map(finderIn);
  const phrases = blockedWords.map(wordsOf).filter((words) => words.length > 0);
  return phrases.some((words) => finders.some((isIn) => isIn(words)));
}
