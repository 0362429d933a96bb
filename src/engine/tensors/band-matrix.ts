/** A banded matrix that filters along one axis: out[j] = Σ_k weights[j · width + k] · in[starts[j] + k]. */
export interface Band {
  readonly rows: number;
  readonly inputs: number;
  readonly width: number;
  readonly starts: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Makes a banded matrix whose rows are normalised to sum 1.
 * @param fill Writes a row's weights, one per input, into an array of zeros; their sum must not be 0.
 */
export function band(rows: number, inputs: number, fill: (row: number, weights: Float64Array) => void): Band {
  const dense = Array.from({ length: rows }, (_, row) => {
    const weights = new Float64Array(inputs);
    fill(row, weights);
    return weights;
  });
  const isUsed = (weight: number): boolean => weight !== 0;
  const spans = dense.map((row) => ({ first: row.findIndex(isUsed), last: row.findLastIndex(isUsed) }));
  const width = Math.max(...spans.map(({ first, last }) => last - first + 1));
  const starts = Int32Array.from(spans, ({ first }) => Math.min(first, inputs - width));
  const weights = new Float64Array(rows * width);
  for (const [row, values] of dense.entries()) {
    const total = values.reduce((sum, value) => sum + value, 0);
    for (let k = 0; k < width; k++) weights[row * width + k] = values[starts[row]! + k]! / total;
  }
  return { rows, inputs, width, starts, weights };
}

/**
 * Applies a banded matrix along the rows of a plane and transposes the result: [height, inputs] becomes [rows, height].
 * Two calls make a separable filter, and every sum reads memory in order.
 */
export function filterAcross(
  plane: Float64Array,
  { rows, inputs, width, starts, weights }: Band,
): Float64Array<ArrayBuffer> {
  const height = plane.length / inputs;
  const out = new Float64Array(rows * height);
  for (let row = 0; row < rows; row++) {
    const start = starts[row]!;
    const rowWeights = weights.subarray(row * width, (row + 1) * width);
    let line = 0;
    // Four lines at a time: they share each read of a weight, and their additions are independent.
    for (; line + 3 < height; line += 4) {
      const a = line * inputs + start;
      const b = a + inputs;
      const c = b + inputs;
      const d = c + inputs;
      let sumA = 0;
      let sumB = 0;
      let sumC = 0;
      let sumD = 0;
      for (let k = 0; k < width; k++) {
        const weight = rowWeights[k]!;
        sumA += weight * plane[a + k]!;
        sumB += weight * plane[b + k]!;
        sumC += weight * plane[c + k]!;
        sumD += weight * plane[d + k]!;
      }
      const first = row * height + line;
      out[first] = sumA;
      out[first + 1] = sumB;
      out[first + 2] = sumC;
      out[first + 3] = sumD;
    }
    for (; line < height; line++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += rowWeights[k]! * plane[line * inputs + start + k]!;
      out[row * height + line] = sum;
    }
  }
  return out;
}
