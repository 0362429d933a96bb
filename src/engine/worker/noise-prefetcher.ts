import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { normalBlock } from '../diffusion/normal.ts';
import type { PrefetchNoise } from '../diffusion/random.ts';
import { runner } from '../fork-program.ts';

/** What the thread is asked for. Both arrays are shared with it. */
export interface NoiseRequest {
  readonly seed: number;
  readonly values: Float32Array<SharedArrayBuffer>;
  /** How many of the values are there, in one element. */
  readonly filled: Int32Array<SharedArrayBuffer>;
}

const entry = fileURLToPath(new URL('noise-thread.ts', import.meta.url));
/** Most values for one drawing: 4 MB, enough for a picture of 256 px. */
const maxCount = 2 ** 20;

/**
 * Starts a thread that computes noise while the model runs. PyTorch-exact noise for a picture of 256 px takes 20 ms,
 * which a run of the model on two cores leaves free. Nobody waits for the thread: a value that is not there is computed
 * by whoever draws it, so a thread that died only makes drawing slower.
 */
export function createNoisePrefetcher(): PrefetchNoise {
  const thread = new Worker(runner, { argv: [entry] });
  thread.on('error', () => {}); // an error without a listener would end this process
  thread.unref();
  return (seed, count) => {
    const length = Math.floor(Math.min(count, maxCount) / normalBlock) * normalBlock;
    const values = new Float32Array(new SharedArrayBuffer(4 * length));
    const filled = new Int32Array(new SharedArrayBuffer(4));
    thread.postMessage({ seed, values, filled } satisfies NoiseRequest);
    return {
      read(position, target) {
        const end = position + target.length;
        if (end > Atomics.load(filled, 0)) return false;
        target.set(values.subarray(position, end));
        return true;
      },
    };
  };
}
