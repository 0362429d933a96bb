import type { Network, Networks } from './open-networks.ts';
import { type Probe, probeRow } from './self-test.ts';

/** A step that is this quick needs no comparison: a real graphics card. */
const quickMs = 40;

/**
 * Ends the networks when it throws, which is when their base stage is slower than on the CPU: WebGPU also accepts adapters that are programs
 * (lavapipe, SwiftShader) and many times slower. Both are timed on their second run; the first one compiles.
 * @param openOnCpu Opens the same base stage on the CPU; only called when the step is not quick anyhow.
 * @throws Error with both times; whatever a network throws that cannot be opened or run.
 */
export async function requireFasterThanCpu(
  { base, upscale }: Networks,
  openOnCpu: () => Promise<Network>,
  probe: Probe,
  clock: () => number,
): Promise<void> {
  try {
    const ms = await stepMs(base, probe, clock);
    if (ms < quickMs) return;
    const cpuMs = await stepMsOf(openOnCpu, probe, clock);
    if (ms <= cpuMs) return;
    const times = `a step takes ${Math.round(ms)} ms, on the CPU ${Math.round(cpuMs)} ms`;
    throw new Error(`${times}: probably a software adapter`);
  } catch (error) {
    await Promise.all([base.session.release(), upscale?.session.release()]);
    throw error;
  }
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
