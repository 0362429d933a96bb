import { join } from 'node:path';
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { checkGraph, textGraph } from '../onnx/graph.ts';
import { openSession } from '../onnx/providers.ts';
import { brokenModel, messageOf } from '../packages/broken-model.ts';
import type { ModelPackage, TextManifest } from '../packages/package.ts';
import { LruCache } from './lru-cache.ts';
import type { PromptEmbeds } from './prompt-embeds.ts';
import { type PromptTokenizer, readTokenizer } from './tokenizer.ts';

/** 48 KB each at 32 × 384. */
const cachedPrompts = 256;

/** Prompts to token states, through one model's encoder. The same text is encoded once while it is remembered. */
export class PromptEncoder {
  readonly #session: InferenceSession;
  readonly #tokenizer: PromptTokenizer;
  readonly #statement: TextManifest;
  readonly #cache = new LruCache<string, Promise<PromptEmbeds>>(cachedPrompts);

  constructor(session: InferenceSession, tokenizer: PromptTokenizer, statement: TextManifest) {
    this.#session = session;
    this.#tokenizer = tokenizer;
    this.#statement = statement;
  }

  /** The empty text is the null prompt. */
  encode(text: string): Promise<PromptEmbeds> {
    const known = this.#cache.get(text);
    if (known !== undefined) return known;
    const states = this.encodeAll([text]).then(([only]) => only!);
    this.#cache.set(text, states);
    states.catch(() => this.#cache.delete(text));
    return states;
  }

  /** The end of a text that the encoder does not see. */
  unread(text: string): string {
    return this.#tokenizer.unread(text);
  }

  /** One run for all texts; remembers none of them. */
  async encodeAll(texts: readonly string[]): Promise<readonly PromptEmbeds[]> {
    const { maxTokens, width } = this.#statement;
    const tokens = texts.map(this.#tokenizer.tokenize);
    const shape = [texts.length, maxTokens];
    const ids = new BigInt64Array(texts.length * maxTokens);
    const mask = new BigInt64Array(texts.length * maxTokens);
    tokens.forEach((row, n) => {
      ids.set(row.map(BigInt), n * maxTokens);
      mask.fill(1n, n * maxTokens, n * maxTokens + row.length);
    });
    const { last_hidden_state: states } = await this.#session.run({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape),
    });
    const data = states!.data as Float32Array; // its type was checked when the graph was loaded
    return tokens.map((row, n) => {
      const start = n * maxTokens * width;
      // Padding means zero to the networks, whether or not the encoder says so.
      const own = data.slice(start, start + maxTokens * width).fill(0, row.length * width);
      return { data: own, shape: [maxTokens, width], tokens: row.length };
    });
  }

  release(): Promise<void> {
    return this.#session.release();
  }
}

/**
 * Opens a package's encoder on the CPU, whatever the networks run on: it runs once per prompt for some milliseconds, and
 * a prompt has the same states everywhere.
 * @throws EngineError `broken-model` when the tokeniser or the graph cannot be used.
 */
export async function openPromptEncoder({ dir, statement }: ModelPackage, threads: number): Promise<PromptEncoder> {
  const text = statement.textEncoder;
  const path = join(dir, text.file);
  const tokenizer = await readTokenizer(join(dir, text.tokenizer), join(dir, text.tokenizerConfig), text.maxTokens);
  const session = await openSession(path, 'cpu', threads).catch((cause) => {
    throw brokenModel(`${path}: ${messageOf(cause)}; export the package again`, { cause });
  });
  try {
    checkGraph(path, session, textGraph(text));
    return new PromptEncoder(session, tokenizer, text);
  } catch (error) {
    await session.release();
    throw error;
  }
}
