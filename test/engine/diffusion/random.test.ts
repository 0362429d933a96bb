import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createTwister } from '../../../src/engine/diffusion/mersenne-twister.ts';
import { createNoiseGenerator } from '../../../src/engine/diffusion/random.ts';
import { moments } from '../close.ts';

describe('createTwister', () => {
  it('is MT19937: the 10000th number of seed 5489 is the one in the C++ standard', () => {
    const { nextUint32 } = createTwister(5489);
    const numbers = Array.from({ length: 10_000 }, nextUint32);
    expect(numbers.at(-1)).toBe(4123659995);
  });

  it.each([0, 1, 623, 624, 625, 5000])('passes over %i numbers', (count) => {
    const [drawn, skipped] = [createTwister(7), createTwister(7)];
    drawn.fill(new Uint32Array(10 + count));
    skipped.fill(new Uint32Array(10));
    skipped.skip(count);
    expect(skipped.nextUint32()).toBe(drawn.nextUint32());
  });
});

// Golden: torch.manual_seed(180); torch.randn(1, 3, 64, 64) or torch.randn(4), on the CPU.
describe('createNoise', () => {
  it('draws seed 180 as PyTorch does, bit for bit', () => {
    const { data } = createNoiseGenerator(180).randn([1, 3, 64, 64]);
    const golden = [0.203922197, 0.540207565, 0.926260233, -0.246728778, -0.0869109705, -0.909459233];
    expect([...data.subarray(0, 6)]).toEqual(golden.map(Math.fround));
    const bytes = new Uint8Array(data.buffer);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      '2b3e3e2ae19ced7e8188cf8802241335b243f47ec1453af189523fd0d83efd3f',
    );
  });

  it('draws fewer than 16 values one by one', () => {
    const golden = [-0.437984049, 0.121588081, -0.101368725, -0.50864017].map(Math.fround);
    expect([...createNoiseGenerator(180).randn([1, 1, 2, 2]).data]).toEqual(golden);
    // Values come in pairs; the second of a pair waits for the next call.
    const noise = createNoiseGenerator(180);
    const drawn = [noise.randn([1, 1, 1, 3]), noise.randn([1, 1, 1, 1])].flatMap(({ data }) => [...data]);
    expect(drawn).toEqual(golden);
  });

  it('draws the last 16 values anew where 16 does not divide the count', () => {
    const whole = createNoiseGenerator(180).randn([1, 1, 1, 32]).data;
    const odd = createNoiseGenerator(180).randn([1, 1, 1, 20]).data;
    expect([...odd.subarray(0, 4)]).toEqual([...whole.subarray(0, 4)]);
    expect(odd[4]).not.toBe(whole[4]);
  });

  it('goes on where the last draw ended', () => {
    const noise = createNoiseGenerator(180);
    const halves = [noise.randn([1, 1, 1, 16]), noise.randn([1, 1, 1, 16])].flatMap(({ data }) => [...data]);
    const whole = createNoiseGenerator(180).randn([1, 1, 1, 32]).data;
    expect(halves).toEqual([...whole]);
  });

  it.each([0, 16, 32, 48, 160, 1000])('draws the same where %i values were computed ahead', (ahead) => {
    const values = createNoiseGenerator(180).randn([1, 1, 1, 1008]).data;
    const read = (position: number, target: Float32Array) => {
      if (position + target.length > ahead) return false;
      target.set(values.subarray(position, position + target.length));
      return true;
    };
    const counts = [16, 32, 96, 48, 20, 3, 16, 64];
    const [plain, prefetched] = [createNoiseGenerator(180), createNoiseGenerator(180, { read })];
    for (const count of counts) expect(prefetched.randn([1, 1, 1, count])).toEqual(plain.randn([1, 1, 1, count]));
  });

  it('takes the seed modulo 2³²', () => {
    expect(createNoiseGenerator(2 ** 32 + 7).randn([1, 1, 4, 4])).toEqual(createNoiseGenerator(7).randn([1, 1, 4, 4]));
    expect(createNoiseGenerator(2 ** 32 - 1).randn([1, 1, 4, 4])).not.toEqual(
      createNoiseGenerator(7).randn([1, 1, 4, 4]),
    );
  });

  it('is standard normal', () => {
    const { mean, variance } = moments(createNoiseGenerator(1).randn([16, 3, 64, 64]));
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1)).toBeLessThan(0.015);
  });
});
