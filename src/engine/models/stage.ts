import type { Denoiser } from '../diffusion/denoiser.ts';
import { convertModelOutput } from '../diffusion/prediction.ts';
import type { Schedule } from '../diffusion/schedule.ts';
import type { Batcher, Row, RowOwner } from '../onnx/batcher.ts';
import type { NetworkManifest, UpscaleManifest } from '../packages/package.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { PromptEmbeds } from '../text/prompt-embeds.ts';

/** The base stage of a model, which draws at the model's own side. */
export interface Stage {
  readonly manifest: NetworkManifest;
  readonly batcher: Batcher;
  /** Makes a denoiser for any number of images, x [n, c, side, side]. It throws RangeError for another shape. */
  denoiser(embeds: PromptEmbeds, owner: RowOwner): Denoiser;
}

/** The upscaling stage of a model, for super-resolution. */
export interface UpscaleStage {
  readonly manifest: UpscaleManifest;
  readonly batcher: Batcher;
  denoiser(embeds: PromptEmbeds, source: UpscaleSource, owner: RowOwner): Denoiser;
}

/** What the upscaling stage is conditioned on besides the prompt. */
export interface UpscaleSource {
  /** The low-resolution picture, already at the stage's side and noised to `noiseLevel`, [n, c, side, side]. */
  readonly lowRes: Tensor;
  /** Training timestep. */
  readonly noiseLevel: number;
}

export const createStage = (manifest: NetworkManifest, schedule: Schedule, batcher: Batcher): Stage => ({
  manifest,
  batcher,
  denoiser: (embeds, owner) => async (x, at) => {
    const rows = imagesOf(x, manifest).map(
      (image): Row => ({ sample: [image], t: at.t, encoderHiddenStates: embeds.data }),
    );
    return convertModelOutput(join(await batcher.predict(rows, owner), x), x, at, { ...manifest, schedule });
  },
});

export const createUpscaleStage = (manifest: UpscaleManifest, schedule: Schedule, batcher: Batcher): UpscaleStage => ({
  manifest,
  batcher,
  denoiser: (embeds, { lowRes, noiseLevel }, owner) => {
    const pictures = imagesOf(lowRes, manifest);
    return async (x, at) => {
      const rows = imagesOf(x, manifest).map(
        (image, i): Row => ({
          sample: [image, pictures[i]!],
          t: at.t,
          encoderHiddenStates: embeds.data,
          classLabel: noiseLevel,
        }),
      );
      return convertModelOutput(join(await batcher.predict(rows, owner), x), x, at, { ...manifest, schedule });
    };
  },
});

/** Splits a batch into its images, without copying. */
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

/** Joins one output per image to a batch; the number of channels follows from the outputs' size. */
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
