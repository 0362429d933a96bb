import type { Network } from './open-networks.ts';
import { type Probe, probeRow } from './self-test.ts';

/** A step faster than this needs no comparison: only a real graphics card is so fast. */
const fastStepMs = 40;

/**
 * Requires that the base stage is faster than on the CPU, since WebGPU also accepts software adapters (lavapipe,
 * SwiftShader), which are many times slower. Both are timed on their second run; the first one compiles.
 * @param openOnCpu Opens the same base stage on the CPU; not called when the step is fast anyway.
 * @throws Error with both times; whatever opening or running a network throws.
 */
export async function requireFasterThanCpu(
  base: Network,
  openOnCpu: () => Promise<Network>,
  probe: Probe,
  clock: () => number,
): Promise<void> {
  const ms = await stepMs(base, probe, clock);
  if (ms < fastStepMs) return;
  const cpuMs = await stepMsOf(openOnCpu, probe, clock);
  if (ms <= cpuMs) return;
  const times = `a step takes ${Math.round(ms)} ms, on the CPU ${Math.round(cpuMs)} ms`;
  throw new Error(`${times}: probably a software adapter`);
}

async function stepMsOf(open: () => Promise<Network>, probe: Probe, clock: () => number): Promise<number> {
  const network = await open();
  try {
    return await stepMs(network, probe, clock);
  } finally {
    await network.session.release();
  }
}

async function stepMs({ run, graph }: Network, probe: Probe, clock: () => number): Promise<number> {
  const start = clock();
  await run([probeRow(graph, probe)]);
  return clock() - start;
}
