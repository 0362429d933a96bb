import { describe, expect, it } from 'vitest';
import { act } from '../../../src/commands/actions/actions.ts';
import { expandWildcards, hasWildcards, splitOutsideGroups } from '../../../src/commands/prompts/wildcards.ts';
import { captionOf } from '../../../src/commands/recipes/caption.ts';
import type { Recipe } from '../../../src/engine/client.ts';
import { trial } from '../context.ts';

const seeds = Array.from({ length: 300 }, (_, seed) => seed);
const outcomes = (template: string): ReadonlySet<string> =>
  new Set(seeds.map((seed) => expandWildcards(template, seed)));

const promptsIn = ({ drawings }: Recipe) => drawings.map(({ term }) => (term.kind === 'prompt' ? term.prompt : ''));
const templatesIn = ({ drawings }: Recipe) =>
  drawings.map(({ term }) => (term.kind === 'prompt' ? term.template : undefined));

describe('wildcards', () => {
  it('take every alternative about as often, and the same one for the same seed', () => {
    const template = 'a {red|blue|green} car';
    expect(outcomes(template)).toEqual(new Set(['a red car', 'a blue car', 'a green car']));
    for (const colour of ['red', 'blue', 'green']) {
      const count = seeds.filter((seed) => expandWildcards(template, seed).includes(colour)).length;
      expect(count).toBeGreaterThan(70);
      expect(count).toBeLessThan(130);
    }
    expect(expandWildcards(template, 180)).toBe(expandWildcards(template, 180));
  });

  it('nest, may be empty, and choose independently of each other', () => {
    expect(outcomes('a {|big} {car|{tiny|old} boat}')).toEqual(
      new Set(['a car', 'a tiny boat', 'a old boat', 'a big car', 'a big tiny boat', 'a big old boat']),
    );
    expect(outcomes('{a|b}{a|b}').size).toBe(4);
    expect(
      new Set(seeds.map((seed) => `${expandWildcards('{a|b}', seed, 0)}${expandWildcards('{a|b}', seed, 1)}`)).size,
    ).toBe(4);
  });

  it.each(['a {car', 'a car}', 'a {car} here', 'a | b', '{}', '}{a'])('%j is plain text', (text) => {
    expect(hasWildcards(text)).toBe(false);
    expect(expandWildcards(text, 1)).toBe(text);
  });

  it('keep their bars from separating prompts', () => {
    expect(splitOutsideGroups('a {b|c} | d{e|{f|g}}|h', /\|/y)).toEqual(['a {b|c} ', ' d{e|{f|g}}', 'h']);
  });
});

describe('a request with wildcards', () => {
  it('draws each picture from its own seed, says what it became, and keeps what was typed', async () => {
    const recipe = await trial().recipe('/sample "a {red|blue|green} car" count:8 seed:1');
    expect(promptsIn(recipe)).toEqual(
      recipe.drawings.map(({ seed }) => expandWildcards('a {red|blue|green} car', seed)),
    );
    expect(new Set(promptsIn(recipe)).size).toBeGreaterThan(1);
    expect(new Set(templatesIn(recipe))).toEqual(new Set(['a {red|blue|green} car']));
    expect(recipe.drawings.map(({ label }) => label)).toEqual(
      promptsIn(recipe).map((prompt, i) => `${prompt} · seed ${1 + i}`),
    );
    expect(captionOf(recipe)).toBe('a {red|blue|green} car · seeds 1–8');
    expect(captionOf({ ...recipe, drawings: recipe.drawings.slice(0, 1) })).toBe(`${promptsIn(recipe)[0]} · seed 1`);
  });

  it('tells the prompts of an anagram apart', async () => {
    const recipe = await trial().recipe('/anagram a {red|blue} car | {a dog|a cat} seed:3');
    const { term } = recipe.drawings[0]!;
    expect(term).toMatchObject({
      kind: 'views',
      parts: [{ term: { template: 'a {red|blue} car' } }, { term: { template: '{a dog|a cat}' } }],
    });
  });

  it('takes other alternatives with another seed: Reroll, and /remix', async () => {
    const user = trial();
    await user.type('/sample "{a|b|c|d|e|f|g|h}" seed:1');
    const [first] = promptsIn(user.jobService.requests[0]!.recipe);
    const remixed = new Set<string>();
    for (const seed of [2, 3, 4, 5, 6]) remixed.add(promptsIn(await user.recipe(`/remix seed:${seed}`))[0]!);
    expect(remixed.size).toBeGreaterThan(1);
    expect(promptsIn(await user.recipe('/remix seed:1'))).toEqual([first]);
    const id = user.jobService.remember({ recipe: user.jobService.requests[0]!.recipe });
    await act('reroll', id, user.context);
    const { recipe } = user.jobService.requests.at(-1)!;
    expect(promptsIn(recipe)).toEqual([expandWildcards('{a|b|c|d|e|f|g|h}', recipe.drawings[0]!.seed)]);
  });

  it('can be remixed as a sheet, and loses its wildcards with another prompt', async () => {
    const user = trial();
    await user.type('/sample "a {red|blue} car" count:4 seed:1');
    expect((await user.recipe('/remix count:6')).drawings).toHaveLength(6);
    expect(new Set(templatesIn(await user.recipe('/remix a dog')))).toEqual(new Set([undefined]));
  });
});
