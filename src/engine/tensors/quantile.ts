/**
 * Computes the `ratio` quantile of |values|, interpolated linearly between neighbours as torch.quantile does. Takes
 * linear time: without the sign, the bits of floats sort as the floats do, so a rank is found by radix selection. Does
 * not modify `values`.
 *
 * @param ratio 0 … 1.
 * @throws RangeError when there are no values.
 */
export function quantileOfAbsolute(values: Float32Array, ratio: number): number {
  if (values.length === 0) throw new RangeError('no values to take a quantile of');
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const position = ratio * (values.length - 1);
  const rank = Math.floor(position);
  const lower = floatOf(select(bits, rank));
  if (rank === position) return lower;
  const upper = floatOf(select(bits, rank + 1));
  return lower + (position - rank) * (upper - lower);
}

/** The digits of the 31 bits of a magnitude, most significant first. */
const digits = [
  { shift: 20, mask: 0x7ff },
  { shift: 10, mask: 0x3ff },
  { shift: 0, mask: 0x3ff },
] as const;
const magnitude = 0x7fffffff;

/**
 * Finds the bits of the magnitude of a rank (0: smallest), digit by digit, among those that share the digits found
 * before.
 */
function select(bits: Uint32Array, rank: number): number {
  let known = 0;
  let knownMask = 0;
  let rest = rank;
  for (const { shift, mask } of digits) {
    const counts = new Uint32Array(mask + 1);
    for (let i = 0; i < bits.length; i++) {
      const value = bits[i]! & magnitude;
      if ((value & knownMask) === known) counts[(value >>> shift) & mask]!++;
    }
    let digit = 0;
    while (rest >= counts[digit]!) rest -= counts[digit++]!;
    known |= digit << shift;
    knownMask |= mask << shift;
  }
  return known;
}

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

function floatOf(bits: number): number {
  word[0] = bits;
  return float[0]!;
}
