import type { Denoiser } from '../diffusion/denoiser.ts';

/** A closed interval of training timesteps. */
export type TimestepInterval = readonly [low: number, high: number];

/**
 * Calls `inside` while low ≤ t ≤ high and `outside` otherwise; the other denoiser is not called.
 * Source: guidance in a limited interval, arXiv:2404.07724, with timesteps for noise levels.
 */
export const within = ([low, high]: TimestepInterval, inside: Denoiser, outside: Denoiser): Denoiser => {
  return (x, at) => (at.t >= low && at.t <= high ? inside(x, at) : outside(x, at));
};
