import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { detailNames } from '../src/commands/language/detail-names.ts';

// The English sentences in the code: what is given to `t`, and what index.html says.

const source = new URL('../src/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, source), 'utf8');

const spoken = /\b(?:t|translate)\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/g;

const sentencesIn = (code: string): readonly string[] =>
  [...code.matchAll(spoken)].map(([, single, double]) => (single ?? double ?? '').replaceAll(/\\(.)/g, '$1'));

/** The texts of a page and its labels; of the texts only those that are sentences, not names. */
const textsIn = (html: string): readonly string[] =>
  [...html.matchAll(/(?<=>)[^<>\s][^<>]*(?=<)|(?<=aria-label=")[^"]+(?=")/g)]
    .map(([words]) => words)
    .filter((words) => /^[A-Z]/.test(words) && !words.startsWith('Stridebot'));

/** Every sentence that is shown in the language of the host, apart from what commands say of themselves. */
export function saidSentences(): readonly string[] {
  const files = readdirSync(fileURLToPath(source), { recursive: true, encoding: 'utf8' });
  const code = files.filter((name) => /\.[jt]s$/.test(name)).flatMap((name) => sentencesIn(read(name)));
  return [...new Set([...code, ...textsIn(read('bot/local/page/index.html')), ...detailNames])];
}
