import { createTwister } from '../diffusion/mersenne-twister.ts';
import type { ViewName } from '../recipe.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { scale } from '../tensors/tensor-ops.ts';
import { jigsawOrder } from './jigsaw.ts';
import { orderedView, permutation } from './permutation-views.ts';
import type { View } from './view.ts';

const asItIs = (x: Tensor): Tensor => x;
const negated = (x: Tensor): Tensor => scale(-1, x);

/** Every view that a recipe can name. Source: Visual Anagrams, arXiv:2311.17919; numbers: its published code. */
export const views: Readonly<Record<ViewName, View>> = {
  identity: { apply: asItIs, inverse: asItIs, inverseVariance: asItIs },
  flip: permutation((row, col, side) => [side - 1 - row, col]),
  mirror: permutation((row, col, side) => [row, side - 1 - col]),
  /** Counter-clockwise. */
  rotate90: permutation((row, col, side) => [col, side - 1 - row]),
  /** Clockwise. */
  rotate270: permutation((row, col, side) => [side - 1 - col, row]),
  rotate180: permutation((row, col, side) => [side - 1 - row, side - 1 - col]),
  negate: { apply: negated, inverse: negated, inverseVariance: asItIs },
  skew: permutation((row, col, side) => [modulo(row - Math.floor(1.5 * col), side), col]),
  'patch-permute': orderedView((side) => patchOrder(side, shuffle(8 ** 2))),
  'pixel-permute': orderedView((side) => patchOrder(side, shuffledPixels(side))),
  jigsaw: orderedView(jigsawOrder),
  'inner-circle': permutation((row, col, side) =>
    isInCircle(row, col, side) ? [side - 1 - row, side - 1 - col] : [row, col],
  ),
  'square-hinge': permutation(turnedSquares),
};

const modulo = (value: number, base: number): number => ((value % base) + base) % base;

/** A disc of radius 3/8 of the side about the middle. */
const isInCircle = (row: number, col: number, side: number): boolean =>
  Math.hypot(row + 0.5 - side / 2, col + 0.5 - side / 2) < (3 / 8) * side;

/**
 * Rotates 3 × 3 squares about their centres like hinged tiles, by a quarter turn, neighbours in opposite directions.
 * Pixels beyond the largest multiple of 3 stay, as a rim.
 */
function turnedSquares(row: number, col: number, side: number): readonly [number, number] {
  const square = Math.floor(side / 3);
  const rim = Math.floor((side - 3 * square) / 2);
  const [i, j] = [Math.floor((row - rim) / square), Math.floor((col - rim) / square)];
  if (i < 0 || i > 2 || j < 0 || j > 2) return [row, col];
  const [top, left] = [rim + i * square, rim + j * square];
  const [u, v] = [row - top, col - left];
  return (i + j) % 2 === 0 ? [top + square - 1 - v, left + u] : [top + v, left + square - 1 - u];
}

const shuffleSeed = 180;

/**
 * Shuffles the patches of a 64 × 64 grid, or of the finest grid that a smaller side allows. The grid of 64 is a
 * shuffled grid of 32 whose patches are shuffled inside as well, so that the view of a 32 px picture is also the view
 * of its upscaled copy.
 */
function shuffledPixels(side: number): Int32Array {
  if (side % 64 !== 0) return shuffle(greatestDivisor(side, 32) ** 2);
  const [grid, coarse, inner] = [64, shuffle(32 ** 2), shuffle(2 ** 2)];
  return Int32Array.from({ length: grid ** 2 }, (_, cell) => {
    const [row, col] = [Math.floor(cell / grid), cell % grid];
    const source = coarse[Math.floor(row / 2) * 32 + Math.floor(col / 2)]!;
    const part = inner[(row % 2) * 2 + (col % 2)]!;
    return (Math.floor(source / 32) * 2 + Math.floor(part / 2)) * grid + (source % 32) * 2 + (part % 2);
  });
}

function greatestDivisor(value: number, bound: number): number {
  let divisor = bound;
  while (value % divisor !== 0) divisor--;
  return divisor;
}

/**
 * Makes the pixel order of an image cut into √n × √n equal patches: patch `p` shows patch `sources[p]`. The side must
 * be divisible by √n.
 */
function patchOrder(side: number, sources: Int32Array): Int32Array {
  const grid = Math.sqrt(sources.length);
  if (side % grid !== 0) throw new RangeError(`${grid} patches need a side divisible by ${grid}, not ${side}`);
  const patch = side / grid;
  return Int32Array.from({ length: side * side }, (_, pixel) => {
    const [row, col] = [Math.floor(pixel / side), pixel % side];
    const source = sources[Math.floor(row / patch) * grid + Math.floor(col / patch)]!;
    const [top, left] = [Math.floor(source / grid) * patch, (source % grid) * patch];
    return (top + (row % patch)) * side + left + (col % patch);
  });
}

/** Shuffles 0 … length − 1 with a fixed seed, by Fisher and Yates. */
function shuffle(length: number): Int32Array {
  const twister = createTwister(shuffleSeed);
  const order = Int32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = twister.nextUint32() % (i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
