import { Tokenizer } from '@huggingface/tokenizers';
import { brokenModel } from '../packages/broken-model.ts';
import { readPlainJson, UnusableFile } from '../packages/plain-file.ts';

export interface PromptTokenizer {
  /** Token ids of one text, without padding. */
  tokenize(text: string): readonly number[];
  /** The end of a text that has no place among the tokens, from the begin of its first word on; mostly ''. */
  unread(text: string): string;
}

/**
 * Reads a tokeniser in Hugging Face's format. Longer texts lose their end but keep the closing special token, which the
 * encoder was trained to see.
 * @throws EngineError `broken-model` when a file is damaged or asks for something that the library does not know.
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
      unread: (text) => unreadIn(text, (part) => tokenizer.encode(part).ids.length <= maxTokens),
    };
  } catch (cause) {
    if (cause instanceof UnusableFile) throw brokenModel(cause.message, { cause });
    // The library's own words may repeat the file's.
    throw brokenModel(`${tokenizerPath}: not a tokenizer that is known here; copy the whole package again`, { cause });
  }
}

/** What follows the words that fit; of a text that begins with a word too long for it, what follows the letters that fit. */
function unreadIn(text: string, fits: (part: string) => boolean): string {
  if (fits(text)) return '';
  const words = [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => index + word.length);
  const whole = lastFitting(words, (end) => fits(text.slice(0, end)));
  const letters = Array.from({ length: text.length }, (_, i) => i + 1);
  return text.slice(whole ?? lastFitting(letters, (end) => fits(text.slice(0, end))) ?? 0).trim();
}

/** Of rising ends the last that fits, where all before one that fits do. */
function lastFitting(ends: readonly number[], fits: (end: number) => boolean): number | undefined {
  let [fitting, tooFar] = [-1, ends.length];
  while (tooFar - fitting > 1) {
    const middle = (fitting + tooFar) >> 1;
    if (fits(ends[middle]!)) fitting = middle;
    else tooFar = middle;
  }
  return ends[fitting];
}

/** Vocabularies have some ten megabytes. */
const maxBytes = 64 * 2 ** 20;

const readObject = async (path: string): Promise<object> => Object(await readPlainJson(path, maxBytes));
