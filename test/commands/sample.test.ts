import { describe, expect, test } from 'vitest';
import { parseLine } from '../../src/commands/parsing/parse-line.ts';
import type { JobService } from '../../src/commands/ports/job-service.ts';
import type { Engine, JobId } from '../../src/engine/client.ts';
import { digits, trial } from './context.ts';

describe('/sample', () => {
  test('fills in the model package’s defaults', async () => {
    const { asker, command, recipe, film } = await trial().request('/sample a skull');
    expect({ asker: asker.person, command, film }).toEqual({ asker: 'ann', command: 'sample', film: false });
    expect(recipe).toEqual({
      version: 1,
      model: 'emoji',
      finish: { upscaleTo: 256 },
      drawings: [
        {
          term: { kind: 'prompt', prompt: 'a skull' },
          guidance: { scale: 4, negative: '' },
          start: { kind: 'noise' },
          walk: { kind: 'sample', sampler: 'dpm++2m', spacing: 'trailing', steps: 20, thresholding: true },
          seed: 2 ** 30,
        },
      ],
    });
  });

  test('takes settings other than the defaults', async () => {
    const line =
      '/sample a skull seed:180 guidance:7 sampler:ddpm spacing:strided steps:34 threshold:no interval:800-200 upscale:no';
    const { drawings, finish } = await trial().recipe(line);
    expect(drawings[0]).toMatchObject({
      seed: 180,
      guidance: { scale: 7, interval: [200, 800] },
      walk: { kind: 'sample', sampler: 'ddpm', spacing: 'strided', steps: 34, thresholding: false },
    });
    expect(finish).toEqual({ upscaleTo: null });
  });

  test('draws several with consecutive seeds, each as it would be alone', async () => {
    const { recipe } = trial();
    const { drawings } = await recipe(`/sample a dog count:3 seed:${2 ** 32 - 2}`);
    expect(drawings.map(({ seed, label }) => [seed, label])).toEqual([
      [2 ** 32 - 2, `seed ${2 ** 32 - 2}`],
      [2 ** 32 - 1, `seed ${2 ** 32 - 1}`],
      [0, 'seed 0'],
    ]);
    const { label: _, ...third } = drawings[2]!;
    expect((await recipe('/sample a dog seed:0')).drawings).toEqual([third]);
  });

  test('a zero is a value', async () => {
    const { drawings } = await trial().recipe('/sample a dog seed:0 guidance:0 sampler:ddim eta:0');
    expect(drawings[0]).toMatchObject({ seed: 0, guidance: { scale: 0 }, walk: { eta: 0 } });
  });

  test('leaves pictures at their own side where the model has no super-resolution', async () => {
    expect((await trial({ models: [digits] }).recipe('/sample seven')).finish).toEqual({ upscaleTo: null });
  });

  test.each([
    ['/sample a dog eta:0.5', /eta has an effect only with the ddim sampler/],
    ['/sample a dog interval:sometimes', /"sometimes" is not a part of the schedule/],
    ['/sample a dog interval:200-1000', /not a part of the schedule/],
    ['/sample a dog model:digit', /no model called "digit"/],
    ['/sample a dog count:16 steps:250', null],
    ['/sample a dog count:17', /"count" goes from 1 to 16/],
  ])('%s', async (line, message) => {
    if (message === null) await trial().recipe(line);
    else expect((await trial().refusal(line)).message).toMatch(message);
  });

  test('suggests the model that was meant, and says when there is none', async () => {
    expect((await trial().refusal('/sample a dog model:digit')).hint).toBe(
      'Did you mean digits? Installed: emoji, digits.',
    );
    expect((await trial({ models: [] }).refusal('/sample a dog')).message).toBe('No model is installed here.');
  });
});

describe('a prompt with a word that the model never learned', () => {
  const suggest = () => [
    { text: 'a t-rex', similarity: 0.58 },
    { text: 'a snake', similarity: 0.43 },
  ];

  test('is drawn with a remark that names near ones', async () => {
    const { remark } = await trial({ suggest }).request('/sample a velociraptor');
    expect(remark).toBe('This model never learned “velociraptor”. The nearest that it knows: a t-rex.');
  });

  test('is accepted before the engine has said what is near', async () => {
    const { context } = trial();
    const accepted: unknown[] = [];
    const jobService: JobService = {
      ...context.jobService,
      submit: async (request, _reply, remark) => {
        accepted.push(request, remark);
        return 'job1' as JobId;
      },
    };
    const engine: Engine = { ...context.engine, suggest: () => new Promise(() => {}) };
    const { command, options } = parseLine('/sample a velociraptor');
    await command.run({ ...context, jobService, engine, options });
    expect(accepted).toEqual([expect.objectContaining({ command: 'sample' }), expect.any(Promise)]);
  });

  test('has none named that are as far', async () => {
    const far = () => [{ text: 'a t-rex', similarity: 0.27 }];
    const { remark } = await trial({ suggest: far }).request('/sample kubernetes cluster');
    expect(remark).toBe('This model never learned “kubernetes”, “cluster”.');
  });

  test('a near one needs no remark', async () => {
    expect((await trial().request('/sample a skull')).remark).toBeUndefined();
  });
});
