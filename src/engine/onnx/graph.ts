import type { InferenceSession } from 'onnxruntime-node';
import { brokenModel } from '../packages/broken-model.ts';
import type { NetworkManifest, TextManifest } from '../packages/package.ts';

/** One input or output. `n` stands for the batch, which must be free. */
export interface Port {
  readonly name: string;
  readonly type: 'float32' | 'int64';
  readonly shape: readonly ['n', ...number[]];
}

export interface Graph {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** Planes of a denoising network's samples and results. */
export interface NetworkGraph extends Graph {
  readonly imageSize: number;
  readonly sampleChannels: number;
  readonly outputChannels: number;
  readonly text: TextManifest;
  readonly hasLabels: boolean;
}

/** What a denoising network must look like; `upscale` also takes a picture, as further channels, and its noise level. */
export function networkGraph(kind: 'base' | 'upscale', stage: NetworkManifest, text: TextManifest): NetworkGraph {
  const { imageSize, channels, outputChannels } = stage;
  const hasLabels = kind === 'upscale';
  const sampleChannels = hasLabels ? 2 * channels : channels;
  const labels: Port[] = hasLabels ? [{ name: 'class_labels', type: 'int64', shape: ['n'] }] : [];
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

/** What a text encoder must look like. */
export const textGraph = ({ maxTokens, width }: TextManifest): Graph => ({
  inputs: [
    { name: 'input_ids', type: 'int64', shape: ['n', maxTokens] },
    { name: 'attention_mask', type: 'int64', shape: ['n', maxTokens] },
  ],
  outputs: [{ name: 'last_hidden_state', type: 'float32', shape: ['n', maxTokens, width] }],
});

/**
 * Compares a session's inputs and outputs with what the package states. A free dimension of the graph fits any number.
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

function compare(side: string, found: readonly InferenceSession.ValueMetadata[], expected: readonly Port[]): string[] {
  const different = expected.flatMap((port) => {
    const actual = found.find(({ name }) => name === port.name);
    if (actual?.isTensor && fits(actual, port)) return [];
    const is = actual === undefined ? 'missing' : actual.isTensor ? describe(actual) : 'no tensor';
    return [`${side} "${port.name}" is ${is}, expected ${describe(port)}`];
  });
  const unknown = found.filter(({ name }) => !expected.some((port) => port.name === name));
  return [...different, ...unknown.map(({ name }) => `${side} "${name}" is unknown`)];
}

function fits(actual: InferenceSession.TensorValueMetadata, { type, shape }: Port): boolean {
  if (actual.type !== type || actual.shape.length !== shape.length) return false;
  return actual.shape.every((size, i) => typeof size === 'string' || size === shape[i]);
}

const describe = ({ type, shape }: { type: string; shape: readonly (number | string)[] }): string =>
  `${type} [${shape.map((size) => size || '?').join(', ')}]`;
