import { Tokenizer } from '@huggingface/tokenizers';
import { brokenModel } from '../models/broken-model.ts';
import { readPlainJson, UnusableFile } from '../models/plain-file.ts';

/** Token ids of one text, without padding. */
export type Tokenize = (text: string) => readonly number[];

/**
 * Reads a tokeniser in Hugging Face's format. Longer texts lose their end but keep the closing special token, which the
 * encoder was trained to see.
 * @throws EngineFailure `broken-model` when a file is damaged or asks for something that the library does not know.
 */
export async function readTokenizer(tokenizerPath: string, configPath: string, maxTokens: number): Promise<Tokenize> {
  try {
    const [json, config] = await Promise.all([readObject(tokenizerPath), readObject(configPath)]);
    const tokenizer = new Tokenizer(json, config);
    const closing = tokenizer.encode('').ids.slice(-1);
    return (text) => {
      const { ids } = tokenizer.encode(text);
      return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - closing.length), ...closing];
    };
  } catch (cause) {
    if (cause instanceof UnusableFile) throw brokenModel(cause.message, { cause });
    // The library's own words may repeat the file's.
    throw brokenModel(`${tokenizerPath}: not a tokenizer that is known here; copy the whole package again`, { cause });
  }
}

/** Vocabularies have some ten megabytes. */
const mostBytes = 64 * 2 ** 20;

const readObject = async (path: string): Promise<object> => Object(await readPlainJson(path, mostBytes));
