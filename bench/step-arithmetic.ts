import { addPredictedNoise } from '../src/engine/diffusion/add-noise.ts';
import { createNoiseGenerator } from '../src/engine/diffusion/random.ts';
import { thresholdImages } from '../src/engine/guidance/dynamic-thresholding.ts';
import { toPreview } from '../src/engine/images/pixels.ts';
import { median } from './engine.ts';
import type { Print } from './print.ts';

const rounds = 99;

/** Measures what follows each model run of the upscaling stage: thresholding, a DDIM step and the preview, 256 px. */
export function benchStepArithmetic(print: Print): void {
  const noise = createNoiseGenerator(0);
  const x = noise.randn([1, 3, 256, 256]);
  const output = { ...x, data: x.data.map((value) => value / 3) };
  const times = { threshold: [] as number[], step: [] as number[], preview: [] as number[] };
  const time = <T>(part: keyof typeof times, work: () => T): T => {
    const start = performance.now();
    const result = work();
    times[part].push(performance.now() - start);
    return result;
  };
  for (let round = 0; round < rounds; round++) {
    const x0 = time('threshold', () => thresholdImages(output, { ratio: 0.995, max: 1 }));
    time('step', () => addPredictedNoise(x, x0, 0.5, 0.9, 0.3));
    time('preview', () => toPreview(x0));
  }
  const parts = [times.threshold, times.step, times.preview].map((ms) => median(ms).toFixed(2));
  print('milliseconds of clamp, DDIM step, preview at 256 px', parts.join(', '));
}
