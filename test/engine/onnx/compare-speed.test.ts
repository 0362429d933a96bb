import { beforeAll, expect, it } from 'vitest';
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
  const networks = await openNetworks(found, 'cpu', options);
  let count = 0;
  const openOnCpu = async () => {
    count += 1;
    return slowed(await openNetwork(found, 'base', 'cpu', options), cpu);
  };
  const comparing = requireFasterThanCpu({ ...networks, base: slowed(networks.base, own) }, openOnCpu, probe, clock);
  if (isKept) await comparing;
  else await expect(comparing).rejects.toThrow('a step takes 900 ms, on the CPU 25 ms: probably a software adapter');
  expect(count).toBe(opened);
  const running = networks.base.run([{ sample: [new Float32Array(3072)], t: 1, encoderHiddenStates: probe.embeds }]);
  if (isKept) expect(await running).toHaveLength(1);
  else await expect(running).rejects.toThrow(); // its session has ended
});

it('leaves no network open when the CPU cannot open its own', async () => {
  const networks = await openNetworks(found, 'cpu', options);
  const openOnCpu = () => Promise.reject(new Error('no memory is left'));
  const comparing = requireFasterThanCpu({ ...networks, base: slowed(networks.base, 200) }, openOnCpu, probe, clock);
  await expect(comparing).rejects.toThrow('no memory is left');
  await expect(networks.base.run([probeRow(networks.base.graph, probe)])).rejects.toThrow(); // its session has ended
});
