import { describe, expect, test } from 'vitest';
import { commandOfRecipe } from '../../src/commands/recipes/command-of-recipe.ts';
import { type Trial, trial } from './context.ts';
import { bob } from './job-service.ts';
import { gradient, photo, uploaded } from './uploads.ts';

/** Makes a user whose latest picture came from this line. */
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
    const before = somebody.jobService.requests[0]!.recipe;
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

  test('the prompt of an enlarged picture', async () => {
    const { drawings } = await (await having('/upscale', 1)).recipe('/remix a cat');
    expect(drawings[0]!.term).toEqual({ kind: 'prompt', prompt: 'a cat' });
  });

  test.each([
    ['/sample a dog seed:5', '/remix count:3', 0, '/sample a dog seed:5 count:3'],
    ['/sample a dog seed:5 count:3', '/remix count:1', 0, '/sample a dog seed:5'],
    ['/sample a dog seed:5 count:2', '/remix count:3 seed:7', 0, '/sample a dog seed:7 count:3'],
    ['/sample a dog seed:5 sampler:ddim', '/remix eta:0.5', 0, '/sample a dog seed:5 sampler:ddim eta:0.5'],
    ['/sample a dog seed:5 sampler:ddim eta:1', '/remix sampler:ddpm', 0, '/sample a dog seed:5 sampler:ddpm'],
    ['/anagram a | b seed:5', '/remix view:mirror', 0, '/anagram a | b seed:5 view:mirror'],
    ['/anagram a | b | c seed:5', '/remix third-view:skew', 0, '/anagram a | b | c seed:5 third-view:skew'],
    ['/hybrid a | b seed:5', '/remix kind:motion', 0, '/hybrid a | b seed:5 kind:motion'],
    ['/hybrid a | b seed:5 photo:1', '/remix kind:colour', 1, '/hybrid a | b seed:5 photo:1 kind:colour'],
    ['/noise 500 seed:5', '/remix t:250', 1, '/noise 250 seed:5'],
    ['/denoise 500 seed:5', '/remix t:250', 1, '/denoise 250 seed:5'],
  ])('%s, then %s, is what was meant', async (line, remixed, count, meant) => {
    const changed = await (await having(line, count)).recipe(remixed);
    expect(changed).toEqual(await (await having(meant, count)).jobService.requests[0]!.recipe);
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
    const { recipe } = somebody.jobService.requests[0]!;
    const id = somebody.jobService.remember({ recipe, asker: bob });
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
    ['that it does not know the job', '/remix a cat job:job9', 'I know no picture job9 here.'],
    ['that there is no view', '/remix view:mirror', 'That picture is no anagram, so "view" has nothing to change.'],
    ['that there is no kind', '/remix kind:motion', 'That picture is no hybrid, so "kind" has nothing to change.'],
    ['that there is no t', '/remix t:500', 'That picture did not begin at an image, so t has nothing to change.'],
    ['that eta needs ddim', '/remix eta:1', 'eta has an effect only with the ddim sampler, and this is dpm++2m.'],
    ['that it is too much', '/remix count:17', '"count" goes from 1 to 16, and 17 is outside.'],
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

  test.each([
    [
      '/noise 500',
      '/remix steps:5',
      'That picture was not drawn step by step from a prompt, so "steps" has nothing to change.',
    ],
    [
      '/noise 500',
      '/remix a cat',
      'That picture was not drawn step by step from a prompt, so "prompt" has nothing to change.',
    ],
    [
      '/sdedit a cat sweep:yes',
      '/remix count:2',
      'That is a sheet of different drawings, so "count" has nothing to change.',
    ],
    [
      '/upscale',
      '/remix upscale:no',
      'That picture was only enlarged, so without super-resolution nothing would be left to do.',
    ],
    [
      '/inpaint a hat region:left steps:100 resample:10',
      '/remix count:5',
      'That would take 5000 steps, and one request may take 4000.',
    ],
  ])('%s then %s', async (line, remixed, message) => {
    expect((await (await having(line, 1)).refusal(remixed)).message).toBe(message);
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
  expect(commandOfRecipe(recipe)).toBe(command);
});
