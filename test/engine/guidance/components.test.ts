import { describe, expect, it } from 'vitest';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { type Component, splits } from '../../../src/engine/guidance/components.ts';
import { splitNames } from '../../../src/engine/recipe.ts';
import type { Tensor } from '../../../src/engine/tensors/tensor.ts';
import { combine, sum } from '../../../src/engine/tensors/tensor-ops.ts';
import { distance, norm } from '../close.ts';
import { create, fill } from '../tensors.ts';

describe.each(splitNames)('split %s', (name) => {
  it.each([32, 64, 256])('adds up to the identity at %i pixels', (side) => {
    const x = createNoiseGenerator(180).randn([2, 3, side, side]);
    expect(distance(sum(splits[name](side).map((component) => component(x))), x)).toBeLessThan(2e-6);
  });

  it('is made of linear maps that leave their argument alone', () => {
    const noise = createNoiseGenerator(180);
    const [x, y] = [noise.randn([1, 3, 32, 32]), noise.randn([1, 3, 32, 32])];
    const copy = create(x.data.slice(), x.shape);
    for (const component of splits[name](32)) {
      expect(distance(component(combine(2, x, -3, y)), combine(2, component(x), -3, component(y)))).toBeLessThan(1e-5);
    }
    expect(x).toEqual(copy);
  });

  it('gives a flat grey image to its first component', () => {
    const [first, ...others] = splits[name](64);
    const grey = fill(0.5, [1, 3, 64, 64]);
    expect(distance(first!(grey), grey)).toBeLessThan(1e-6);
    for (const component of others) expect(norm(component(grey))).toBeLessThan(1e-4);
  });
});

/** A wave of `period` pixels across. */
const wave = (period: number, side: number): Tensor =>
  create(
    Float32Array.from({ length: side * side }, (_, i) => Math.sin((2 * Math.PI * (i % side)) / period)),
    [1, 1, side, side],
  );

/** Share of the middle of an image that a component passes on, so that borders do not count. */
function passed(component: Component, x: Tensor): number {
  const side = x.shape[3];
  const middle = (a: Tensor) => a.data.subarray((side / 2) * side + side / 4, (side / 2) * side + (3 * side) / 4);
  const power = (values: Float32Array) => Math.sqrt(values.reduce((total, value) => total + value * value, 0));
  return power(middle(component(x))) / power(middle(x));
}

describe('splits', () => {
  // A Gaussian of σ pixels passes exp(−2 π² σ² / period²) of a wave; σ is 2 at 64 pixels and grows with the side.
  it.each([32, 64, 256])('frequency: low passes what the Gaussian’s transform says, at %i pixels', (side) => {
    const [low, high] = splits.frequency(side);
    for (const periods of [2, 4, 8]) {
      const expected = Math.exp(-2 * (Math.PI * (2 / 64) * periods) ** 2);
      expect(passed(low!, wave(side / periods, side))).toBeCloseTo(expected, 2);
      expect(passed(high!, wave(side / periods, side))).toBeCloseTo(1 - expected, 2);
    }
  });

  it('triple-frequency: coarse, middle and fine each pass their own band best', () => {
    const shares = [2, 9, 30].map((periods) =>
      splits['triple-frequency'](64).map((component) => passed(component, wave(64 / periods, 64))),
    );
    expect(shares.map((share) => share.indexOf(Math.max(...share)))).toEqual([0, 1, 2]);
  });

  it('colour: grey has equal channels, and colour has none of it', () => {
    const x = createNoiseGenerator(180).randn([1, 3, 8, 8]);
    const [grey, colour] = splits.colour(8).map((component) => component(x).data);
    for (let i = 0; i < 64; i++) {
      expect(grey![i]).toBe(grey![i + 64]);
      expect(colour![i]! + colour![i + 64]! + colour![i + 128]!).toBeCloseTo(0, 6);
    }
  });

  it('motion: a point becomes a falling stroke of seven pixels', () => {
    const point = create(new Float32Array(64 * 64), [1, 1, 64, 64]);
    point.data[20 * 64 + 30] = 7;
    const { data } = splits.motion(64)[0]!(point);
    const lit = [...data.keys()].filter((i) => data[i] !== 0);
    expect(lit).toEqual([-3, -2, -1, 0, 1, 2, 3].map((k) => (20 + k) * 64 + 30 + k));
    for (const i of lit) expect(data[i]).toBeCloseTo(1, 6);
  });
});
