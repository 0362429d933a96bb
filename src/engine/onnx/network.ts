import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Row } from './batcher.ts';
import type { NetworkGraph } from './graph.ts';

/** Runs rows through one session; each output is a view into the run's own result, [outputChannels · side²]. */
export type RunRows = (rows: readonly Row[]) => Promise<readonly Float32Array[]>;

/**
 * Puts at most `maxBatch` rows side by side into the graph's inputs. The buffers are reused: the binding has read them
 * when a run ends, so runs must follow one another, which the batcher sees to.
 */
export function rowRunner(session: InferenceSession, graph: NetworkGraph, maxBatch: number): RunRows {
  const { sampleChannels, imageSize, text, hasLabels } = graph;
  const sampleSize = sampleChannels * imageSize * imageSize;
  const statesSize = text.maxTokens * text.width;
  const samples = new Float32Array(maxBatch * sampleSize);
  const states = new Float32Array(maxBatch * statesSize);
  const timesteps = new BigInt64Array(maxBatch);
  const labels = new BigInt64Array(maxBatch);

  const fill = (row: Row, i: number) => {
    let offset = i * sampleSize;
    for (const planes of row.sample) {
      samples.set(planes, offset);
      offset += planes.length;
    }
    states.set(row.encoderHiddenStates, i * statesSize);
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
      encoder_hidden_states: new Tensor('float32', states.subarray(0, n * statesSize), [n, text.maxTokens, text.width]),
      ...labelled,
    });
    return split(output!.data as Float32Array, n); // its type was checked when the graph was loaded
  };
}

function split(data: Float32Array, n: number): readonly Float32Array[] {
  const size = data.length / n;
  return Array.from({ length: n }, (_, i) => data.subarray(i * size, (i + 1) * size));
}
