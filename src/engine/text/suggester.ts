import type { Suggestion } from '../engine.ts';
import type { Caption } from '../packages/package.ts';
import type { PromptEmbeds } from './prompt-embeds.ts';
import type { PromptEncoder } from './prompt-encoder.ts';

/** Texts per run. Such a run takes about as long as a denoising step, so that steps do not wait long. */
const captionsPerRun = 8;

interface EmbeddedCaption {
  readonly text: string;
  readonly meaning: Float32Array;
}

/** Finds the captions most similar to a prompt, by the cosine of their sentence embeddings. */
export class Suggester {
  readonly #encoder: PromptEncoder;
  readonly #source: readonly Caption[];
  readonly #pause: () => Promise<void>;
  #captions: Promise<readonly EmbeddedCaption[]> | undefined;

  /** @param pause Awaited between runs over the captions, so that drawing can proceed. */
  constructor(encoder: PromptEncoder, captions: readonly Caption[], pause: () => Promise<void>) {
    this.#encoder = encoder;
    this.#source = captions;
    this.#pause = pause;
  }

  /**
   * Returns the best captions, best first. Captions without a precomputed embedding are encoded at the first call, in
   * small runs.
   */
  async suggest(prompt: string, count: number): Promise<readonly Suggestion[]> {
    this.#captions ??= this.#embedAll().catch((error) => {
      this.#captions = undefined;
      throw error;
    });
    const [captions, embeds] = await Promise.all([this.#captions, this.#encoder.encode(prompt)]);
    const meaning = sentenceEmbedding(embeds);
    return captions
      .map(({ text, meaning: other }) => ({ text, similarity: dot(meaning, other) }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, count);
  }

  async #embedAll(): Promise<readonly EmbeddedCaption[]> {
    const known = this.#source.flatMap(({ text, meaning }) =>
      meaning === undefined ? [] : [{ text, meaning: normalized(Float32Array.from(signedBytes(meaning))) }],
    );
    const texts = this.#source.filter(({ meaning }) => meaning === undefined).map(({ text }) => text);
    return [...known, ...(await this.#encode(texts))];
  }

  async #encode(texts: readonly string[]): Promise<readonly EmbeddedCaption[]> {
    const captions: EmbeddedCaption[] = [];
    for (let i = 0; i < texts.length; i += captionsPerRun) {
      if (i > 0) await this.#pause();
      const some = texts.slice(i, i + captionsPerRun);
      const embeds = await this.#encoder.encodeAll(some);
      captions.push(...some.map((text, n) => ({ text, meaning: sentenceEmbedding(embeds[n]!) })));
    }
    return captions;
  }
}

const signedBytes = (base64: string): Int8Array => new Int8Array(Buffer.from(base64, 'base64'));

/**
 * Computes a sentence embedding: the mean over all tokens, special ones included and padding excluded, at unit length.
 * All zeros stay all zeros. Source: Sentence-BERT, arXiv:1908.10084, section 3, pooling MEAN.
 */
export function sentenceEmbedding({ data, shape: [, width], tokens }: PromptEmbeds): Float32Array {
  const sum = new Float32Array(width);
  for (let i = 0; i < tokens * width; i += 1) sum[i % width]! += data[i]!;
  return normalized(sum);
}

function normalized(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? vector : vector.map((value) => value / length);
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
