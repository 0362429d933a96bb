import { describe, expect, test } from 'vitest';
import { commandOf } from '../../src/commands/remix.ts';
import { type Trial, trial } from './context.ts';
import { bob } from './studio.ts';
import { gradient, photo, uploaded } from './uploads.ts';

/** Somebody whose latest picture came from this line. */
async function having(line: string, count = 0): Promise<Trial> {
  const somebody = trial();
  await somebody.type(line, ...Array.from({ length: count }, () => ({ ...photo })));
  return somebody;
}

describe('/remix changes one thing and keeps the rest', () => {
  test.each([
    ['the prompt', '/remix a dog', { term: { kind: 'prompt', prompt: 'a dog' } }],
    ['the seed', '/remix seed:7', { seed: 7 }],
    [
      'steps',
      '/remix steps:50',
      { walk: { kind: 'sample', sampler: 'dpm++2m', spacing: 'trailing', steps: 50, thresholding: true } },
    ],
    ['guidance', '/remix guidance:0', { guidance: { scale: 0, negative: 'rats' } }],
    ['what to avoid', '/remix negative:mice', { guidance: { scale: 4, negative: 'mice' } }],
  ])('%s', async (_, line, changed) => {
    const somebody = await having('/sample a skull seed:180 negative:rats');
    const before = somebody.studio.requests[0]!.recipe;
    const { recipe, command, parent } = await somebody.request(line);
    expect(recipe).toEqual({ ...before, drawings: [{ ...before.drawings[0]!, ...changed }] });
    expect({ command, parent }).toEqual({ command: 'sample', parent: 'job1' });
  });

  test('the second of two prompts', async () => {
    const somebody = await having('/anagram a skull | a dog');
    const { command, recipe } = await somebody.request('/remix second:a cat');
    expect(command).toBe('anagram');
    expect(recipe.drawings[0]!.term).toMatchObject({
      parts: [{ term: { prompt: 'a skull' } }, { view: 'flip', term: { prompt: 'a cat' } }],
    });
  });

  test('the start of a redrawn picture', async () => {
    const { drawings } = await (await having('/sdedit a cat', 1)).recipe('/remix start:20');
    expect(drawings[0]!.start).toMatchObject({ kind: 'image', timestep: 390 });
  });

  test('a sweep at one start is one drawing beside the original', async () => {
    const { drawings } = await (await having('/sdedit a cat sweep:yes', 1)).recipe('/remix start:20');
    expect(drawings.map((drawing) => drawing.label)).toEqual(['start 20', 'original']);
  });

  test('several pictures keep the distances of their seeds', async () => {
    const { drawings } = await (await having('/sample a dog count:3 seed:5')).recipe('/remix seed:4294967295');
    expect(drawings.map(({ seed, label }) => [seed, label])).toEqual([
      [4294967295, 'seed 4294967295'],
      [0, 'seed 0'],
      [1, 'seed 1'],
    ]);
  });

  test('the model, with its own size', async () => {
    const { model, finish } = await (await having('/sample a dog')).recipe('/remix model:digits');
    expect({ model, finish }).toEqual({ model: 'digits', finish: { upscaleTo: null } });
  });

  test('nothing but the film', async () => {
    const { film } = await (await having('/sample a dog')).request('/remix film:yes');
    expect(film).toBe(true);
  });
});

describe('/remix takes', () => {
  test("a job by its name, also somebody else's", async () => {
    const somebody = await having('/sample a dog seed:1');
    await somebody.type('/sample a cat seed:2');
    const { parent, recipe } = await somebody.request('/remix job:job1 steps:5');
    expect(parent).toBe('job1');
    expect(recipe.drawings[0]).toMatchObject({ seed: 1, term: { prompt: 'a dog' } });
  });

  test('the latest of the channel, whoever asked for it', async () => {
    const somebody = await having('/sample a dog');
    const { recipe } = somebody.studio.requests[0]!;
    const id = somebody.studio.remember({ recipe, asker: bob });
    expect((await somebody.request('/remix a cat')).parent).toBe(id);
  });

  test('a PNG that carries its recipe', async () => {
    const { recipe } = await trial().request('/hybrid a | b seed:3');
    const png = await uploaded('hybrid.png', gradient(16), recipe);
    const request = await trial().request('/remix seed:4', png);
    expect(request).toMatchObject({ command: 'hybrid', recipe: { drawings: [{ ...recipe.drawings[0]!, seed: 4 }] } });
    expect(request).not.toHaveProperty('parent');
  });
});

describe('/remix says', () => {
  test.each([
    ['that nothing was changed', '/remix', 'Nothing was changed, so it would be the same picture again.'],
    [
      'that the same value is no change',
      '/remix seed:180',
      'Nothing was changed, so it would be the same picture again.',
    ],
    ['that there is no second prompt', '/remix second:b', 'That picture was not made from a second prompt.'],
    [
      'that there is no start',
      '/remix start:5',
      'That picture did not begin at an image, so start has nothing to change.',
    ],
    ['that the job is gone', '/remix job:job9 a cat', 'That picture is no longer kept here.'],
  ])('%s', async (_, line, message) => {
    expect((await (await having('/sample a dog seed:180')).refusal(line)).message).toBe(message);
  });

  test('that there is nothing yet', async () => {
    expect((await trial().refusal('/remix a cat')).message).toBe('I know no picture here to work with.');
  });

  test('that a file carries no recipe', async () => {
    const { message, hint } = await trial().refusal('/remix a cat', photo);
    expect(message).toBe('"photo.png" carries no settings of mine.');
    expect(hint).toMatch(/^They are in the main PNG that I sent, not in its mask, its readings or its film\./);
  });

  test('that noise takes no steps', async () => {
    const { message } = await (await having('/noise 500', 1)).refusal('/remix steps:5');
    expect(message).toBe('That picture was not walked step by step, so there is no steps to change.');
  });
});

test.each([
  ['sample', '/sample a dog', 0],
  ['sdedit', '/sdedit a dog', 1],
  ['sdedit', '/sdedit a dog sweep:yes', 1],
  ['inpaint', '/inpaint a dog region:left', 1],
  ['anagram', '/anagram a | b image:1 region:left', 1],
  ['hybrid', '/hybrid a | b photo:1', 1],
  ['upscale', '/upscale', 1],
  ['noise', '/noise', 1],
  ['denoise', '/denoise', 1],
])('a recipe looks like one of /%s: %s', async (command, line, count) => {
  const { recipe } = await trial().request(line, ...Array.from({ length: count }, () => ({ ...photo })));
  expect(commandOf(recipe)).toBe(command);
});
