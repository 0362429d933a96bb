import { afterEach, describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { setLanguage } from '../../src/commands/language/translate.ts';
import type { ReplyContent } from '../../src/commands/ports/reply.ts';
import type { EngineStatus } from '../../src/engine/client.ts';
import { trial } from './context.ts';
import { bob } from './job-service.ts';

/** All words of a text, a line each. */
function read(content: ReplyContent | undefined): string {
  if (content?.kind !== 'text') throw new Error(`not a text: ${content?.kind}`);
  const sections = content.sections.flatMap(({ heading, lines }) => [
    ...(heading === undefined ? [] : [heading]),
    ...lines,
  ]);
  return [content.title, ...sections].join('\n');
}

describe('/queue', () => {
  test('says that nothing is waiting', async () => {
    const { type, contents } = trial();
    await type('/queue');
    expect(read(contents[0])).toBe('Nothing is waiting.\nYour picture would begin at once.');
  });

  test('says that the engine is still starting', async () => {
    const { type, contents } = trial({ status: { worker: 'starting' } });
    await type('/queue');
    expect(read(contents[0])).toBe('Nothing is waiting.\nThe engine is still starting.');
    await type('/sample a skull');
    await type('/queue');
    expect(read(contents.at(-1))).toMatch(/yours, job1\)\nThe engine is still starting\.$/);
  });

  test("shows places, and keeps other people's prompts and names to them", async () => {
    const { type, contents, jobService } = trial();
    await type('/sample a skull seed:1');
    jobService.remember({ recipe: jobService.requests[0]!.recipe, asker: bob, state: 'accepted', place: 1 });
    await type('/queue');
    expect(read(contents[0])).toBe(
      'In the studio\nnow /sample a skull · seed 1 (yours, job1)\n1. /sample by somebody else',
    );
  });
});

describe('/cancel', () => {
  test('stops the latest of the person', async () => {
    const { type, contents, jobService } = trial();
    await type('/sample a skull');
    await type('/sample a dog');
    const { recipe } = jobService.requests[0]!;
    jobService.remember({ recipe, asker: bob, state: 'accepted', place: 2 });
    await type('/cancel');
    expect((await jobService.queue()).map(({ own }) => own?.id)).toEqual(['job1', undefined]);
    expect(contents).toEqual([{ kind: 'notice', message: 'Cancelled.' }]);
  });

  test('stops all of the person, and nobody else', async () => {
    const { type, contents, jobService } = trial();
    await type('/sample a skull');
    await type('/sample a dog');
    jobService.remember({ recipe: jobService.requests[0]!.recipe, asker: bob, state: 'accepted', place: 2 });
    await type('/cancel all');
    expect((await jobService.queue()).map(({ own }) => own?.id)).toEqual([undefined]);
    expect(contents).toEqual([{ kind: 'notice', message: 'Cancelled all 2.' }]);
  });

  test('says that it does not know a name', async () => {
    expect((await trial().refusal('/cancel nosuch')).message).toBe('I know no picture nosuch that is waiting.');
  });

  test.each([['/cancel'], ['/cancel all']])('%s says that there is nothing', async (line) => {
    expect((await trial().refusal(line)).message).toBe('There is nothing to cancel.');
  });

  test("leaves somebody else's alone", async () => {
    const { refusal, type, jobService } = trial();
    await type('/sample a skull');
    const id = jobService.remember({ recipe: jobService.requests[0]!.recipe, asker: bob, state: 'accepted', place: 1 });
    expect((await refusal(`/cancel ${id}`)).message).toBe('Somebody else asked for that picture.');
    expect(await jobService.queue()).toHaveLength(2);
  });
});

describe('/status', () => {
  test('says what runs and on what, in words of its own', async () => {
    const { type, contents } = trial();
    await type('/status');
    const words = read(contents[0]);
    expect(words).toMatch(/^The engine is ready\.\nJobs\n0 being drawn, 0 waiting\n/);
    expect(words).toContain('Engine\nRuns on the processor; no GPU can be used.\n2 threads\n');
    expect(words).not.toMatch(/cuda|no such device/);
    expect(words).toContain('emoji: Small pictures · 64 px, then 256 px · en · MIT');
    expect(words).toContain('120 steps in 60 model runs, 2.0 rows each\nrestarts: 0\nmemory: 300 MiB');
  });

  test('works while the engine does not', async () => {
    const { type, contents } = trial({
      models: [],
      status: { worker: 'restarting', provider: null, lastFailure: 'it fell\nover' },
    });
    await type('/status');
    expect(read(contents[0])).toMatch(/^The engine is being restarted\..*It does not start\..*stridebot doctor/s);
    expect(read(contents[0])).not.toMatch(/it fell|over/);
  });

  test.each<[Partial<EngineStatus>, string]>([
    [{ provider: 'cpu', rejected: [], threads: 1 }, 'Runs on the processor.\n1 thread\n'],
    [{ provider: 'cuda', rejected: [] }, 'Runs on the GPU, with CUDA.\n'],
    [{ provider: null, lastFailure: 'libcudart.so.12: cannot open shared object file' }, 'No model can be run here.'],
    [{ provider: null, lastFailure: null, worker: 'starting' }, 'What it runs on is not decided yet.'],
  ])('says of %j: %s', async (status, words) => {
    const { type, contents } = trial({ status });
    await type('/status');
    expect(read(contents[0])).toContain(words);
    expect(read(contents[0])).not.toContain('libcudart');
  });
});

