import { expect, it } from 'vitest';
import { upsampleAlignCorners } from '../../../src/engine/tensors/resize.ts';
import type { Tensor } from '../../../src/engine/tensors/tensor.ts';

/** Planes that are linear in both directions, which bilinear resampling must keep. */
const ramp = (n: number, side: number): Tensor => ({
  data: Float32Array.from({ length: n * 3 * side * side }, (_, i) => {
    const [plane, row, col] = [Math.floor(i / side ** 2), Math.floor(i / side) % side, i % side];
    return plane + row / (side - 1) + (2 * col) / (side - 1);
  }),
  shape: [n, 3, side, side],
});

it('keeps corners and straight lines', () => {
  const { data, shape } = upsampleAlignCorners(ramp(2, 32), 256);
  expect(shape).toEqual([2, 3, 256, 256]);
  const expected = ramp(2, 256).data;
  expect(data.every((value, i) => Math.abs(value - expected[i]!) < 1e-5)).toBe(true);
});

it('agrees with the definition on four pixels', () => {
  const x: Tensor = { data: Float32Array.of(0, 3, 6, 9), shape: [1, 1, 2, 2] };
  expect([...upsampleAlignCorners(x, 4).data]).toEqual([0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 7, 6, 7, 8, 9]);
});

it('leaves a picture of the same side as it is, and does not modify it', () => {
  const x = ramp(1, 8);
  const before = x.data.slice();
  expect(upsampleAlignCorners(x, 8).data).toEqual(before);
  expect(x.data).toEqual(before);
});
