import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { requireFasterThanCpu } from '../../../src/engine/onnx/compare-speed.ts';
import { type Network, openNetwork, openNetworks } from '../../../src/engine/onnx/open-networks.ts';
import { probeRow } from '../../../src/engine/onnx/self-test.ts';
import { type ModelPackage, readPackage } from '../../../src/engine/packages/package.ts';
import { gaussianDir } from '../models/fixture.ts';

const probe = { embeds: new Float32Array(32 * 384), t: 500 };
const options = { threads: 1, maxBatch: 1, probe };

let found: ModelPackage;
let ms = 0;
const clock = () => ms;

beforeAll(async () => {
  found = await readPackage(gaussianDir);
});

/** Real sessions whose every run takes that long by our clock. */
function slowed(network: Network, byMs: number): Network {
  const run: Network['run'] = (rows) => {
    ms += byMs;
    return network.run(rows);
  };
  return { ...network, run };
}

it.each([
  { name: 'a graphics card', own: 12, cpu: 5, opened: 0, isKept: true },
  { name: 'a slow card beside a slower processor', own: 200, cpu: 300, opened: 1, isKept: true },
  { name: 'a software adapter', own: 900, cpu: 25, opened: 1, isKept: false },
])('$name', async ({ own, cpu, opened, isKept }) => {
  const base = await openNetwork(found, 'base', 'cpu', options);
  onTestFinished(() => base.session.release());
  let count = 0;
  const openOnCpu = async () => {
    count += 1;
    return slowed(await openNetwork(found, 'base', 'cpu', options), cpu);
  };
  const comparing = requireFasterThanCpu(slowed(base, own), openOnCpu, probe, clock);
  if (isKept) await comparing;
  else await expect(comparing).rejects.toThrow('a step takes 900 ms, on the CPU 25 ms: probably a software adapter');
  expect(count).toBe(opened);
});

it('leaves no network open when the base is refused, and does not open the upscaler', async () => {
  let refused: Network | undefined;
  const withoutUpscaler = {
    ...found,
    manifest: { ...found.manifest, upscale: { ...found.manifest.upscale!, file: 'none' } },
  };
  const opening = openNetworks(withoutUpscaler, 'cpu', options, (base) => {
    refused = base;
    return Promise.reject(new Error('a step takes too long'));
  });
  await expect(opening).rejects.toThrow('a step takes too long');
  await expect(refused!.run([probeRow(refused!.graph, probe)])).rejects.toThrow(); // its session has ended
});
