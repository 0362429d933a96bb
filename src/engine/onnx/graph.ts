import type { InferenceSession } from 'onnxruntime-node';
import { brokenModel } from '../packages/broken-model.ts';
import type { NetworkManifest, TextManifest } from '../packages/package.ts';

/** Name, type and shape of one graph input or output. `n` is the batch dimension, which must be free. */
interface TensorSpec {
  readonly name: string;
  readonly type: 'float32' | 'int64';
  readonly shape: readonly ['n', ...number[]];
}

export interface Graph {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
}

/** The graph of a denoising network, with the sizes of its samples and outputs. */
export interface NetworkGraph extends Graph {
  readonly imageSize: number;
  readonly sampleChannels: number;
  readonly outputChannels: number;
  readonly text: TextManifest;
  readonly hasLabels: boolean;
}

/**
 * Describes the graph that a denoising network must have. An `upscale` network also takes the low-resolution picture,
 * as further channels of the sample, and its noise level, as class labels.
 */
export function networkGraph(kind: 'base' | 'upscale', stage: NetworkManifest, text: TextManifest): NetworkGraph {
  const { imageSize, channels, outputChannels } = stage;
  const hasLabels = kind === 'upscale';
  const sampleChannels = hasLabels ? 2 * channels : channels;
  const labels: TensorSpec[] = hasLabels ? [{ name: 'class_labels', type: 'int64', shape: ['n'] }] : [];
  return {
    inputs: [
      { name: 'sample', type: 'float32', shape: ['n', sampleChannels, imageSize, imageSize] },
      { name: 'timestep', type: 'int64', shape: ['n'] },
      { name: 'encoder_hidden_states', type: 'float32', shape: ['n', text.maxTokens, text.width] },
      ...labels,
    ],
    outputs: [{ name: 'out_sample', type: 'float32', shape: ['n', outputChannels, imageSize, imageSize] }],
    imageSize,
    sampleChannels,
    outputChannels,
    text,
    hasLabels,
  };
}

/** Describes the graph that a text encoder must have. */
export const textGraph = ({ maxTokens, width }: TextManifest): Graph => ({
  inputs: [
    { name: 'input_ids', type: 'int64', shape: ['n', maxTokens] },
    { name: 'attention_mask', type: 'int64', shape: ['n', maxTokens] },
  ],
  outputs: [{ name: 'last_hidden_state', type: 'float32', shape: ['n', maxTokens, width] }],
});

/**
 * Compares a session's inputs and outputs with those that the package declares. A free dimension of the graph fits any
 * number.
 * @throws EngineError `broken-model` naming every difference.
 */
export function checkGraph(path: string, session: InferenceSession, expected: Graph): void {
  const problems = [
    ...compare('input', session.inputMetadata, expected.inputs),
    ...compare('output', session.outputMetadata, expected.outputs),
  ];
  if (problems.length > 0) {
    const remedy = 'correct model.json or export the package again (python -m stridebot_training.export)';
    throw brokenModel(`${path}: ${problems.join('; ')}; ${remedy}`);
  }
}

function compare(
  side: string,
  found: readonly InferenceSession.ValueMetadata[],
  expected: readonly TensorSpec[],
): string[] {
  const different = expected.flatMap((port) => {
    const actual = found.find(({ name }) => name === port.name);
    if (actual?.isTensor && fits(actual, port)) return [];
    const is = actual === undefined ? 'missing' : actual.isTensor ? describe(actual) : 'no tensor';
    return [`${side} "${port.name}" is ${is}, expected ${describe(port)}`];
  });
  const unknown = found.filter(({ name }) => !expected.some((port) => port.name === name));
  return [...different, ...unknown.map(({ name }) => `${side} "${name}" is unknown`)];
}

function fits(actual: InferenceSession.TensorValueMetadata, { type, shape }: TensorSpec): boolean {
  if (actual.type !== type || actual.shape.length !== shape.length) return false;
  return actual.shape.every((size, i) => typeof size === 'string' || size === shape[i]);
}

const describe = ({ type, shape }: { type: string; shape: readonly (number | string)[] }): string =>
  `${type} [${shape.map((size) => size || '?').join(', ')}]`;
