import type { SplitName } from '../recipe.ts';
import { gaussianFilter, reflect } from '../tensors/gaussian-blur.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { subtract } from '../tensors/tensor-ops.ts';

/**
 * Extracts one component of an image; linear. The components of a split sum to the image. Must not modify its argument.
 */
export type Component = (x: Tensor) => Tensor;

/**
 * Splits square images into components, by side in pixels. Filter sizes are given for 64 pixels and scale with the
 * side. The low-pass, grey and motion components come first, then the residual.
 * Source: Factorized Diffusion, arXiv:2404.11615, section 3; numbers: its published code.
 */
export const splits: Readonly<Record<SplitName, (side: number) => readonly Component[]>> = {
  frequency: (side) => withRest(gaussian(33, 2, side)),
  'triple-frequency': (side) => {
    const coarse = gaussian(25, 2, side);
    const fine = gaussian(25, 1, side);
    return [coarse, (x) => subtract(fine(x), coarse(x)), (x) => subtract(x, fine(x))];
  },
  colour: () => withRest(grey),
  motion: (side) => {
    const length = scaledOdd(7, side);
    return withRest((x) => diagonalBlur(x, length));
  },
};

const statedSide = 64;

const withRest = (component: Component): readonly Component[] => [component, (x) => subtract(x, component(x))];

const gaussian = (size: number, sigma: number, side: number): Component =>
  gaussianFilter(side, side, scaledOdd(size, side), (sigma * side) / statedSide);

/** Scales an odd length given for 64 pixels to an odd length at `side`. */
const scaledOdd = (length: number, side: number): number =>
  2 * Math.round(((length - 1) / 2) * (side / statedSide)) + 1;

/** Replaces every channel by the mean of the channels. */
function grey(x: Tensor): Tensor {
  const [n, c, h, w] = x.shape;
  const data = new Float32Array(x.data.length);
  for (let image = 0; image < n; image++) {
    for (let pixel = 0; pixel < h * w; pixel++) {
      const first = image * c * h * w + pixel;
      let total = 0;
      for (let channel = 0; channel < c; channel++) total += x.data[first + channel * h * w]!;
      for (let channel = 0; channel < c; channel++) data[first + channel * h * w] = total / c;
    }
  }
  return { data, shape: x.shape };
}

/**
 * Averages `length` pixels along the falling diagonal, with mirrored borders: the motion blur of an object that moves
 * down and right.
 */
function diagonalBlur(x: Tensor, length: number): Tensor {
  const [n, c, h, w] = x.shape;
  const data = new Float32Array(x.data.length);
  for (let plane = 0; plane < n * c; plane++) {
    const image = x.data.subarray(plane * h * w, (plane + 1) * h * w);
    const sums = diagonalSums(image, h, w, (length - 1) / 2);
    const sumsWidth = w + length;
    for (let row = 0; row < h; row++) {
      for (let col = 0; col < w; col++) {
        const before = row * sumsWidth + col;
        const last = before + length * (sumsWidth + 1);
        data[(plane * h + row) * w + col] = (sums[last]! - sums[before]!) / length;
      }
    }
  }
  return { data, shape: x.shape };
}

/**
 * Computes running sums along the falling diagonals of an image with a mirrored margin of `reach`, [h + 2 · reach + 1,
 * w + 2 · reach + 1]: the sum at (i, j) ends at the pixel (i − reach − 1, j − reach − 1). Row and column 0 are zero.
 */
function diagonalSums(image: Float32Array, h: number, w: number, reach: number): Float64Array {
  const [height, width] = [h + 2 * reach + 1, w + 2 * reach + 1];
  const sums = new Float64Array(height * width);
  const cols = Int32Array.from({ length: width }, (_, j) => reflect(j - reach - 1, w));
  for (let i = 1; i < height; i++) {
    const start = reflect(i - reach - 1, h) * w;
    for (let j = 1; j < width; j++) {
      sums[i * width + j] = sums[(i - 1) * width + j - 1]! + image[start + cols[j]!]!;
    }
  }
  return sums;
}
