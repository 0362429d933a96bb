import { describe, expect, it } from 'vitest';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { views } from '../../../src/engine/guidance/views.ts';
import { viewNames } from '../../../src/engine/recipe.ts';
import type { Tensor } from '../../../src/engine/tensors/tensor.ts';
import { subtract } from '../../../src/engine/tensors/tensor-ops.ts';
import { distance, norm } from '../close.ts';
import { create } from '../tensors.ts';

/** Every pixel holds its own number: row · side + col. */
const numbered = (side: number) =>
  create(
    Float32Array.from({ length: side * side }, (_, i) => i),
    [1, 1, side, side],
  );

describe.each(viewNames)('view %s', (name) => {
  const view = views[name];

  it.each([32, 40, 64, 256])('inverts and keeps norms and angles at %i pixels', (side) => {
    const noise = createNoiseGenerator(180);
    const [x, y] = [noise.randn([2, 3, side, side]), noise.randn([2, 3, side, side])];
    expect(distance(view.inverse(view.apply(x)), x)).toBe(0);
    expect(distance(view.apply(view.inverse(x)), x)).toBe(0);
    expect(norm(view.apply(x)) / norm(x)).toBeCloseTo(1, 12);
    expect(norm(subtract(view.apply(x), view.apply(y))) / norm(subtract(x, y))).toBeCloseTo(1, 12);
  });

  it('moves variances with their pixels and turns no sign', () => {
    const variance = numbered(64);
    const turned = view.inverseVariance(view.apply(variance));
    expect(turned.data.map(Math.abs)).toEqual(variance.data);
    expect(view.inverseVariance(variance).data.every((value) => value >= 0)).toBe(true);
  });

  it('leaves its argument alone', () => {
    const x = numbered(32);
    for (const map of [view.apply, view.inverse, view.inverseVariance]) map(x);
    expect(x).toEqual(numbered(32));
  });

  it('does something, unless it is the identity', () => {
    expect(distance(view.apply(numbered(32)), numbered(32)) === 0).toBe(name === 'identity');
  });
});

describe('views', () => {
  it.each([
    { name: 'flip', shows: [2, 3, 0, 1] },
    { name: 'mirror', shows: [1, 0, 3, 2] },
    { name: 'rotate90', shows: [1, 3, 0, 2] },
    { name: 'rotate270', shows: [2, 0, 3, 1] },
    { name: 'rotate180', shows: [3, 2, 1, 0] },
  ] as const)('$name shows the quarters in the order $shows', ({ name, shows }) => {
    const side = 8;
    const quarterOf = (row: number, col: number) => 2 * Number(row >= side / 2) + Number(col >= side / 2);
    const quarters = numbered(side).data.map((i) => quarterOf(Math.floor(i / side), i % side));
    const { data } = views[name].apply(create(quarters, [1, 1, side, side]));
    expect([data[0], data[side - 1], data[side * (side - 1)], data[side * side - 1]]).toEqual(shows);
  });

  it('negate turns the image and leaves the variance alone', () => {
    const x = numbered(8);
    expect(views.negate.apply(x).data[5]).toBe(-5);
    expect(views.negate.inverseVariance(x)).toEqual(x);
  });

  it('skew rolls column c by 1.5 c', () => {
    const { data } = views.skew.apply(numbered(64));
    expect([data[0], data[2], data[10 * 64 + 4]]).toEqual([0, 61 * 64 + 2, 4 * 64 + 4]);
  });

  it('inner-circle leaves the corners and turns the middle upside down', () => {
    const { data } = views['inner-circle'].apply(numbered(64));
    expect([data[0], data[31 * 64 + 31], data[32 * 64 + 10]]).toEqual([0, 32 * 64 + 32, 31 * 64 + 53]);
  });

  it('square-hinge turns each square in its place, neighbours in opposite directions', () => {
    const { data } = views['square-hinge'].apply(numbered(24));
    expect([data[0], data[8], data[8 * 24], data[8 * 24 + 8]]).toEqual([7 * 24, 15, 8 * 24 + 7, 15 * 24 + 8]);
  });

  it.each([
    { name: 'patch-permute', side: 64, patch: 8 },
    { name: 'patch-permute', side: 32, patch: 4 },
    { name: 'pixel-permute', side: 256, patch: 4 },
    { name: 'pixel-permute', side: 32, patch: 1 },
  ] as const)('$name moves whole patches of $patch at $side pixels', ({ name, side, patch }) => {
    const { data } = views[name].apply(numbered(side));
    for (let i = 0; i < data.length; i++) {
      const isInside = (i % side) % patch !== patch - 1;
      if (isInside) expect(data[i + 1]).toBe(data[i]! + 1);
      else expect(data[i]! % patch).toBe(patch - 1);
    }
  });

  it('pixel-permute shows a picture of 32 px and its enlargement alike', () => {
    const enlarged = (x: Tensor) => {
      const [, , h, w] = x.shape;
      const data = Float32Array.from(
        { length: 64 * h * w },
        (_, i) => x.data[Math.floor(i / (64 * w)) * w + Math.floor((i % (8 * w)) / 8)]!,
      );
      return create(data, [1, 1, 8 * h, 8 * w]);
    };
    const view = views['pixel-permute'];
    expect(view.apply(enlarged(numbered(32)))).toEqual(enlarged(view.apply(numbered(32))));
  });

  it.each([32, 64, 256])('jigsaw moves pieces whole: at %i pixels only seams separate neighbours', (side) => {
    const { data } = views.jigsaw.apply(numbered(side));
    const isNeighbour = (a: number, b: number) => {
      const [rows, cols] = [Math.floor(a / side) - Math.floor(b / side), (a % side) - (b % side)];
      return Math.abs(rows) + Math.abs(cols) === 1;
    };
    let cuts = 0;
    for (let i = 0; i < data.length; i++) if (i % side < side - 1 && !isNeighbour(data[i]!, data[i + 1]!)) cuts++;
    // Three straight seams cut each row three times; the tabs of all 24 edges lengthen them.
    expect(cuts).toBeGreaterThan(3 * side);
    expect(cuts).toBeLessThan(6 * side);
  });

  it.each([
    ['flip', 64, 32, 'a square'],
    ['patch-permute', 12, 12, 'divisible by 8'],
    ['jigsaw', 10, 10, 'divisible by 4'],
  ] as const)('%s refuses %i × %i: needs %s', (name, h, w, says) => {
    expect(() => views[name].apply(create(new Float32Array(h * w), [1, 1, h, w]))).toThrow(says);
  });

  it('turn a square of any side where no patches are cut', () => {
    const x = create(
      new Float32Array(100 * 100).map((_, i) => i),
      [1, 1, 100, 100],
    );
    expect(views.flip.inverse(views.flip.apply(x)).data).toEqual(x.data);
  });
});
