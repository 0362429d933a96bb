import type { Denoiser } from '../diffusion/denoiser.ts';
import { convertModelOutput } from '../diffusion/prediction.ts';
import type { Schedule } from '../diffusion/schedule.ts';
import type { Batcher, Row, Turn } from '../onnx/batcher.ts';
import type { NetworkManifest, UpscaleManifest } from '../packages/package.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { PromptEmbeds } from '../text/prompt-embeds.ts';

/** The first stage of a model: prompts to pictures at the model's own side. */
export interface Stage {
  readonly statement: NetworkManifest;
  readonly batcher: Batcher;
  /** Estimates for any number of images, x [n, c, side, side]; an x of another shape is a RangeError. */
  denoiser(states: PromptEmbeds, turn: Turn): Denoiser;
}

/** The second stage: a picture made larger. */
export interface UpscaleStage {
  readonly statement: UpscaleManifest;
  readonly batcher: Batcher;
  denoiser(states: PromptEmbeds, source: UpscaleSource, turn: Turn): Denoiser;
}

/** What is made larger. */
export interface UpscaleSource {
  /** The low-resolution picture, already at the stage's side and noised to `noiseLevel`, [n, c, side, side]. */
  readonly lowRes: Tensor;
  /** Training timestep. */
  readonly noiseLevel: number;
}

export const createStage = (statement: NetworkManifest, schedule: Schedule, batcher: Batcher): Stage => ({
  statement,
  batcher,
  denoiser: (states, turn) => async (x, at) => {
    const rows = imagesOf(x, statement).map(
      (image): Row => ({ sample: [image], t: at.t, encoderHiddenStates: states.data }),
    );
    return convertModelOutput(join(await batcher.estimate(rows, turn), x), x, at, { ...statement, schedule });
  },
});

export const createUpscaleStage = (statement: UpscaleManifest, schedule: Schedule, batcher: Batcher): UpscaleStage => ({
  statement,
  batcher,
  denoiser: (states, { lowRes, noiseLevel }, turn) => {
    const pictures = imagesOf(lowRes, statement);
    return async (x, at) => {
      const rows = imagesOf(x, statement).map(
        (image, i): Row => ({
          sample: [image, pictures[i]!],
          t: at.t,
          encoderHiddenStates: states.data,
          classLabel: noiseLevel,
        }),
      );
      return convertModelOutput(join(await batcher.estimate(rows, turn), x), x, at, { ...statement, schedule });
    };
  },
});

/** Views, one per image. */
function imagesOf({ data, shape }: Tensor, { file, channels, imageSize }: NetworkManifest): readonly Float32Array[] {
  const [n, c, h, w] = shape;
  if (c !== channels || h !== imageSize || w !== imageSize) {
    throw new RangeError(
      `${file}: images are [${shape.join(', ')}], expected [n, ${channels}, ${imageSize}, ${imageSize}]`,
    );
  }
  const size = data.length / n;
  return Array.from({ length: n }, (_, i) => data.subarray(i * size, (i + 1) * size));
}

/** One output per image, with as many channels as fit. */
function join(outputs: readonly Float32Array[], { shape: [n, , h, w] }: Tensor): Tensor {
  const size = outputs[0]?.length ?? 0;
  const shape = [n, size / (h * w), h, w] as const;
  if (n === 1) return { data: outputs[0]!, shape };
  const data = new Float32Array(n * size);
  outputs.forEach((output, i) => {
    data.set(output, i * size);
  });
  return { data, shape };
}
