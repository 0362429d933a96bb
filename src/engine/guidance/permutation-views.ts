import type { Tensor } from '../tensors/tensor.ts';
import type { View } from './view.ts';

/** Maps the pixel (row, col) of the view to its source pixel in the image. One to one, for square images of `side`. */
type PixelMap = (row: number, col: number, side: number) => readonly [row: number, col: number];

/** Makes a view that moves pixels. The order is computed once for each side. */
export const permutation = (source: PixelMap): View => orderedView((side) => orderFrom(source, side));

/** Makes a view that moves pixels: pixel `p` (row-major) of the view shows pixel `order(side)[p]` of the image. */
export function orderedView(order: (side: number) => Int32Array): View {
  const orders = new Map<number, Int32Array>();
  const orderOf = (x: Tensor): Int32Array => {
    const side = sideOf(x);
    const known = orders.get(side) ?? order(side);
    orders.set(side, known);
    return known;
  };
  const inverse = (x: Tensor): Tensor => scatter(x, orderOf(x));
  return { apply: (x) => gather(x, orderOf(x)), inverse, inverseVariance: inverse };
}

function orderFrom(source: PixelMap, side: number): Int32Array {
  const order = new Int32Array(side * side);
  for (let pixel = 0; pixel < order.length; pixel++) {
    const [row, col] = source(Math.floor(pixel / side), pixel % side, side);
    order[pixel] = row * side + col;
  }
  return order;
}

function gather(x: Tensor, order: Int32Array): Tensor {
  const data = new Float32Array(x.data.length);
  for (let start = 0; start < data.length; start += order.length) {
    for (let i = 0; i < order.length; i++) data[start + i] = x.data[start + order[i]!]!;
  }
  return { data, shape: x.shape };
}

function scatter(x: Tensor, order: Int32Array): Tensor {
  const data = new Float32Array(x.data.length);
  for (let start = 0; start < data.length; start += order.length) {
    for (let i = 0; i < order.length; i++) data[start + order[i]!] = x.data[start + i]!;
  }
  return { data, shape: x.shape };
}

/** @throws RangeError unless the image is square. */
function sideOf({ shape: [, , h, w] }: Tensor): number {
  if (h !== w) throw new RangeError(`a view needs a square, not ${h} × ${w}`);
  return h;
}
