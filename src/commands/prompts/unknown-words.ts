import type { Engine, ModelInfo } from '../../engine/client.ts';
import { t } from '../language/translate.ts';
import { displayed } from '../messages/display-text.ts';

// Says which words of a prompt a model never learned, for models whose package states what they learned.

/**
 * At this similarity a word means what a caption says: "pup". Measured with the prompts of
 * `test/engine/models/asked-prompts.ts` and the embedded encoder: unknown things lie below ("motorcycle" to a bike 0.69).
 */
const sameSimilarity = 0.72;

/** Below this similarity a caption is not named as the nearest: gibberish comes up to 0.44. */
const nearSimilarity = 0.5;

/** Most words of a prompt that are looked up, and most that are named. */
const maxLookedUp = 12;
const maxNamed = 3;

/** Words that say how something is drawn, or how it is, and do not decide what is drawn. */
const modifiers = new Set(
  `a an the of in on at by to from with without and or as for into onto over under near next behind before after between
  beside inside outside through across along around against among during while when where than like about towards toward
  upon within above below here there he she they we i him them it up down out off is are be being been has have having had do does that which who this these those it
  its his her their my your our me you some any all no not very really so too more most much many
  one two three four five six seven eight nine ten pair group few several lots
  picture image photo photograph drawing painting sketch illustration art artwork portrait icon emoji sticker render poster
  logo style look view scene background foreground front side back top bottom left right middle center centre face
  high low quality detailed detail details realistic beautiful pretty nice good great best amazing epic awesome perfect
  simple plain clean cute funny happy sad angry scary friendly little small tiny big large huge giant tall short long wide
  highly very extremely brightly thin fat round square old new young ancient modern vintage antique dark bright light dim soft hard warm cold hot cool
  red orange yellow green blue purple pink white black grey gray brown golden gold silver colourful colorful color colour
  colored coloured single lone alone standing sitting sleeping running flying walking looking wearing holding eating playing
  smiling day morning evening noon hd 4k 8k please draw make show create`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const wordsIn = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replace(/[’']s?(?![\p{L}\p{N}])/gu, '')
    .match(/[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu) ?? [];

/** A word and what may stand for it in a list: without the ending of a plural. */
const formsOf = (word: string): readonly string[] => [
  word,
  word.replace(/s$/, ''),
  word.replace(/es$/, ''),
  word.replace(/ies$/, 'y'),
  word.replace(/y$/, 'ies'),
  `${word}s`,
];

const learnedWords = ({ captions, words }: ModelInfo): ReadonlySet<string> =>
  new Set([...captions, ...words].flatMap(wordsIn));

/** A word that a model never learned, and the caption nearest to it, if any is near. */
interface UnknownWord {
  readonly word: string;
  readonly near?: string;
}

/**
 * Finds the words of prompts that decide what is drawn and that the model never learned. A word that means the same as a
 * caption counts as learned. None where the package does not state what the model learned.
 */
export async function unknownWords(
  prompts: readonly string[],
  model: ModelInfo,
  engine: Pick<Engine, 'suggest'>,
): Promise<readonly UnknownWord[]> {
  if (model.words.length === 0) return [];
  const learned = learnedWords(model);
  const isLearned = (word: string) => formsOf(word).some((form) => learned.has(form) || modifiers.has(form));
  const asked = [...new Set(prompts.flatMap(wordsIn))].filter((word) => !/^\d+$/.test(word) && !isLearned(word));
  const found: UnknownWord[] = [];
  for (const word of asked.slice(0, maxLookedUp)) {
    const [best] = await engine.suggest(model.name, word, 1);
    if (best === undefined || best.similarity < nearSimilarity) found.push({ word });
    else if (best.similarity < sameSimilarity) found.push({ word, near: best.text });
  }
  return found.slice(0, maxNamed);
}

/** Says what is unknown: "This model never learned “zamboni”. The nearest that it knows: a train." */
export function unknownWordsText(unknown: readonly UnknownWord[]): string | undefined {
  if (unknown.length === 0) return undefined;
  const named = unknown.map(({ word }) => `“${displayed(word)}”`).join(', ');
  const near = [...new Set(unknown.flatMap((each) => each.near ?? []))].map(displayed).join(', ');
  return near === ''
    ? t('This model never learned {{words}}.', { words: named })
    : t('This model never learned {{words}}. The nearest that it knows: {{near}}.', { words: named, near });
}
