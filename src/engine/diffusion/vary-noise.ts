import type { Variation } from '../recipe.ts';
import { combine } from '../tensors/tensor-ops.ts';
import { createNoiseGenerator, type NoiseGenerator } from './random.ts';

/**
 * Moves all noise of a generator towards that of other seeds, one after the other, along the arc between both, so that
 * it is again N(0, 1), however many variations there are. Near noise gives near pictures. The weights are cos(s · π/2)
 * and sin(s · π/2), since independent noise of many values is orthogonal.
 */
export function varyNoise(noise: NoiseGenerator, variations: readonly Variation[]): NoiseGenerator {
  const steps = variations.map(({ seed, strength }) => ({
    generator: createNoiseGenerator(seed),
    angle: (strength * Math.PI) / 2,
  }));
  return {
    randn: (shape) =>
      steps.reduce(
        (varied, { generator, angle }) => combine(Math.cos(angle), varied, Math.sin(angle), generator.randn(shape)),
        noise.randn(shape),
      ),
  };
}
