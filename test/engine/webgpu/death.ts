import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { JobEvent } from '../../../src/engine/client.ts';
import { atFirstStep, once } from '../first-step.ts';
import { copyGaussian, editManifest } from '../models/fixture.ts';
import { ddimSampling, drawing, recipe } from '../recipes.ts';
import { follow, startEngine, submit } from '../worker-engine.ts';
import { describeOnGpu, setEnv, startOnGpu } from './software-gpu.ts';

/** Long enough to be met in its middle. */
const long = recipe([drawing({ walk: ddimSampling(100) })]);
const short = recipe([drawing()]);

const restarts = (events: readonly JobEvent[]) => events.filter((event) => event.kind === 'restarted');

/** A folder with the analytic model as one so large that it is not opened on the CPU too, to compare speeds. */
async function uncompared(): Promise<string> {
  const dir = await copyGaussian();
  await editManifest(dir, (manifest) => {
    manifest.memoryMb = 3000;
  });
  return dirname(dir);
}

describeOnGpu('a worker that draws with WebGPU', () => {
  it.each([
    { name: 'is killed', signal: 'SIGKILL', reason: /SIGKILL/ },
    { name: 'hangs', signal: 'SIGSTOP', reason: /within 3000 ms|nothing for 5000 ms/ },
  ] as const)('$name: its jobs are drawn again, with WebGPU', async ({ signal, reason }) => {
    const { engine, workerPid } = startOnGpu({ stepTimeoutMs: 3_000 });
    const disturb = atFirstStep(once(() => process.kill(workerPid(), signal)));
    const [ann, bob] = await Promise.all([
      follow(submit(engine, long, 'ann'), disturb),
      follow(submit(engine, long, 'bob')),
    ]);
    expect(restarts(ann)).toEqual([{ kind: 'restarted', reason: expect.stringMatching(reason) }]);
    for (const events of [ann, bob])
      expect(events.at(-1)).toMatchObject({ kind: 'done', timing: { provider: 'webgpu' } });
    expect(engine.status()).toMatchObject({ provider: 'webgpu', rejected: [], restarts: 1 });
  });
});

const endings = [
  { how: 'die', file: 'die-in-runs.cjs', reason: /^ended the worker: .*SIGSEGV/ },
  {
    how: 'fail',
    file: 'fail-in-runs.cjs',
    reason: /^ended the worker: a model run on webgpu failed: the device was lost/,
  },
];

const preload = (file: string) =>
  setEnv({ NODE_OPTIONS: `--require ${fileURLToPath(new URL(file, import.meta.url))}` });

describeOnGpu('WebGPU under which runs', () => {
  it.each(endings)('$how is left for the CPU, which draws the suspected job', async ({ file, reason }) => {
    preload(file);
    const { engine } = startOnGpu({ modelDirs: [await uncompared()], provider: null });
    const events = await follow(submit(engine, short));
    expect(restarts(events)).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ kind: 'done', timing: { provider: 'cpu' } });
    expect(engine.status()).toMatchObject({ provider: 'cpu', restarts: 2 });
    expect(engine.status().rejected).toContainEqual({ provider: 'webgpu', reason: expect.stringMatching(reason) });
  });

  it.each(endings)(
    '$how is refused where it is pinned, and every job fails with the reason',
    async ({ file, reason }) => {
      preload(file);
      const { engine } = startOnGpu();
      const [first, second] = [await follow(submit(engine, short)), await follow(submit(engine, short))];
      expect(restarts(first)).toHaveLength(2);
      const [rejection] = engine.status().rejected;
      expect(rejection).toEqual({ provider: 'webgpu', reason: expect.stringMatching(reason) });
      expect(engine.status()).toMatchObject({ worker: 'ready', provider: null, restarts: 2 });
      const message = expect.stringContaining(`(webgpu: ${rejection?.reason})`);
      for (const events of [first, second]) {
        expect(events.at(-1)).toEqual({ kind: 'failed', code: 'broken-model', message });
      }
    },
  );
});

describeOnGpu('WebGPU without a driver', () => {
  it('is refused with what ONNX Runtime says and where to read on', async () => {
    setEnv({ VK_DRIVER_FILES: '/nowhere/icd.json' });
    const { engine } = startEngine({ provider: 'webgpu' });
    const [last] = (await follow(submit(engine, short))).slice(-1);
    expect(last).toMatchObject({
      kind: 'failed',
      code: 'broken-model',
      message: expect.stringMatching(
        /\(webgpu: Failed to get a WebGPU adapter: .* \(docs\/gpu\.md says what to do\)\); leave/,
      ),
    });
    expect(engine.status()).toMatchObject({ worker: 'ready', provider: null, restarts: 0 });
  });
});
