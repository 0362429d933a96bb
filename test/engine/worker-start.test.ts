import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { supportedProviders } from '../../src/engine/onnx/providers.ts';
import { drawing, recipe } from './recipes.ts';
import { follow, startEngine, submit } from './worker-engine.ts';

// Each test starts processes, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

/** What every worker that is started from now on loads first. */
function preload(file: string): void {
  vi.stubEnv('NODE_OPTIONS', `--require ${file}`);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

const given = recipe([drawing()]);

it('goes on without a provider under which the worker died while it started', async () => {
  preload(fileURLToPath(new URL('worker/die-while-trying.cjs', import.meta.url)));
  const { engine } = startEngine({ provider: null });
  expect((await follow(submit(engine, given))).at(-1)).toMatchObject({ kind: 'done' });
  const deadly = supportedProviders().filter((name) => name !== 'cpu');
  const { provider, rejected, restarts } = engine.status();
  expect(provider).toBe('cpu');
  expect(restarts).toBe(deadly.length);
  expect(rejected).toEqual(
    deadly.map((name) => ({ provider: name, reason: expect.stringMatching(/^ended the worker: .*SIGKILL/) })),
  );
});

it.skipIf(supportedProviders().length === 1)(
  'goes on without a provider under which two runs in a row died, and draws the job that it took for the killer',
  async () => {
    const [broken] = supportedProviders().filter((name) => name !== 'cpu');
    preload(fileURLToPath(new URL('worker/die-while-running.cjs', import.meta.url)));
    vi.stubEnv('PRETENDED_PROVIDER', broken);
    const { engine } = startEngine({ provider: null });
    const events = await follow(submit(engine, given));
    expect(events.filter(({ kind }) => kind === 'restarted')).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ kind: 'done' });
    const { provider, rejected } = engine.status();
    expect(provider).toBe('cpu');
    expect(rejected).toContainEqual({
      provider: broken,
      reason: expect.stringMatching(/^ended the worker: .*SIGKILL/),
    });
  },
);

it('says that it is unavailable while no worker starts: what was accepted waits, what is new is refused', async () => {
  preload('./no-such-file.cjs');
  const { engine } = startEngine();
  const accepted = follow(submit(engine, given));
  await expect(engine.models()).rejects.toMatchObject({ code: 'worker-unavailable' });
  expect((await follow(submit(engine, given))).at(-1)).toMatchObject({ kind: 'failed', code: 'worker-unavailable' }); // at once
  expect(engine.status()).toMatchObject({ worker: 'restarting', waiting: 1 });
  expect(engine.status().lastFailure).toContain('code 1');
  vi.unstubAllEnvs();
  expect((await accepted).at(-1)).toMatchObject({ kind: 'done' });
  expect((await follow(submit(engine, given))).at(-1)).toMatchObject({ kind: 'done' });
});

it('gives accepted jobs up when no worker has started for ten minutes', async () => {
  preload('./no-such-file.cjs');
  let ms = 0;
  const { engine } = startEngine({ clock: () => ms });
  const accepted = follow(submit(engine, given));
  await expect(engine.models()).rejects.toMatchObject({ code: 'worker-unavailable' });
  ms = 599_999;
  await expect(engine.models()).rejects.toMatchObject({ code: 'worker-unavailable' });
  expect(engine.status().waiting).toBe(1);
  ms = 600_000;
  expect((await accepted).at(-1)).toMatchObject({ kind: 'failed', code: 'worker-unavailable' });
});
