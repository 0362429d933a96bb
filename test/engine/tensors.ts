import type { Shape, Tensor } from '../../src/engine/tensors/tensor.ts';
import { combine, sizeOf } from '../../src/engine/tensors/tensor-ops.ts';

/** Wraps `data`. @throws RangeError when its length is not that of the shape. */
export function create(data: Float32Array, shape: Shape): Tensor {
  if (data.length !== sizeOf(shape)) {
    throw new RangeError(`a tensor of shape [${shape.join(', ')}] has ${sizeOf(shape)} values, not ${data.length}`);
  }
  return { data, shape };
}

export const fill = (value: number, shape: Shape): Tensor => ({
  data: new Float32Array(sizeOf(shape)).fill(value),
  shape,
});

/** Joins batches of images of one size into one batch, in order. */
export function stack(list: readonly [Tensor, ...Tensor[]]): Tensor {
  const [, c, h, w] = list[0].shape;
  const data = Float32Array.from(list.flatMap((tensor) => [...tensor.data]));
  return create(data, [data.length / (c * h * w), c, h, w]);
}

/** Image `index` of a batch, as a batch of one. */
export function row({ data, shape: [, c, h, w] }: Tensor, index: number): Tensor {
  const length = c * h * w;
  return create(data.slice(index * length, (index + 1) * length), [1, c, h, w]);
}

/** The noise in `x` with the clean image `x0`: (x − √ᾱ · x0) / √(1 − ᾱ). */
export function epsFrom(x: Tensor, x0: Tensor, alphaCumprod: number): Tensor {
  const noise = Math.sqrt(1 - alphaCumprod);
  return combine(1 / noise, x, -Math.sqrt(alphaCumprod) / noise, x0);
}
