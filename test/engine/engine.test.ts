import { afterAll, describe, expect, it, vi } from 'vitest';
import { inspectEngine } from '../../src/engine/client.ts';
import { gaussianDir } from './models/fixture.ts';
import { ddimSampling, drawing, paint, prompt, recipe } from './recipes.ts';
import { follow, kindsOf, startEngine, submit } from './worker-engine.ts';

// Each test starts processes, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const shared = startEngine({}, afterAll);

describe('a job in the worker process', () => {
  it('reports every step, then its pictures', async () => {
    const { engine } = shared;
    const events = await follow(submit(engine, recipe([drawing(), drawing({ seed: 181 })], 256)));
    expect(kindsOf(events).filter((kind) => kind !== 'queued')).toEqual(['started', 'step', 'done']);
    const steps = events.flatMap((event) => (event.kind === 'step' ? [event] : []));
    expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
    expect(new Set(steps.map(({ stage, drawing: index }) => `${stage} ${index}`)).size).toBe(4);
    for (const { preview } of steps) expect(preview.rgb.length).toBe(3 * preview.width * preview.height);
    const done = events.at(-1);
    if (done?.kind !== 'done') throw new Error(`ended with ${done?.kind}`);
    expect(done.pictures.map(({ width, height, rgb }) => [width, height, rgb.length])).toEqual([
      [256, 256, 196608],
      [256, 256, 196608],
    ]);
    expect(done.timing).toMatchObject({ provider: 'cpu' });
    expect(done.timing.modelMs).toBeLessThanOrEqual(done.timing.wallMs);
    expect(engine.status()).toMatchObject({
      worker: 'ready',
      provider: 'cpu',
      running: 0,
      waiting: 0,
      steps: 16,
      restarts: 0,
    });
  });

  it('gives the same bytes when it is drawn again', async () => {
    const { engine } = shared;
    const given = recipe(
      [drawing({ guidance: { scale: 4, negative: '' }, walk: { ...ddimSampling(5), sampler: 'ddpm' } as never })],
      256,
    );
    const [first, second] = [await follow(submit(engine, given)), await follow(submit(engine, given))];
    const picturesOf = (events: typeof first) =>
      events.flatMap((event) => (event.kind === 'done' ? event.pictures : []));
    expect(picturesOf(first)).toHaveLength(1);
    expect(picturesOf(second)).toEqual(picturesOf(first));
  });

  it('estimates the time left once it has measured both stages', async () => {
    const { engine } = shared;
    await follow(submit(engine, recipe([drawing()], 256)));
    const events = await follow(submit(engine, recipe([drawing({ walk: ddimSampling(20) })], 256)));
    const left = events.flatMap((event) => (event.kind === 'step' ? [event.remainingMs] : []));
    expect(left.every((ms) => ms !== null && ms >= 0)).toBe(true);
    expect(left.at(-1)).toBe(0);
    expect(left[0]).toBeGreaterThan(0);
  });
});

describe('sharing the worker', () => {
  it('serves a person with one job before the ten of another are done', async () => {
    const { engine } = startEngine({ maxBatch: 1 });
    const ended: string[] = [];
    const run = async (name: string, person: string) => {
      await follow(submit(engine, recipe([drawing({ walk: ddimSampling(20) })]), person));
      ended.push(name);
    };
    await engine.models(); // the worker is ready, so that the first job starts at once
    const anns = Array.from({ length: 10 }, (_, i) => run(`ann ${i}`, 'ann'));
    await Promise.all([...anns, run('bob', 'bob')]);
    expect(ended.indexOf('bob')).toBeLessThanOrEqual(2);
    expect(ended.filter((name) => name !== 'bob')).toEqual(Array.from({ length: 10 }, (_, i) => `ann ${i}`));
  });

  it('reports the place of a waiting job whenever it changes', async () => {
    const { engine } = startEngine({ maxBatch: 1 });
    const jobs = [0, 1, 2].map(() => submit(engine, recipe([drawing()])));
    const events = await Promise.all(jobs.map((job) => follow(job)));
    const places = events.map((list) => list.flatMap((event) => (event.kind === 'queued' ? [event.place] : [])));
    expect(places).toEqual([[1], [2, 1], [3, 2, 1]]);
  });

  it('puts the steps of several jobs into one run', async () => {
    const { engine } = shared;
    const given = recipe([drawing({ walk: ddimSampling(50) })]);
    const before = engine.status().modelRuns;
    await Promise.all(['ann', 'bob', 'cyd', 'dan'].map((person) => follow(submit(engine, given, person))));
    expect(engine.status().modelRuns - before).toBeLessThan(4 * 50 * 0.7);
  });
});