describe('/help', () => {
  test('lists what the model knows, and its styles', async () => {
    const { type, contents } = trial();
    await type('/help words');
    expect(contents.at(-1)).toMatchObject({
      title: 'What I can draw',
      sections: expect.arrayContaining([
        { heading: 'It knows', lines: ['a skull, a dog, people around a campfire, a snowy mountain village'] },
        { heading: 'Styles', lines: ['style:"oil painting"'] },
      ]),
    });
  });

  test('names every command', async () => {
    const { type, contents } = trial();
    await type('/help');
    for (const { name, summary } of commands) expect(read(contents[0])).toContain(`/${name}: ${summary}`);
  });

  test.each(commands.map((command) => [command.name, command] as const))('explains /%s', async (name, command) => {
    const { type, contents } = trial();
    await type(`/help ${name}`);
    const words = read(contents[0]);
    expect(words).toContain(command.summary);
    for (const line of command.examples) expect(words).toContain(line);
    for (const [option, spec] of Object.entries(command.options)) expect(words).toContain(`${option}: ${spec.summary}`);
  });

  test('says what an option can be', async () => {
    const { type, contents } = trial();
    await type('/help /hybrid');
    const words = read(contents[0]);
    expect(words).toContain('far: What it shows from far away, or when small. Needed.');
    expect(words).toMatch(/kind: .* One of frequency, colour, motion; normally frequency\./);
    expect(words).toMatch(/count: .* From 1 to 16, normally 1\./);
    expect(words).toMatch(/film: .* Yes or no, normally no\./);
  });

  test('says what the model knows, once the engine can tell', async () => {
    const ready = trial();
    await ready.type('/help');
    expect(read(ready.contents[0])).toContain('It has seen 4 things by name, such as a skull, a dog,');
    const starting = trial({ status: { worker: 'starting' } });
    await starting.type('/help');
    expect(read(starting.contents[0])).not.toContain('It has seen');
  });

  test('knows what was meant', async () => {
    expect(await trial().refusal('/help hybird')).toEqual({
      message: 'There is no command /hybird.',
      hint: 'Did you mean /hybrid? /help lists them all.',
    });
  });
});

describe('every command', () => {
  test.each(commands)('/$name can be a native slash command everywhere', ({ name, summary, options }) => {
    expect(name).toMatch(/^[a-z]{1,32}$/);
    const entries = Object.entries(options);
    expect(entries.length).toBeLessThanOrEqual(25);
    for (const [option, spec] of entries) {
      expect(option).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(spec.summary.length, option).toBeLessThanOrEqual(100);
      if (spec.kind === 'choice') expect(spec.choices.length).toBeLessThanOrEqual(25);
    }
    expect(summary.length).toBeLessThanOrEqual(100);
    const firstOptional = entries.findIndex(([, spec]) => !spec.required);
    expect(entries.slice(firstOptional).some(([, spec]) => firstOptional !== -1 && spec.required)).toBe(false);
  });
});

describe('in German', () => {
  afterEach(() => setLanguage('en'));

  test('help explains a command, and its examples are typed in English', async () => {
    await setLanguage('de');
    const { type, contents } = trial();
    await type('/help sample');
    expect(read(contents[0])).toMatch(/^\/sample\nZeichnet ein Bild aus Worten\.\nZum Beispiel\n\/sample a skull\n/);
    expect(read(contents[0])).toMatch(/^steps: Entrauschungsschritte.* Von 2 bis 250\.$/m);
  });

  test('the queue and the status are German, and commands in them are typed as ever', async () => {
    await setLanguage('de');
    const { type, contents } = trial();
    await type('/sample a skull seed:1');
    await type('/queue');
    expect(read(contents[0])).toBe('Im Studio\njetzt /sample a skull · Seed 1 (deins, job1)');
    await type('/status');
    expect(read(contents[1])).toMatch(/^Der Zeichner ist bereit\.\nAufträge\n1 in Arbeit, 0 warten\n/);
  });
});
