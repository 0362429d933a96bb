import type { Component } from '../guidance/components.ts';
import type { Constraint } from '../recipe.ts';
import type { AfterStep } from '../samplers/sampler.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { add, requireSameShape, subtract } from '../tensors/tensor-ops.ts';
import { type NoiseSettings, noiseToTimestep } from './renoise.ts';

type MaskForm = Extract<Constraint, { kind: 'mask' }>['form'];

/**
 * Keeps an image outside a mask: x ← m · x + (1 − m) · original. `renoised` noises the original to the timestep just
 * reached, as in RePaint (arXiv:2201.09865, equation 8). `clean` never noises it, as the DeepFloyd IF pipeline in
 * diffusers does; apply it to the init, too. At t ≤ 0 both use the original itself, so it comes out unchanged.
 *
 * @param image The original, [1, c, h, w], of the shape of every x.
 * @param mask [1, 1, h, w], 1 where new content goes, 0 where the original stays; in between it blends.
 * @throws RangeError when the mask's sides are not the image's; the returned function: when x has another shape.
 */
export function maskConstraint(given: { image: Tensor; mask: Tensor; form: MaskForm } & NoiseSettings): AfterStep {
  const { image, mask, form } = given;
  const [, , h, w] = image.shape;
  requireSameShape(mask, { data: mask.data, shape: [1, 1, h, w] });
  return (x, t) => blend(mask, x, form === 'clean' || t <= 0 ? image : noiseToTimestep(image, t, given));
}

/** Computes m · x + (1 − m) · original with one mask for all channels. */
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
 * Keeps one component of an image, noised to the timestep just reached (at t ≤ 0 the image's own), and leaves the other
 * components to the model: an inverse problem. The source does this before each step, so apply it to the init, too.
 * Source: Factorized Diffusion, arXiv:2404.11615, its inverse problems. Because the components are linear and sum to
 * the identity, x + component(original − x) is component(original) plus the other components of x.
 *
 * @param image [1, c, h, w], of the shape of every x.
 */
export function componentConstraint(given: { image: Tensor; component: Component } & NoiseSettings): AfterStep {
  const { image, component } = given;
  return (x, t) => {
    const original = t <= 0 ? image : noiseToTimestep(image, t, given);
    return add(x, component(subtract(original, x)));
  };
}
