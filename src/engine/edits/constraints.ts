import type { Component } from '../guidance/components.ts';
import type { Constraint } from '../recipe.ts';
import type { AfterStep } from '../samplers/sampler.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { add, requireSameShape, subtract } from '../tensors/tensor-ops.ts';
import { type NoiseSettings, noiseToTimestep } from './renoise.ts';

type MaskForm = Extract<Constraint, { kind: 'mask' }>['form'];

/**
 * Keeps an image outside a mask: x ← m · x + (1 − m) · original. `renoised` noises the original to the timestep just
 * reached, as the write-up does; `clean` never noises it, as DeepFloyd's library does, and there the start of a walk
 * should pass through too. At t ≤ 0 both keep the original itself, so that it leaves the walk untouched.
 *
 * @param image The original, [1, c, h, w], of the shape of every x.
 * @param mask [1, 1, h, w], 1 where new content goes, 0 where the original stays; in between it blends.
 * @throws RangeError when the mask's sides are not the image's; the returned function: when x has another shape.
 */
export function keepMask(given: { image: Tensor; mask: Tensor; form: MaskForm } & NoiseSettings): AfterStep {
  const { image, mask, form } = given;
  const [, , h, w] = image.shape;
  requireSameShape(mask, { data: mask.data, shape: [1, 1, h, w] });
  return (x, t) => blend(mask, x, form === 'clean' || t <= 0 ? image : noiseToTimestep(image, t, given));
}

/** m · x + (1 − m) · original, one mask for all channels. */
function blend(mask: Tensor, x: Tensor, original: Tensor): Tensor {
  requireSameShape(x, original);
  const data = new Float32Array(x.data.length);
  const plane = mask.data.length;
  for (let start = 0; start < data.length; start += plane) {
    for (let i = 0; i < plane; i++) {
      const m = mask.data[i]!;
      data[start + i] = m * x.data[start + i]! + (1 - m) * original.data[start + i]!;
    }
  }
  return { data, shape: x.shape };
}

/**
 * Keeps one component of an image, noised to the timestep just reached (at t ≤ 0 the image's own), and lets the others
 * go: an inverse problem. The source does this before each step, so the start of a walk should pass through too.
 * Source: Factorized Diffusion, arXiv:2404.11615, its inverse problems. Because the components are linear and add up to the
 * identity, x + component(original − x) is component(original) plus the other components of x.
 *
 * @param image [1, c, h, w], of the shape of every x.
 */
export function keepComponent(given: { image: Tensor; component: Component } & NoiseSettings): AfterStep {
  const { image, component } = given;
  return (x, t) => {
    const original = t <= 0 ? image : noiseToTimestep(image, t, given);
    return add(x, component(subtract(original, x)));
  };
}
