import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { supportedProviders } from '../../src/engine/models/providers.ts';
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

it('says that it is unavailable while no worker starts, and draws again when one does', async () => {
  preload('./no-such-file.cjs');
  const { engine } = startEngine();
  expect((await follow(submit(engine, given))).at(-1)).toMatchObject({ kind: 'failed', code: 'worker-unavailable' });
  expect((await follow(submit(engine, given))).at(-1)).toMatchObject({ code: 'worker-unavailable' }); // at once
  await expect(engine.models()).rejects.toMatchObject({ code: 'worker-unavailable' });
  expect(engine.status()).toMatchObject({ worker: 'restarting', lastFailure: expect.stringContaining('code 1') });
  vi.unstubAllEnvs();
  await vi.waitFor(() => expect(engine.status().worker).toBe('ready'), { timeout: 40_000, interval: 50 });
  expect((await follow(submit(engine, given))).at(-1)).toMatchObject({ kind: 'done' });
});
