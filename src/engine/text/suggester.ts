import type { Suggestion } from '../engine.ts';
import type { Caption } from '../packages/package.ts';
import type { PromptEmbeds } from './prompt-embeds.ts';
import type { PromptEncoder } from './prompt-encoder.ts';

/** Texts of one run: about as long as a drawing step, so that steps do not stand behind it. */
const captionsPerRun = 8;

interface Understood {
  readonly text: string;
  readonly meaning: Float32Array;
}

/** Finds the captions nearest in meaning to a prompt: the cosine of mean token states. */
export class Suggester {
  readonly #encoder: PromptEncoder;
  readonly #given: readonly Caption[];
  readonly #rest: () => Promise<void>;
  #captions: Promise<readonly Understood[]> | undefined;

  /** `rest` is awaited between runs over the captions, so that drawing goes on meanwhile. */
  constructor(encoder: PromptEncoder, captions: readonly Caption[], rest: () => Promise<void>) {
    this.#encoder = encoder;
    this.#given = captions;
    this.#rest = rest;
  }

  /** Best first. Captions that the package gives no meaning for are encoded at the first call, in small runs. */
  async suggest(prompt: string, count: number): Promise<readonly Suggestion[]> {
    this.#captions ??= this.#understand().catch((error) => {
      this.#captions = undefined;
      throw error;
    });
    const [captions, states] = await Promise.all([this.#captions, this.#encoder.encode(prompt)]);
    const meaning = meaningOf(states);
    return captions
      .map(({ text, meaning: other }) => ({ text, similarity: dot(meaning, other) }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, count);
  }

  async #understand(): Promise<readonly Understood[]> {
    const known = this.#given.flatMap(({ text, meaning }) =>
      meaning === undefined ? [] : [{ text, meaning: atUnitLength(Float32Array.from(signedBytes(meaning))) }],
    );
    const texts = this.#given.filter(({ meaning }) => meaning === undefined).map(({ text }) => text);
    return [...known, ...(await this.#encode(texts))];
  }

  async #encode(texts: readonly string[]): Promise<readonly Understood[]> {
    const captions: Understood[] = [];
    for (let i = 0; i < texts.length; i += captionsPerRun) {
      if (i > 0) await this.#rest();
      const some = texts.slice(i, i + captionsPerRun);
      const states = await this.#encoder.encodeAll(some);
      captions.push(...some.map((text, n) => ({ text, meaning: meaningOf(states[n]!) })));
    }
    return captions;
  }
}

const signedBytes = (base64: string): Int8Array => new Int8Array(Buffer.from(base64, 'base64'));

/**
 * The mean state over all real tokens, special ones included, at unit length: how sentence encoders are trained to
 * compare. Source: Sentence-BERT, arXiv:1908.10084, section 3, pooling MEAN. All zeros stay all zeros.
 */
export function meaningOf({ data, shape: [, width], tokens }: PromptEmbeds): Float32Array {
  const sum = new Float32Array(width);
  for (let i = 0; i < tokens * width; i += 1) sum[i % width]! += data[i]!;
  return atUnitLength(sum);
}

function atUnitLength(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? vector : vector.map((value) => value / length);
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
