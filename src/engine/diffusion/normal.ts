/**
 * Normal values in blocks of 16, computed as PyTorch's vectorised CPU kernel does: in float32, with the Cephes
 * polynomials for log, sin and cos and fused multiply-adds. The order of the roundings is what makes the bits equal.
 */

import type { Twister } from './mersenne-twister.ts';

/** PyTorch fills float32 in blocks of so many values; fewer are drawn one by one, as doubles. */
export const normalBlock = 16;
const half = normalBlock / 2;
const uniformStep = 2 ** -24;
const uniformMask = 0xffffff;
const f = Math.fround;
const twoPi = f(2 * Math.PI);

/** Fills `data` (at least 16 values) with N(0, 1) from `twister`, in place. */
export function fillNormal(data: Float32Array, twister: Twister): void {
  fillUniform(data, twister);
  for (let start = 0; start + normalBlock <= data.length; start += normalBlock) boxMuller(data, start);
  if (data.length % normalBlock === 0) return;
  // PyTorch draws the last 16 values anew when the length is no multiple of 16.
  const start = data.length - normalBlock;
  fillUniform(data.subarray(start), twister);
  boxMuller(data, start);
}

function fillUniform(data: Float32Array, twister: Twister): void {
  // The words lie where the values will: both have four bytes.
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length);
  twister.fill(words);
  for (let i = 0; i < data.length; i++) data[i] = (words[i]! & uniformMask) * uniformStep;
}

function boxMuller(data: Float32Array, start: number): void {
  for (let j = start; j < start + half; j++) {
    const radius = f(Math.sqrt(f(-2 * log(f(1 - data[j]!)))));
    const theta = f(twoPi * data[j + half]!);
    // Cephes `sinf` and `cosf`, for 0 ≤ theta ≤ 2π.
    const octant = ((f(theta * fourOverPi) | 0) + 1) & ~1;
    const r = fma(octant, reduce3, fma(octant, reduce2, fma(octant, reduce1, theta)));
    const square = f(r * r);
    const c = f(fma(f(fma(fma(cos0, square, cos1), square, cos2) * square), square, -0.5 * square) + 1);
    const s = fma(f(fma(fma(sin0, square, sin1), square, sin2) * square), r, r);
    const isSwapped = (octant & 2) !== 0;
    const sin = isSwapped ? c : s;
    const cos = isSwapped ? s : c;
    data[j] = radius * ((octant - 2) & 4 ? cos : -cos);
    data[j + half] = radius * (octant & 4 ? -sin : sin);
  }
}

/** a · b + c, rounded once to float32: the product of two floats is exact in double precision. */
const fma = (a: number, b: number, c: number): number => f(a * b + c);

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

const sqrtHalf = f(Math.SQRT1_2);
const [log0, log1, log2] = [f(7.0376836292e-2), f(-1.151461031e-1), f(1.167699874e-1)];
const [log3, log4, log5] = [f(-1.2420140846e-1), f(1.4249322787e-1), f(-1.6668057665e-1)];
const [log6, log7, log8] = [f(2.0000714765e-1), f(-2.4999993993e-1), f(3.3333331174e-1)];
// log 2 in two parts, so that the exponent times the larger part is exact.
const log2Low = f(-2.1219444e-4);
const log2High = f(0.693359375);

/** Computes the natural logarithm as Cephes `logf` does, for 2⁻²⁴ ≤ x ≤ 1. */
function log(x: number): number {
  float[0] = x;
  let exponent = (word[0]! >>> 23) - 126;
  word[0] = (word[0]! & 0x007fffff) | 0x3f000000;
  let m = float[0]!; // x = m · 2^exponent, ½ ≤ m < 1
  if (m < sqrtHalf) {
    exponent -= 1;
    m = f(f(m - 1) + m);
  } else {
    m = f(m - 1);
  }
  const square = f(m * m);
  let y = fma(fma(fma(log0, m, log1), m, log2), m, log3);
  y = fma(fma(fma(fma(fma(y, m, log4), m, log5), m, log6), m, log7), m, log8);
  y = fma(f(y * m), square, f(exponent * log2Low));
  y = fma(-0.5, square, y);
  return fma(exponent, log2High, f(m + y));
}

const fourOverPi = f(4 / Math.PI);
// −π/4 in three parts (Cody and Waite), so that the reduction loses nothing.
const [reduce1, reduce2, reduce3] = [f(-0.78515625), f(-2.4187564849853516e-4), f(-3.774894977445941e-8)];
const [cos0, cos1, cos2] = [f(2.443315711809948e-5), f(-1.388731625493765e-3), f(4.166664568298827e-2)];
const [sin0, sin1, sin2] = [f(-1.9515295891e-4), f(8.3321608736e-3), f(-1.6666654611e-1)];
