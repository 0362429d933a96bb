import type { Shape, Tensor } from '../tensors/tensor.ts';
import { sizeOf } from '../tensors/tensor-ops.ts';
import { createTwister, type Twister } from './mersenne-twister.ts';
import { fillNormal, normalBlock } from './normal.ts';

/** A generator of normal noise. It is stateful: every draw continues where the last one ended. */
export interface NoiseGenerator {
  /** Draws independent N(0, 1) values. */
  randn(shape: Shape): Tensor;
}

/** The values of a seed that were computed before they are drawn, from the first one on, in whole blocks. */
interface PrefetchedNoise {
  /** Copies the values from `position` on. @returns Whether all of them were there. */
  read(position: number, target: Float32Array): boolean;
}

/** Begins to compute the first `count` values of a seed, and returns at once. */
export type PrefetchNoise = (seed: number, count: number) => PrefetchedNoise;

/**
 * Creates a generator that draws what `torch.manual_seed(seed)` and float32 `torch.randn` calls draw on the CPU, bit
 * for bit (the vectorised kernels of x86; measured with seed 180).
 *
 * @param seed Taken modulo 2³², as PyTorch's generator does.
 * @param prefetched Values of the same seed; what is not there is computed.
 */
export function createNoiseGenerator(seed: number, prefetched?: PrefetchedNoise): NoiseGenerator {
  const twister = createTwister(seed);
  const drawOne = createSingles(twister);
  let position = 0;
  let skipped = 0;
  let isInBlocks = true;
  const fill = (data: Float32Array): void => {
    // In whole blocks, values do not depend on how many are drawn at once.
    isInBlocks &&= data.length % normalBlock === 0;
    const isRead = isInBlocks && prefetched?.read(position, data);
    position += data.length;
    if (isRead) {
      skipped += data.length;
      return;
    }
    twister.skip(skipped);
    skipped = 0;
    if (data.length >= normalBlock) fillNormal(data, twister);
    else for (let i = 0; i < data.length; i++) data[i] = drawOne();
  };
  return {
    randn(shape) {
      const data = new Float32Array(sizeOf(shape));
      fill(data);
      return { data, shape };
    },
  };
}

const doublesPerUnit = 2 ** 53;

/**
 * Draws single values by Box–Muller in double precision. Every second value is kept for the next call, even across
 * calls of `randn`.
 */
function createSingles(twister: Twister): () => number {
  const uniform = (): number => {
    const high = twister.nextUint32() & 0x1fffff; // 53 bits of the 64 drawn
    return (high * 2 ** 32 + twister.nextUint32()) / doublesPerUnit;
  };
  let kept: number | undefined;
  return () => {
    if (kept !== undefined) {
      const value = kept;
      kept = undefined;
      return value;
    }
    const theta = 2 * Math.PI * uniform();
    const radius = Math.sqrt(-2 * Math.log1p(-uniform()));
    kept = radius * Math.sin(theta);
    return radius * Math.cos(theta);
  };
}
