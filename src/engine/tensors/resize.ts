import type { Tensor } from './tensor.ts';

/**
 * Resamples to `size` × `size` bilinearly with aligned corners, which is how super-resolution networks are trained to
 * get their low-resolution picture. x [n, c, h, w]. For enlarging: it does not filter before it shrinks.
 * Source: `align_corners=True` of PyTorch's interpolate: source coordinate = target · (in − 1) / (out − 1).
 */
export function upsampleAlignCorners(x: Tensor, size: number): Tensor {
  const [n, c, h, w] = x.shape;
  const rows = taps(h, size);
  const cols = taps(w, size);
  const data = new Float32Array(n * c * size * size);
  let target = 0;
  for (let plane = 0; plane < n * c; plane += 1) {
    const source = plane * h * w;
    for (const row of rows) {
      const [top, bottom] = [source + row.low * w, source + row.high * w];
      for (const { low, high, share } of cols) {
        const upper = x.data[top + low]! * (1 - share) + x.data[top + high]! * share;
        const lower = x.data[bottom + low]! * (1 - share) + x.data[bottom + high]! * share;
        data[target] = upper * (1 - row.share) + lower * row.share;
        target += 1;
      }
    }
  }
  return { data, shape: [n, c, size, size] };
}

/** Computes, for each target coordinate, its two neighbours and the weight of the second. */
function taps(from: number, to: number): readonly { low: number; high: number; share: number }[] {
  return Array.from({ length: to }, (_, i) => {
    const at = to === 1 ? 0 : (i * (from - 1)) / (to - 1);
    const low = Math.floor(at);
    return { low, high: Math.min(low + 1, from - 1), share: at - low };
  });
}
