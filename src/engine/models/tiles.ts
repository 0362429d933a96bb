import type { Denoiser } from '../diffusion/denoiser.ts';
import type { RowOwner } from '../onnx/batcher.ts';
import type { Shape, Tensor } from '../tensors/tensor.ts';
import type { PromptEmbeds } from '../text/prompt-embeds.ts';
import type { UpscaleSource, UpscaleStage } from './stage.ts';

/** Minimal overlap of neighbouring tiles, as a share of a tile's side. */
const overlap = 0.25;

/** Top left pixel of a tile in the large image. */
interface Corner {
  readonly top: number;
  readonly left: number;
}

/**
 * Makes a denoiser for a picture larger than the stage's own side. The stage predicts overlapping tiles, all in one
 * call, and the predictions are averaged under a smooth window, so samplers need not know of tiles. `source.lowRes` has
 * the side of the large picture. x0 is averaged, and so is the learned log variance.
 * Source: MultiDiffusion, arXiv:2302.08113, equation 5, with a window in place of equal weights.
 */
export function tiledDenoiser(
  stage: UpscaleStage,
  embeds: PromptEmbeds,
  source: UpscaleSource,
  owner: RowOwner,
): Denoiser {
  const tile = stage.manifest.imageSize;
  const [, , height, width] = source.lowRes.shape;
  const lefts = tileStarts(width, tile);
  const corners = tileStarts(height, tile).flatMap((top) => lefts.map((left) => ({ top, left })));
  const denoise = stage.denoiser(embeds, { ...source, lowRes: cutTiles(source.lowRes, corners, tile) }, owner);
  return async (x, at) => {
    const { x0, logVariance } = await denoise(cutTiles(x, corners, tile), at);
    const blended = blendTiles(x0, corners, x.shape);
    return logVariance ? { x0: blended, logVariance: blendTiles(logVariance, corners, x.shape) } : { x0: blended };
  };
}

/**
 * Returns the first coordinates of evenly spaced tiles along a side of at least one tile; the last tile ends where the
 * side ends.
 */
export function tileStarts(side: number, tile: number): readonly number[] {
  const gaps = Math.ceil((side - tile) / (tile * (1 - overlap)));
  if (gaps === 0) return [0];
  return Array.from({ length: gaps + 1 }, (_, i) => Math.round((i * (side - tile)) / gaps));
}

/** Cuts images into tiles: [n, c, h, w] becomes [n · tiles, c, tile, tile], with the tiles of one image together. */
function cutTiles({ data, shape }: Tensor, corners: readonly Corner[], tile: number): Tensor {
  const [n, c] = shape;
  const cut = new Float32Array(n * corners.length * c * tile * tile);
  let target = 0;
  for (const start of tileRows(shape, corners, tile)) {
    cut.set(data.subarray(start, start + tile), target);
    target += tile;
  }
  return { data: cut, shape: [n * corners.length, c, tile, tile] };
}

/** Reverses `cutTiles`, with a weighted average where tiles overlap. */
function blendTiles(tiles: Tensor, corners: readonly Corner[], shape: Shape): Tensor {
  const [n, c, h, w] = shape;
  const tile = tiles.shape[3];
  const window = raisedSine(tile);
  const sum = new Float32Array(n * c * h * w);
  const weight = new Float32Array(h * w);
  let from = 0;
  for (const start of tileRows(shape, corners, tile)) {
    const rowShare = window[(from / tile) % tile]!;
    for (let col = 0; col < tile; col += 1) {
      const share = rowShare * window[col]!;
      sum[start + col]! += share * tiles.data[from + col]!;
      if (start < h * w) weight[start + col]! += share; // the first plane: the others have the same weights
    }
    from += tile;
  }
  return { data: sum.map((value, i) => value / weight[i % (h * w)]!), shape };
}

/**
 * Yields the index in the large image's data at which each row of each tile begins, in the order of the tiles' own
 * data.
 */
function* tileRows([n, c, h, w]: Shape, corners: readonly Corner[], tile: number): Generator<number> {
  for (let image = 0; image < n; image += 1) {
    for (const { top, left } of corners) {
      for (let channel = 0; channel < c; channel += 1) {
        const plane = (image * c + channel) * h;
        for (let row = top; row < top + tile; row += 1) yield (plane + row) * w + left;
      }
    }
  }
}

/** The window sin² over a tile's side, sampled at pixel centres, so that it is never zero. */
const raisedSine = (side: number): Float32Array =>
  Float32Array.from({ length: side }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / side) ** 2);
