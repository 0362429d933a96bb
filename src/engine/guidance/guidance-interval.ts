import type { Denoiser } from '../diffusion/denoiser.ts';

/** Both ends belong to it, in training timesteps. */
export type TimestepInterval = readonly [low: number, high: number];

/**
 * Asks `inside` while low ≤ t ≤ high, and `outside` else; the other one is not asked.
 * Source: guidance in a limited interval, arXiv:2404.07724, with timesteps for noise levels.
 */
export const within = ([low, high]: TimestepInterval, inside: Denoiser, outside: Denoiser): Denoiser => {
  return (x, at) => (at.t >= low && at.t <= high ? inside(x, at) : outside(x, at));
};
