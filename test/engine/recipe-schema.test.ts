import { describe, expect, it } from 'vitest';
import { splits } from '../../src/engine/guidance/components.ts';
import type { Conditioning, Recipe } from '../../src/engine/recipe.ts';
import { splitNames, viewNames } from '../../src/engine/recipe.ts';
import { parseRecipe } from '../../src/engine/recipe-schema.ts';
import { ddimSampling, drawing, paint, prompt, recipe } from './recipes.ts';

const picture = await paint(8, (row, col) => [row, col, 0]);

/** A recipe as JSON makes it, changed in one place. */
function changed(change: (given: Loose) => void): unknown {
  const given = JSON.parse(JSON.stringify(recipe([drawing()])));
  change(given);
  return given;
}
// biome-ignore lint/suspicious/noExplicitAny: a type would forbid the mistakes that are tested
type Loose = any;

const nest = (depth: number): Conditioning =>
  depth === 1 ? prompt('a skull') : { kind: 'views', parts: [{ view: 'flip', term: nest(depth - 1) }] };

/** Nests `width` conditionings in each, over so many levels, all with the same prediction. */
const crowd = (width: number, levels: number): Conditioning =>
  levels === 0
    ? prompt('a skull')
    : {
        kind: 'views',
        parts: Array.from({ length: width }, () => ({ view: 'identity' as const, term: crowd(width, levels - 1) })),
      };

/** Makes `views` times `prompts` distinct model evaluations. */
const parts = (views: number, prompts: number, suffix = ''): Conditioning => ({
  kind: 'views',
  parts: viewNames.slice(0, views).map((view) => ({
    view,
    term: {
      kind: 'views',
      parts: Array.from({ length: prompts }, (_, i) => ({ view: 'flip' as const, term: prompt(`${i} ${suffix}`) })),
    },
  })),
});

