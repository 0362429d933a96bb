/**
 * Arithmetic on tensors. Every function returns a new tensor and does not modify its arguments; sums are computed in
 * double precision and rounded once. @throws RangeError when shapes that must agree do not.
 */

import type { Shape, Tensor } from './tensor.ts';

/** Number of values in a tensor of this shape. */
export const sizeOf = ([n, c, h, w]: Shape): number => n * c * h * w;

/** wa · a + wb · b. */
export function combine(wa: number, a: Tensor, wb: number, b: Tensor): Tensor {
  requireSameShape(a, b);
  const data = new Float32Array(a.data.length);
  for (let i = 0; i < data.length; i++) data[i] = wa * a.data[i]! + wb * b.data[i]!;
  return { data, shape: a.shape };
}

export const add = (a: Tensor, b: Tensor): Tensor => combine(1, a, 1, b);

export const subtract = (a: Tensor, b: Tensor): Tensor => combine(1, a, -1, b);

/** a + factor · b. */
export const addScaled = (a: Tensor, factor: number, b: Tensor): Tensor => combine(1, a, factor, b);

export function scale(factor: number, a: Tensor): Tensor {
  const data = new Float32Array(a.data.length);
  for (let i = 0; i < data.length; i++) data[i] = factor * a.data[i]!;
  return { data, shape: a.shape };
}

/** @throws RangeError when the list is empty. */
export const sum = (list: readonly Tensor[]): Tensor => weightedSum(list, 1);

/** @throws RangeError when the list is empty. */
export const mean = (list: readonly Tensor[]): Tensor => weightedSum(list, 1 / list.length);

function weightedSum(list: readonly Tensor[], weight: number): Tensor {
  const [first, ...rest] = list;
  if (first === undefined) throw new RangeError('a sum or mean needs at least one tensor');
  const total = Float64Array.from(first.data);
  for (const tensor of rest) {
    requireSameShape(first, tensor);
    for (let i = 0; i < total.length; i++) total[i]! += tensor.data[i]!;
  }
  const data = new Float32Array(total.length);
  for (let i = 0; i < data.length; i++) data[i] = weight * total[i]!;
  return { data, shape: first.shape };
}

/** Slices channels `from` … `to` − 1 of every image. @throws RangeError when there are no such channels. */
export function channels(a: Tensor, from: number, to: number): Tensor {
  const [n, c, h, w] = a.shape;
  if (!(from >= 0 && from < to && to <= c)) throw new RangeError(`channels ${from} … ${to - 1} of ${c}`);
  const data = new Float32Array(n * (to - from) * h * w);
  for (let i = 0; i < n; i++) {
    const start = (i * c + from) * h * w;
    data.set(a.data.subarray(start, start + (to - from) * h * w), i * (to - from) * h * w);
  }
  return { data, shape: [n, to - from, h, w] };
}

/** @throws RangeError naming both shapes when they differ. */
export function requireSameShape(a: Tensor, b: Tensor): void {
  if (a.shape.some((side, axis) => side !== b.shape[axis])) {
    throw new RangeError(`shapes ${describe(a.shape)} and ${describe(b.shape)} should agree`);
  }
}

const describe = (shape: Shape): string => `[${shape.join(', ')}]`;
