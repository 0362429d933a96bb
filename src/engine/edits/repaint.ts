import type { Sampler, SamplerContext } from '../samplers/sampler.ts';
import { renoise } from './renoise.ts';

export interface Resampling {
  /** How many steps a jump goes back, at least 1. */
  readonly jumpLength: number;
  /** How often each stretch is walked in all; 1 never jumps. */
  readonly jumpCount: number;
}

/**
 * Walks every stretch of `jumpLength` steps `jumpCount` times, noising the image back up in between, so that what is new
 * has time to agree with what is kept. Any sampler; one with a memory of past estimates begins anew at each stretch.
 * Steps are reported as those of one long walk: see `resampledWalks` for their number.
 * Source: RePaint, arXiv:2201.09865, algorithm 1, and the schedule of jumps in its appendix.
 */
export const repaint = (sampler: Sampler, resampling: Resampling): Sampler => {
  return async (denoise, x, timesteps, context) => {
    let current = x;
    let reached = timesteps[0]!;
    let stepsDone = 0;
    for (const walk of resampledWalks(timesteps, resampling)) {
      const start = walk[0]!;
      if (start > reached) current = renoise(current, reached, start, context);
      current = await sampler(denoise, current, walk, countingFrom(stepsDone, context));
      reached = walk.at(-1)!;
      stepsDone += walk.length - 1;
    }
    return current;
  };
};

/**
 * The walks that a resampled one consists of, in order. A walk that starts above the end of the one before it begins with
 * a jump. Stretches are counted from the end, as in the source: a last step to the clean image, and what is left over at
 * the top, are walked once.
 *
 * @throws RangeError when a jump length or count is not a whole number from 1 on.
 */
export function resampledWalks(
  timesteps: readonly number[],
  { jumpLength, jumpCount }: Resampling,
): readonly (readonly number[])[] {
  for (const value of [jumpLength, jumpCount]) {
    if (!(Number.isInteger(value) && value >= 1))
      throw new RangeError(`jump length and count are from 1 on, not ${value}`);
  }
  const last = timesteps.at(-1) === -1 ? timesteps.length - 2 : timesteps.length - 1;
  const top = Math.max(0, last) % jumpLength;
  const walks = [timesteps.slice(0, top + 1)];
  for (let first = top; first < last; first += jumpLength) {
    const stretch = timesteps.slice(first, first + jumpLength + 1);
    for (let i = 0; i < jumpCount; i++) walks.push(stretch);
  }
  walks.push(timesteps.slice(Math.max(0, last)));
  return walks.filter((walk) => walk.length > 1);
}

/** Number of steps of a walk, resampled or not. */
export const countSteps = (walks: readonly (readonly number[])[]): number =>
  walks.reduce((count, walk) => count + Math.max(0, walk.length - 1), 0);

function countingFrom(stepsDone: number, context: SamplerContext): SamplerContext {
  const { onStep } = context;
  return onStep === undefined
    ? context
    : { ...context, onStep: (report) => onStep({ ...report, step: stepsDone + report.step }) };
}
