import { messageOf } from '../packages/broken-model.ts';
import type { Row } from './batcher.ts';
import type { NetworkGraph } from './graph.ts';
import type { RunRows } from './network.ts';

/** What the self-test asks a network. */
export interface Probe {
  /** Token states, [maxTokens, width]. */
  readonly states: Float32Array;
  readonly t: number;
}

/** Any smooth picture will do; noise would need a generator and say no more. */
export function probeRow({ sampleChannels, imageSize }: NetworkGraph, { states, t }: Probe): Row {
  const sample = Float32Array.from({ length: sampleChannels * imageSize ** 2 }, (_, i) => Math.sin(i / 7));
  return { sample: [sample], t, encoderHiddenStates: states, classLabel: 0 };
}

/**
 * Runs one row through a network. It is the first run, so it also warms the session up.
 * @throws Error when the run fails, or its output has the wrong size or is not finite: the graph was checked before, so
 * this execution provider cannot compute it.
 */
export async function selfTest(path: string, run: RunRows, graph: NetworkGraph, probe: Probe): Promise<void> {
  const area = graph.imageSize ** 2;
  const [output] = await run([probeRow(graph, probe)]).catch((cause) => {
    throw new Error(`${path}: the self-test failed: ${messageOf(cause)}`, { cause });
  });
  const size = output?.length ?? 0;
  const expected = graph.outputChannels * area;
  if (size !== expected) throw new Error(`${path}: the self-test gave ${size} numbers, expected ${expected}`);
  const bad = output?.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new Error(`${path}: the self-test gave ${bad}, expected finite numbers`);
}
