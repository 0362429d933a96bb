import { messageOf } from '../packages/broken-model.ts';
import type { Row } from './batcher.ts';
import type { NetworkGraph } from './graph.ts';
import type { RunRows } from './network.ts';

/** Input of the self-test. */
export interface Probe {
  /** Prompt embeddings, [maxTokens, width]. */
  readonly embeds: Float32Array;
  readonly t: number;
}

/** Makes the row of the self-test. Its sample is a smooth picture, which is as good a test as noise. */
export function probeRow({ sampleChannels, imageSize }: NetworkGraph, { embeds, t }: Probe): Row {
  const sample = Float32Array.from({ length: sampleChannels * imageSize ** 2 }, (_, i) => Math.sin(i / 7));
  return { sample: [sample], t, encoderHiddenStates: embeds, classLabel: 0 };
}

/**
 * Tests a network by running one row through it. As the first run, it also warms up the session.
 * @throws Error when the run fails, or its output has the wrong size or is not finite. Since the graph was checked
 * before, this means that the execution provider cannot compute it.
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
