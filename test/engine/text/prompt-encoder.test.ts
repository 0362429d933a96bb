import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPackage } from '../../../src/engine/packages/package.ts';
import { openPromptEncoder, type PromptEncoder } from '../../../src/engine/text/prompt-encoder.ts';
import { Suggester, sentenceEmbedding } from '../../../src/engine/text/suggester.ts';
import { type PromptTokenizer, readTokenizer } from '../../../src/engine/text/tokenizer.ts';
import { copyGaussian, gaussianDir } from '../models/fixture.ts';

describe('tokenizer', () => {
  const [CLS, SEP] = [2, 3];
  let tokenize: PromptTokenizer['tokenize'];
  let truncatedText: PromptTokenizer['truncatedText'];
  beforeAll(async () => {
    const paths = ['tokenizer.json', 'tokenizer_config.json'].map((name) => join(gaussianDir, name));
    ({ tokenize, truncatedText } = await readTokenizer(paths[0]!, paths[1]!, 32));
  });

  it('puts special tokens around the text', () => {
    expect(tokenize('')).toEqual([CLS, SEP]);
    const [first, ...rest] = tokenize('A Skull');
    expect(first).toBe(CLS);
    expect(rest).toHaveLength(3);
    expect(tokenize('a skull')).toEqual(tokenize('A Skull'));
  });

  it('cuts long texts and keeps the closing token', () => {
    const long = tokenize('skull '.repeat(100));
    expect(long).toHaveLength(32);
    expect(long[0]).toBe(CLS);
    expect(long.at(-1)).toBe(SEP);
    expect(new Set(long.slice(1, -1)).size).toBe(1);
  });

  it('says which words are cut', () => {
    const many = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 'skull' : 'dog'));
    for (const [count, cut] of [
      [30, ''],
      [31, 'skull'],
      [33, 'skull dog skull'],
    ] as const) {
      expect(truncatedText(many.slice(0, count).join(' '))).toBe(cut);
    }
    expect(truncatedText('')).toBe('');
    expect(truncatedText(`${'skull '.repeat(29)}unforeseeable end`)).toBe('unforeseeable end');
    // Without spaces there are no words to keep whole.
    const letters = '日'.repeat(200);
    expect(letters.endsWith(truncatedText(letters))).toBe(true);
    expect(truncatedText(letters).length).toBeLessThan(200);
  });

  it.each(['日本 ☃ 🚀', '\0\n\t', 'é'.repeat(500), '<|endoftext|>[CLS][SEP]'])('survives %j', (text) => {
    const ids = tokenize(text);
    expect(ids.length).toBeLessThanOrEqual(32);
    expect(ids.every(Number.isInteger)).toBe(true);
  });

  it('names a damaged file', async () => {
    const dir = await copyGaussian();
    await writeFile(join(dir, 'tokenizer.json'), 'no JSON');
    const reading = readTokenizer(join(dir, 'tokenizer.json'), join(dir, 'tokenizer_config.json'), 32);
    await expect(reading).rejects.toThrow(/tokenizer\.json: not valid JSON .*copy tokenizer\.json again/);
  });
});

describe('prompt encoder', () => {
  let encoder: PromptEncoder;
  beforeAll(async () => {
    encoder = await openPromptEncoder(await readPackage(gaussianDir), 1);
  });
  afterAll(() => encoder.release());

  it('gives one row of embeddings per token and zeros for the padding', async () => {
    const { data, shape, tokens } = await encoder.encode('a skull');
    expect(shape).toEqual([32, 384]);
    expect(tokens).toBe(4);
    expect(data).toHaveLength(32 * 384);
    const isZero = (token: number) => data.subarray(token * 384, (token + 1) * 384).every((value) => value === 0);
    expect(Array.from({ length: 32 }, (_, token) => isZero(token)).indexOf(true)).toBe(4);
    expect(data.subarray(4 * 384).every((value) => value === 0)).toBe(true);
  });

  it('gives the same embeddings alone and beside longer texts', async () => {
    const [together] = await encoder.encodeAll(['a dog', 'people around a campfire']);
    expect(together).toEqual(await encoder.encode('a dog'));
  });

  it('encodes a text once while it is remembered, also when asked twice at the same time', async () => {
    const [first, second] = [encoder.encode('a rocket ship'), encoder.encode('a rocket ship')];
    expect(second).toBe(first);
    await first;
    expect(encoder.encode('a rocket ship')).toBe(first);
    expect(encoder.encode('a pencil')).not.toBe(first);
  });

  it('forgets the text that was asked for longest ago', async () => {
    const first = encoder.encode('a forgotten prompt');
    await first;
    for (let i = 0; i < 256; i += 1) await encoder.encode(`${i}`);
    expect(encoder.encode('a forgotten prompt')).not.toBe(first);
  });

  it('names an encoder that cannot be loaded', async () => {
    const dir = await copyGaussian();
    const found = await readPackage(dir);
    await rm(join(dir, 'text.onnx'));
    await expect(openPromptEncoder(found, 1)).rejects.toMatchObject({ code: 'broken-model', message: /text\.onnx: / });
  });

  describe('suggestions', () => {
    const captions = [
      'a skull',
      'a dog',
      'a rocket ship',
      'an old man',
      'waterfalls',
      'a pencil',
      'a cat',
      'a house',
      'snow',
    ].map((text) => ({ text }));
    const noRest = async () => {};

    it('puts the caption itself first, then by falling similarity', async () => {
      const suggester = new Suggester(encoder, captions, noRest);
      const found = await suggester.suggest('a rocket ship', 5);
      expect(found).toHaveLength(5);
      expect(found[0]?.text).toBe('a rocket ship');
      expect(found[0]?.similarity).toBeCloseTo(1, 5);
      const similarities = found.map(({ similarity }) => similarity);
      expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    });

    it('prefers captions that share words', async () => {
      const [best] = await new Suggester(encoder, captions, noRest).suggest('old man', 1);
      expect(best?.text).toBe('an old man');
    });

    it('takes the meanings that the package brings, and encodes only the others', async () => {
      const meaning = Buffer.from(
        Int8Array.from(sentenceEmbedding(await encoder.encode('a ghost')), (x) => Math.round(127 * x)),
      );
      const given = [{ text: 'something else', meaning: meaning.toString('base64') }, ...captions];
      const [best, second] = await new Suggester(encoder, given, noRest).suggest('a ghost', 2);
      expect(best?.text).toBe('something else');
      expect(best?.similarity).toBeCloseTo(1, 3);
      expect(second!.similarity).toBeLessThan(best!.similarity);
    });

    it('encodes the captions once, in runs with rests between', async () => {
      let rests = 0;
      const rest = async () => {
        rests += 1;
      };
      const suggester = new Suggester(encoder, captions, rest);
      await Promise.all([suggester.suggest('a dog', 1), suggester.suggest('a cat', 1)]);
      await suggester.suggest('snow', 1);
      expect(rests).toBe(1); // nine captions are two runs of eight at most
    });

    it('has none where the package has no captions', async () => {
      expect(await new Suggester(encoder, [], noRest).suggest('a dog', 3)).toEqual([]);
    });
  });
});

it('the meaning of a text is the mean of its real tokens at unit length', () => {
  const embeds = { data: Float32Array.of(3, 0, 3, 8, 100, 100), shape: [3, 2] as const, tokens: 2 };
  expect([...sentenceEmbedding(embeds)]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
  expect([...sentenceEmbedding({ ...embeds, tokens: 0 })]).toEqual([0, 0]);
});