describe('parseRecipe', () => {
  it('gives back every kind of recipe as it was', () => {
    const given: Recipe = recipe(
      [
        drawing({ label: 'i_start 7', term: nest(4), guidance: { scale: 7, negative: 'a dog', interval: [100, 900] } }),
        drawing({
          term: { kind: 'components', split: 'triple-frequency', terms: [prompt('a'), prompt('b'), prompt('c')] },
          start: { kind: 'image', image: picture, timestep: 690 },
          keep: {
            kind: 'mask',
            image: picture,
            mask: picture,
            form: 'clean',
            resample: { jumpLength: 10, jumpCount: 10 },
          },
        }),
        drawing({ keep: { kind: 'component', image: picture, split: 'colour', index: 1 } }),
        drawing({
          start: { kind: 'image', image: picture, timestep: null },
          walk: { kind: 'blur', size: 5, sigma: 2 },
        }),
        drawing({ walk: { kind: 'one-step' }, variations: [{ seed: 5, strength: 0.35 }] }),
        drawing({ start: { kind: 'image', image: picture, timestep: 5 }, walk: { kind: 'none' } }),
      ],
      1024,
    );
    const paste = { image: picture, mask: picture, left: -4, top: 0, side: 16 };
    const pasted: Recipe = { ...given, finish: { ...given.finish, paste } };
    for (const each of [given, pasted]) expect(parseRecipe(JSON.parse(JSON.stringify(each)))).toEqual(each);
  });

  it.each<{ name: string; given: unknown; says: RegExp }>([
    { name: 'nothing', given: null, says: /^recipe: / },
    { name: 'another version', given: changed((r) => (r.version = 2)), says: /^version: / },
    { name: 'a path for a model', given: changed((r) => (r.model = '../secret')), says: /^model: / },
    { name: 'no drawing', given: changed((r) => (r.drawings = [])), says: /^drawings: / },
    { name: 'too many drawings', given: recipe(Array.from({ length: 17 }, () => drawing())), says: /^drawings: / },
    { name: 'a seed beyond 32 bits', given: recipe([drawing({ seed: 2 ** 32 })]), says: /^drawings\[0\]\.seed: / },
    { name: 'no steps', given: recipe([drawing({ walk: ddimSampling(0) })]), says: /^drawings\[0\]\.walk\.steps: / },
    {
      name: 'too many steps',
      given: recipe(Array.from({ length: 5 }, () => drawing({ walk: ddimSampling(1000) }))),
      says: /4000 steps/,
    },
    {
      name: 'too many model evaluations in a step',
      given: recipe([drawing({ term: parts(8, 4) })]),
      says: /24 model evaluations/,
    },
    {
      name: 'too many model evaluations in all',
      given: recipe(Array.from({ length: 16 }, () => drawing({ term: parts(4, 4), walk: ddimSampling(250) }))),
      says: /40000 model evaluations/,
    },
    {
      name: 'too many prompts',
      given: recipe(Array.from({ length: 16 }, (_, i) => drawing({ term: parts(1, 8, `of ${i}`) }))),
      says: /64 distinct prompts/,
    },
    {
      name: 'too many nested conditionings, although they share a prediction',
      given: recipe([drawing({ term: crowd(8, 3) })]),
      says: /32 conditionings, nested ones included/,
    },
    {
      name: 'too much mixing, although predictions are shared',
      given: recipe(Array.from({ length: 8 }, () => drawing({ term: crowd(5, 2), walk: ddimSampling(200) }))),
      says: /40000 model evaluations/,
    },
    {
      name: 'conditionings nested too deep',
      given: recipe([drawing({ term: nest(5) })]),
      says: /^drawings\[0\]\.term/,
    },
    {
      name: 'a split with a conditioning too few',
      given: recipe([drawing({ term: { kind: 'components', split: 'frequency', terms: [prompt('a skull')] } })]),
      says: /one conditioning for each of its components/,
    },
    {
      name: 'a component that is not there',
      given: recipe([drawing({ keep: { kind: 'component', image: picture, split: 'frequency', index: 2 } })]),
      says: /no component of this index/,
    },
    {
      name: 'a mask without its image',
      given: changed((r) => (r.drawings[0].keep = { kind: 'mask', mask: picture, form: 'clean' })),
      says: /^drawings\[0\]\.keep\.image: /,
    },
    {
      name: 'sampling from a clean image',
      given: recipe([drawing({ start: { kind: 'image', image: picture, timestep: null } })]),
      says: /nothing to denoise/,
    },
    {
      name: 'a constraint without sampling',
      given: recipe([
        drawing({ walk: { kind: 'none' }, keep: { kind: 'mask', image: picture, mask: picture, form: 'clean' } }),
      ]),
      says: /a constraint needs/,
    },
    {
      name: 'a picture of a megabyte',
      given: changed((r) => (r.drawings[0].start = { kind: 'image', image: { png: 'A'.repeat(1e6) }, timestep: 5 })),
      says: /start\.image\.png: /,
    },
    {
      name: 'a square to paste that is larger than any picture',
      given: changed((r) => (r.finish.paste = { image: picture, mask: picture, left: 0, top: 0, side: 1281 })),
      says: /^finish\.paste\.side: /,
    },
    {
      name: 'an even blur',
      given: recipe([drawing({ walk: { kind: 'blur', size: 4, sigma: 2 } })]),
      says: /must be odd/,
    },
  ])('refuses $name, by the name of the field', ({ given, says }) => {
    expect(() => parseRecipe(given)).toThrow(
      expect.objectContaining({ code: 'bad-recipe', message: expect.stringMatching(says) }),
    );
  });

  it('does not repeat what was typed', () => {
    const given = changed((r) => (r.drawings[0].term = { kind: 'prompt', prompt: 'secret '.repeat(200) }));
    expect(() => parseRecipe(given)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') }),
    );
  });

  it('knows how many components each split has', () => {
    for (const split of splitNames) {
      const terms = splits[split](32).map(() => prompt('a skull'));
      expect(() => parseRecipe(recipe([drawing({ term: { kind: 'components', split, terms } })]))).not.toThrow();
    }
  });
});
