import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unknownWords, unknownWordsText } from '../../../src/commands/prompts/unknown-words.ts';
import { type LoadedModel, loadModel } from '../../../src/engine/models/load.ts';
import { findPackages } from '../../../src/engine/packages/package.ts';
import { knownPrompts, unknownPrompts } from './asked-prompts.ts';

let model: LoadedModel;
beforeAll(async () => {
  const { packages } = await findPackages([fileURLToPath(new URL('../../../models', import.meta.url))]);
  model = await loadModel(packages[0]!.dir, { pinned: 'cpu', maxBatch: 8 });
});
afterAll(() => model.release());

const remark = async (...prompts: readonly string[]): Promise<string | undefined> =>
  unknownWordsText(
    await unknownWords(prompts, model.info, { suggest: (_, prompt, count) => model.suggest(prompt, count) }),
  );

/** The prompts of a list that get a remark. */
async function remarked(prompts: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const prompt of prompts) if ((await remark(prompt)) !== undefined) found.push(prompt);
  return found;
}

describe('with the model that ships, what it never learned', () => {
  it('is named for at least nine of ten unknown prompts, and hardly ever for a known one', async () => {
    expect([knownPrompts.length, unknownPrompts.length].every((count) => count >= 200)).toBe(true);
    const [right, wrong] = [await remarked(unknownPrompts), await remarked(knownPrompts)];
    const recall = right.length / unknownPrompts.length;
    const precision = right.length / (right.length + wrong.length);
    expect(recall, `missed: ${unknownPrompts.filter((each) => !right.includes(each)).join('; ')}`).toBeGreaterThan(
      0.95,
    );
    expect(precision, `wrong: ${wrong.join('; ')}`).toBeGreaterThan(0.95);
  });

  it('is named with what is nearest, and gibberish without', async () => {
    expect(await remark('a motorcycle')).toBe(
      'This model never learned “motorcycle”. The nearest that it knows: a bike.',
    );
    expect(await remark('a snorfblat on a hill')).toBe('This model never learned “snorfblat”, “hill”.');
    expect(await remark('a zamboni and a skull')).toBe('This model never learned “zamboni”.');
    expect(await remark('a skull', 'a dog')).toBeUndefined();
  });

  it('is not said of words about how a thing looks', async () => {
    expect(await remark('a very cute small purple cat, highly detailed, 4k')).toBeUndefined();
  });
});

it('says nothing where the package does not state what the model learned', async () => {
  const info = { ...model.info, words: [] };
  expect(await unknownWords(['a zamboni'], info, { suggest: async () => [] })).toEqual([]);
});
