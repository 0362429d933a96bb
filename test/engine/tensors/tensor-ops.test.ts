import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../src/engine/tensors/tensor.ts';
import * as ops from '../../../src/engine/tensors/tensor-ops.ts';
import { create } from '../tensors.ts';

const tensor = (values: readonly number[], shape: Tensor['shape'] = [1, 1, 1, values.length]): Tensor =>
  create(Float32Array.from(values), shape);
const a = tensor([1, -2, 3]);
const b = tensor([4, 5, -6]);

const table: readonly { name: string; result: () => Tensor; values: readonly number[] }[] = [
  { name: 'add', result: () => ops.add(a, b), values: [5, 3, -3] },
  { name: 'subtract', result: () => ops.subtract(a, b), values: [-3, -7, 9] },
  { name: 'scale', result: () => ops.scale(-2, a), values: [-2, 4, -6] },
  { name: 'addScaled', result: () => ops.addScaled(a, 2, b), values: [9, 8, -9] },
  { name: 'combine', result: () => ops.combine(3, a, -1, b), values: [-1, -11, 15] },
  { name: 'sum', result: () => ops.sum([a, b, a]), values: [6, 1, 0] },
  { name: 'mean', result: () => ops.mean([a, b]), values: [2.5, 1.5, -1.5] },
];

describe('tensor operations', () => {
  it.each(table)('$name gives new values and leaves its arguments alone', ({ result, values }) => {
    expect([...result().data]).toEqual(values);
    expect([...a.data, ...b.data]).toEqual([1, -2, 3, 4, 5, -6]);
  });

  it('takes channels out of every image', () => {
    const images = tensor([1, 2, 3, 4, 5, 6], [2, 3, 1, 1]);
    expect(ops.channels(images, 1, 3)).toEqual(tensor([2, 3, 5, 6], [2, 2, 1, 1]));
  });

  it.each([
    { name: 'add', run: () => ops.add(a, tensor([1, 2, 3], [1, 3, 1, 1])), says: '[1, 1, 1, 3] and [1, 3, 1, 1]' },
    { name: 'mean', run: () => ops.mean([a, tensor([1])]), says: '[1, 1, 1, 3] and [1, 1, 1, 1]' },
    { name: 'an empty sum', run: () => ops.sum([]), says: 'at least one' },
    { name: 'missing channels', run: () => ops.channels(a, 0, 2), says: 'channels 0 … 1 of 1' },
  ])('$name refuses what does not fit, and says what', ({ run, says }) => {
    expect(run).toThrow(RangeError);
    expect(run).toThrow(says);
  });
});
