import { join } from 'node:path';
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { checkGraph, textGraph } from '../onnx/graph.ts';
import { openSession } from '../onnx/providers.ts';
import { brokenModel, messageOf } from '../packages/broken-model.ts';
import type { ModelPackage, TextManifest } from '../packages/package.ts';
import { LruCache } from './lru-cache.ts';
import type { PromptEmbeds } from './prompt-embeds.ts';
import { type PromptTokenizer, readTokenizer } from './tokenizer.ts';

/** Prompts in the cache; 48 KB each at 32 × 384. */
const cachedPrompts = 256;

/** Encodes prompts with one model's text encoder. The embeddings of recent prompts are cached. */
export class PromptEncoder {
  readonly #session: InferenceSession;
  readonly #tokenizer: PromptTokenizer;
  readonly #manifest: TextManifest;
  readonly #cache = new LruCache<string, Promise<PromptEmbeds>>(cachedPrompts);

  constructor(session: InferenceSession, tokenizer: PromptTokenizer, manifest: TextManifest) {
    this.#session = session;
    this.#tokenizer = tokenizer;
    this.#manifest = manifest;
  }

  /** Encodes one prompt, with the cache. '' is the null prompt. */
  encode(text: string): Promise<PromptEmbeds> {
    const known = this.#cache.get(text);
    if (known !== undefined) return known;
    const embeds = this.encodeAll([text]).then(([only]) => only!);
    this.#cache.set(text, embeds);
    embeds.catch(() => this.#cache.delete(text));
    return embeds;
  }

  /** Returns the end of a prompt that is truncated; '' where none is. */
  truncatedText(text: string): string {
    return this.#tokenizer.truncatedText(text);
  }

  /** Encodes several prompts in one run, without the cache. */
  async encodeAll(texts: readonly string[]): Promise<readonly PromptEmbeds[]> {
    const { maxTokens, width } = this.#manifest;
    const tokens = texts.map(this.#tokenizer.tokenize);
    const shape = [texts.length, maxTokens];
    const ids = new BigInt64Array(texts.length * maxTokens);
    const mask = new BigInt64Array(texts.length * maxTokens);
    tokens.forEach((row, n) => {
      ids.set(row.map(BigInt), n * maxTokens);
      mask.fill(1n, n * maxTokens, n * maxTokens + row.length);
    });
    const { last_hidden_state: embeds } = await this.#session.run({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape),
    });
    const data = embeds!.data as Float32Array; // its type was checked when the graph was loaded
    return tokens.map((row, n) => {
      const start = n * maxTokens * width;
      // The networks expect zeros for padding, whatever the encoder returns there.
      const own = data.slice(start, start + maxTokens * width).fill(0, row.length * width);
      return { data: own, shape: [maxTokens, width], tokens: row.length };
    });
  }

  release(): Promise<void> {
    return this.#session.release();
  }
}

/**
 * Opens a package's text encoder, always on the CPU: it runs once per prompt for some milliseconds, and so a prompt has
 * the same embeddings on every machine.
 * @throws EngineError `broken-model` when the tokeniser or the graph cannot be used.
 */
export async function openPromptEncoder({ dir, manifest }: ModelPackage, threads: number): Promise<PromptEncoder> {
  const text = manifest.textEncoder;
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
