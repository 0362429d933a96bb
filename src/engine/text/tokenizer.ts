import { Tokenizer } from '@huggingface/tokenizers';
import { brokenModel } from '../packages/broken-model.ts';
import { readPlainJson, UnusableFile } from '../packages/plain-file.ts';

export interface PromptTokenizer {
  /** Returns the token ids of one text, truncated, without padding. */
  tokenize(text: string): readonly number[];
  /** Returns the end of a text that is truncated, from the beginning of its first word; mostly ''. */
  truncatedText(text: string): string;
}

/**
 * Reads a tokenizer in Hugging Face's format. A longer text is truncated but keeps the closing special token, since the
 * encoder was trained with it.
 * @throws EngineError `broken-model` when a file is damaged or needs something that the library does not support.
 */
export async function readTokenizer(
  tokenizerPath: string,
  configPath: string,
  maxTokens: number,
): Promise<PromptTokenizer> {
  try {
    const [json, config] = await Promise.all([readObject(tokenizerPath), readObject(configPath)]);
    const tokenizer = new Tokenizer(json, config);
    const closing = tokenizer.encode('').ids.slice(-1);
    return {
      tokenize(text) {
        const { ids } = tokenizer.encode(text);
        return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - closing.length), ...closing];
      },
      truncatedText: (text) => truncatedIn(text, (part) => tokenizer.encode(part).ids.length <= maxTokens),
    };
  } catch (cause) {
    if (cause instanceof UnusableFile) throw brokenModel(cause.message, { cause });
    // The library's message may quote the file's content.
    throw brokenModel(`${tokenizerPath}: not a supported tokenizer; copy the whole package again`, { cause });
  }
}

/** Returns what follows the words that fit. Where not even the first word fits, it cuts between letters. */
function truncatedIn(text: string, fits: (part: string) => boolean): string {
  if (fits(text)) return '';
  const words = [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => index + word.length);
  const whole = lastFitting(words, (end) => fits(text.slice(0, end)));
  const letters = Array.from({ length: text.length }, (_, i) => i + 1);
  return text.slice(whole ?? lastFitting(letters, (end) => fits(text.slice(0, end))) ?? 0).trim();
}

/** Finds the last end that fits, by binary search: all ends before one that fits do, too. */
function lastFitting(ends: readonly number[], fits: (end: number) => boolean): number | undefined {
  let [fitting, tooFar] = [-1, ends.length];
  while (tooFar - fitting > 1) {
    const middle = (fitting + tooFar) >> 1;
    if (fits(ends[middle]!)) fitting = middle;
    else tooFar = middle;
  }
  return ends[fitting];
}

/** Largest tokenizer file. Vocabularies have some ten megabytes. */
const maxBytes = 64 * 2 ** 20;

const readObject = async (path: string): Promise<object> => Object(await readPlainJson(path, maxBytes));
