import type { Shape, Tensor } from '../tensors/tensor.ts';
import { sizeOf } from '../tensors/tensor-ops.ts';
import { createTwister, type Twister } from './mersenne-twister.ts';
import { fillNormal } from './normal.ts';

/** A generator of normal noise. It is stateful: every draw continues where the last one ended. */
export interface NoiseGenerator {
  /** Draws independent N(0, 1) values. */
  randn(shape: Shape): Tensor;
}

/** Number of values from which on PyTorch fills float32 blocks instead of drawing doubles one by one. */
const blockThreshold = 16;

/**
 * Creates a generator that draws what `torch.manual_seed(seed)` and float32 `torch.randn` calls draw on the CPU, bit
 * for bit (the vectorised kernels of x86; measured with seed 180).
 *
 * @param seed Taken modulo 2³², as PyTorch's generator does.
 */
export function createNoiseGenerator(seed: number): NoiseGenerator {
  const twister = createTwister(seed);
  const drawOne = createSingles(twister);
  return {
    randn(shape) {
      const data = new Float32Array(sizeOf(shape));
      if (data.length >= blockThreshold) fillNormal(data, twister);
      else for (let i = 0; i < data.length; i++) data[i] = drawOne();
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