describe('jobs that cannot be drawn', () => {
  it.each([
    {
      name: 'an unknown model',
      given: { ...recipe([drawing()]), model: 'none' },
      code: 'unknown-model',
      says: 'found: gaussian',
    },
    { name: 'a broken recipe', given: recipe([]), code: 'bad-recipe', says: 'drawings: ' },
    {
      name: 'what the model cannot do',
      given: recipe([drawing({ walk: { kind: 'blur', size: 65, sigma: 1 } })]),
      code: 'bad-recipe',
      says: '32 px',
    },
  ])('fails for $name, and the next job is drawn', async ({ given, code, says }) => {
    const { engine } = shared;
    const failed = (await follow(submit(engine, given))).at(-1);
    expect(failed).toMatchObject({ kind: 'failed', code, message: expect.stringContaining(says) });
    expect((await follow(submit(engine, recipe([drawing()])))).at(-1)).toMatchObject({ kind: 'done' });
  });

  it('says what is wrong with a package, for jobs and for the status', async () => {
    const { engine } = startEngine({ modelDirs: ['/nowhere'] });
    expect(await engine.models()).toEqual([]);
    expect((await follow(submit(engine, recipe([drawing()])))).at(-1)).toMatchObject({ code: 'unknown-model' });
    expect(engine.status().lastFailure).toContain('/nowhere');
  });
});

describe('requests', () => {
  it('lists the models, the default one first, and suggests captions', async () => {
    const { engine } = shared;
    expect((await engine.models()).map(({ name }) => name)).toEqual(['gaussian']);
    expect((await engine.suggest('gaussian', 'a dog', 3))[0]!.text).toBe('a dog');
    const long = `${'skull '.repeat(30)}at sea`;
    expect(await engine.truncatedText('gaussian', ['a dog', long, ''])).toEqual(['', 'at sea', '']);
    await expect(engine.suggest('none', 'a dog', 3)).rejects.toMatchObject({ code: 'unknown-model' });
  });

  it('reports to doctor what was found', async () => {
    const log = { info() {}, warn() {} };
    const inspection = await inspectEngine({
      modelDirs: [gaussianDir],
      provider: 'cpu',
      maxBatch: 8,
      stepTimeoutMs: 30_000,
      log,
    });
    expect(inspection).toMatchObject({ node: process.version, provider: 'cpu', rejected: [], problem: null });
    expect(inspection.packages).toEqual([
      { name: 'gaussian', dir: gaussianDir, problem: null, provider: 'cpu', rejected: [] },
    ]);
    expect(inspection.onnxRuntime).toMatch(/^\d+\.\d+/);
  });
});

describe('ending', () => {
  it('cancels a running job at its next step, and a waiting one at once', async () => {
    const { engine } = startEngine({ maxBatch: 1 });
    const long = recipe([drawing({ walk: ddimSampling(1000) })]);
    const running = submit(engine, long);
    const waiting = submit(engine, long);
    const followed = follow(running, ({ kind }) => {
      if (kind !== 'step') return;
      waiting.cancel();
      running.cancel();
    });
    const events = await followed;
    expect(events.at(-1)).toEqual({ kind: 'cancelled' });
    expect(events.filter(({ kind }) => kind === 'step').length).toBeLessThan(500);
    expect(kindsOf(await follow(waiting))).not.toContain('started');
    expect(engine.status()).toMatchObject({ running: 0, waiting: 0 });
  });

  it('stops in order: jobs and questions end, and the process with them', async () => {
    const { engine, workerPid } = startEngine();
    await engine.models();
    const job = submit(engine, recipe([drawing({ walk: ddimSampling(1000) })]));
    const waiting = submit(engine, recipe([drawing()]));
    const ends = Promise.all([job, waiting].map((each) => follow(each)));
    await engine.stop();
    for (const events of await ends) expect(events.at(-1)).toMatchObject({ kind: 'failed', code: 'stopped' });
    expect(() => process.kill(workerPid(), 0)).toThrow('ESRCH');
    expect(engine.status().worker).toBe('stopped');
    await expect(engine.suggest('gaussian', 'a dog', 1)).rejects.toMatchObject({ code: 'stopped' });
    expect((await follow(submit(engine, recipe([drawing()])))).at(-1)).toMatchObject({ code: 'stopped' });
    await engine.stop();
  });
});

it('draws an anagram inpainted into a picture', async () => {
  const { engine } = shared;
  const image = await paint(64, (row, col) => [row * 4, col * 4, 128]);
  const mask = await paint(64, (row) => (row < 32 ? [255, 255, 255] : [0, 0, 0]));
  const anagram = drawing({
    term: {
      kind: 'views',
      parts: [
        { view: 'identity', term: prompt('a skull') },
        { view: 'rotate180', term: prompt('a dog') },
      ],
    },
    start: { kind: 'image', image, timestep: 690 },
    keep: { kind: 'mask', image, mask, form: 'renoised' },
  });
  const events = await follow(submit(engine, recipe([anagram], 256)));
  expect(events.at(-1)).toMatchObject({ kind: 'done', pictures: [{ width: 256, height: 256 }] });
});
