import type { Sampler, SamplerContext } from '../samplers/sampler.ts';
import { renoise } from './renoise.ts';

export interface Resampling {
  /** Number of steps that a jump goes back, at least 1. */
  readonly jumpLength: number;
  /** How many times each segment is sampled in all; 1 never jumps back. */
  readonly jumpCount: number;
}

/**
 * Wraps a sampler with RePaint's resampling: every segment of `jumpLength` steps is sampled `jumpCount` times, and the
 * image is noised back in between, so that new content can adapt to what is kept. Works with any sampler; a multistep
 * sampler starts without history at each segment. Steps are numbered over all segments: see `resampledSegments`.
 * Source: RePaint, arXiv:2201.09865, algorithm 1, and the schedule of jumps in its appendix.
 */
export const repaint = (sampler: Sampler, resampling: Resampling): Sampler => {
  return async (denoise, x, timesteps, context) => {
    let current = x;
    let lastTimestep = timesteps[0]!;
    let stepOffset = 0;
    for (const segment of resampledSegments(timesteps, resampling)) {
      const start = segment[0]!;
      if (start > lastTimestep) current = renoise(current, lastTimestep, start, context);
      current = await sampler(denoise, current, segment, withStepOffset(stepOffset, context));
      lastTimestep = segment.at(-1)!;
      stepOffset += segment.length - 1;
    }
    return current;
  };
};

/**
 * Splits the timesteps of a sampling run into the segments of its resampling, in order. A segment that starts above the
 * end of the one before it begins with a jump back. Segments are counted from the end, as in the source: a last step to
 * the clean image, and the steps left over at the beginning, are sampled once.
 *
 * @throws RangeError when a jump length or count is not a whole number from 1 on.
 */
export function resampledSegments(
  timesteps: readonly number[],
  { jumpLength, jumpCount }: Resampling,
): readonly (readonly number[])[] {
  for (const value of [jumpLength, jumpCount]) {
    if (!(Number.isInteger(value) && value >= 1))
      throw new RangeError(`jump length and count must be whole numbers of at least 1, not ${value}`);
  }
  const last = timesteps.at(-1) === -1 ? timesteps.length - 2 : timesteps.length - 1;
  const top = Math.max(0, last) % jumpLength;
  const segments = [timesteps.slice(0, top + 1)];
  for (let first = top; first < last; first += jumpLength) {
    const segment = timesteps.slice(first, first + jumpLength + 1);
    for (let i = 0; i < jumpCount; i++) segments.push(segment);
  }
  segments.push(timesteps.slice(Math.max(0, last)));
  return segments.filter((segment) => segment.length > 1);
}

/** Counts the steps of all segments of a sampling run. */
export const countSteps = (segments: readonly (readonly number[])[]): number =>
  segments.reduce((count, segment) => count + Math.max(0, segment.length - 1), 0);

function withStepOffset(stepOffset: number, context: SamplerContext): SamplerContext {
  const { onStep } = context;
  return onStep === undefined
    ? context
    : { ...context, onStep: (report) => onStep({ ...report, step: stepOffset + report.step }) };
}
