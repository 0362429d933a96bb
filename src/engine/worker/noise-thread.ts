/** The thread that computes noise before it is drawn. */
import { parentPort } from 'node:worker_threads';
import { createTwister } from '../diffusion/mersenne-twister.ts';
import { fillNormal, normalBlock } from '../diffusion/normal.ts';
import type { NoiseRequest } from './noise-prefetcher.ts';

/** Values between two reports of progress. */
const chunk = 256 * normalBlock;

parentPort!.on('message', ({ seed, values, filled }: NoiseRequest) => {
  const twister = createTwister(seed);
  for (let start = 0; start < values.length; start += chunk) {
    fillNormal(values.subarray(start, start + chunk), twister);
    Atomics.store(filled, 0, Math.min(start + chunk, values.length));
  }
});
