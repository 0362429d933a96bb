import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Row } from './batcher.ts';
import type { NetworkGraph } from './graph.ts';

/** Runs rows through one session. Each output is a view into the run's result, [outputChannels · side²]. */
export type RunRows = (rows: readonly Row[]) => Promise<readonly Float32Array[]>;

/**
 * Makes a function that runs at most `maxBatch` rows as one batch. The input buffers are reused between runs, so there
 * must be only one run at a time, which the batcher guarantees.
 */
export function rowRunner(session: InferenceSession, graph: NetworkGraph, maxBatch: number): RunRows {
  const { sampleChannels, imageSize, text, hasLabels } = graph;
  const sampleSize = sampleChannels * imageSize * imageSize;
  const embedsSize = text.maxTokens * text.width;
  const samples = new Float32Array(maxBatch * sampleSize);
  const embeds = new Float32Array(maxBatch * embedsSize);
  const timesteps = new BigInt64Array(maxBatch);
  const labels = new BigInt64Array(maxBatch);

  /** The planes that each row of `samples` holds. */
  const filled: (readonly Float32Array[])[] = [];

  const fill = (row: Row, i: number) => {
    let offset = i * sampleSize;
    row.sample.forEach((planes, n) => {
      // The low-resolution picture is the same at every step. Tensors are not modified, so the same planes are equal.
      if (filled[i]?.[n] !== planes) samples.set(planes, offset);
      offset += planes.length;
    });
    filled[i] = row.sample;
    embeds.set(row.encoderHiddenStates, i * embedsSize);
    timesteps[i] = BigInt(row.t);
    labels[i] = BigInt(row.classLabel ?? 0);
  };

  return async (rows) => {
    rows.forEach(fill);
    const n = rows.length;
    const labelled = hasLabels ? { class_labels: new Tensor('int64', labels.subarray(0, n), [n]) } : {};
    const { out_sample: output } = await session.run({
      sample: new Tensor('float32', samples.subarray(0, n * sampleSize), [n, sampleChannels, imageSize, imageSize]),
      timestep: new Tensor('int64', timesteps.subarray(0, n), [n]),
      encoder_hidden_states: new Tensor('float32', embeds.subarray(0, n * embedsSize), [n, text.maxTokens, text.width]),
      ...labelled,
    });
    return split(output!.data as Float32Array, n); // its type was checked when the graph was loaded
  };
}

function split(data: Float32Array, n: number): readonly Float32Array[] {
  const size = data.length / n;
  return Array.from({ length: n }, (_, i) => data.subarray(i * size, (i + 1) * size));
}
