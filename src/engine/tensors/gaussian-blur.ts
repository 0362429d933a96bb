import { type Band, band, filterAcross } from './band-matrix.ts';
import type { Tensor } from './tensor.ts';

/**
 * Blurs images with a Gaussian kernel and reflect padding (the edge is not repeated), as torchvision's `gaussian_blur`
 * does, to float32 precision.
 *
 * @param size Side of the kernel in pixels, odd, at most 2 · side − 1 of the image.
 * @param sigma Standard deviation in pixels, above 0.
 * @throws RangeError when the kernel is invalid or does not fit the image.
 */
export const gaussianBlur = (x: Tensor, size: number, sigma: number): Tensor =>
  gaussianFilter(x.shape[2], x.shape[3], size, sigma)(x);

/**
 * Makes `gaussianBlur` for images of one height and width, with its weights computed once.
 * @throws RangeError as gaussianBlur does; the returned function, when an image has other sides.
 */
export function gaussianFilter(height: number, width: number, size: number, sigma: number): (x: Tensor) => Tensor {
  if (!(Number.isInteger(size) && size % 2 === 1 && size > 0 && sigma > 0)) {
    throw new RangeError(`a kernel needs an odd size and a positive sigma, not ${size} and ${sigma}`);
  }
  if (size > 2 * Math.min(height, width) - 1) {
    throw new RangeError(`a kernel of ${size} pixels is too wide for ${height} × ${width}`);
  }
  const across = axisPasses(width, size, sigma);
  const down = height === width ? across : axisPasses(height, size, sigma);
  return (x) => filterImages(x, across, down);
}

function filterImages({ data: values, shape }: Tensor, across: readonly Band[], down: readonly Band[]): Tensor {
  const [, , h, w] = shape;
  if (w !== across[0]!.inputs || h !== down[0]!.inputs) {
    throw new RangeError(`a filter for ${down[0]!.inputs} × ${across[0]!.inputs} does not fit ${h} × ${w}`);
  }
  const data = new Float32Array(values.length);
  for (let start = 0; start < data.length; start += h * w) {
    let plane = Float64Array.from(values.subarray(start, start + h * w));
    // Each filter transposes the plane, so two of them restore its orientation.
    for (let i = 0; i < across.length; i++) plane = filterAcross(filterAcross(plane, across[i]!), down[i]!);
    data.set(plane, start);
  }
  return { data, shape };
}

/** Distance, in σ, from which on weights are below the precision of float32. */
const reachInSigmas = 5.3;

/** Samples between two Gaussians may lie σ / 1.3 apart: the aliasing is below e^(−1.3² π²), 6e-8. */
const sigmasPerStride = 1.3;

/**
 * Makes the filters along an axis, to be applied in this order. A wide Gaussian that is not truncated equals two
 * narrower ones, and between them every `stride`-th sample is enough.
 */
function axisPasses(length: number, size: number, sigma: number): readonly Band[] {
  const reach = Math.min((size - 1) / 2, Math.floor(reachInSigmas * sigma));
  const partSigma = sigma / Math.SQRT2;
  const stride = Math.floor(partSigma / sigmasPerStride);
  const isCutOff = (size - 1) / 2 < Math.floor(reachInSigmas * sigma);
  if (isCutOff || stride < 2) return [mirroredGaussian(length, length, (row) => row, reach, sigma)];
  const partReach = Math.floor(reachInSigmas * partSigma);
  const margin = Math.ceil(partReach / stride); // samples outside the image
  const samples = Math.ceil(length / stride) + 2 * margin;
  const placeOf = (sample: number) => (sample - margin) * stride;
  return [
    mirroredGaussian(samples, length, placeOf, partReach, partSigma),
    band(length, samples, (row, weights) => {
      for (let sample = 0; sample < samples; sample++) {
        const distance = Math.abs(placeOf(sample) - row);
        if (distance <= partReach) weights[sample] = gaussian(distance, partSigma);
      }
    }),
  ];
}

/**
 * Makes a filter whose row `i` is a Gaussian centred at pixel placeOf(i) of an axis of `length` pixels, reflected at
 * the ends.
 */
const mirroredGaussian = (
  rows: number,
  length: number,
  placeOf: (row: number) => number,
  reach: number,
  sigma: number,
): Band =>
  band(rows, length, (row, weights) => {
    for (let k = -reach; k <= reach; k++) weights[reflect(placeOf(row) + k, length)]! += gaussian(k, sigma);
  });

const gaussian = (distance: number, sigma: number): number => Math.exp(-0.5 * (distance / sigma) ** 2);

/** Reflects index `i` into 0 … length − 1 about the first and last element, as often as needed. */
export function reflect(i: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const inside = ((i % period) + period) % period;
  return inside < length ? inside : period - inside;
}
