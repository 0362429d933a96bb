import type { SpacingName } from '../recipe.ts';

export const scheduleKinds = ['cosine', 'linear', 'scaled-linear'] as const;
type ScheduleKind = (typeof scheduleKinds)[number];

/** The noise schedule of a model. */
export interface Schedule {
  /** β_t, indexed by training timestep. */
  readonly betas: Float64Array;
  /** ᾱ_t = ∏ (1 − β), indexed by training timestep. */
  readonly alphasCumprod: Float64Array;
  readonly numTrainTimesteps: number;
  /** Returns ᾱ at `t`; 1 at t = −1, the clean image. @throws RangeError when the schedule has no such timestep. */
  alphaCumprodAt(t: number): number;
}

const maxCosineBeta = 0.999;

/**
 * The cosine schedule's f(u) without the constant that cancels, 0 ≤ u ≤ 1. Source: Improved DDPM, arXiv:2102.09672,
 * equation 17.
 */
const cosineCurve = (u: number): number => Math.cos(((u + 0.008) / 1.008) * (Math.PI / 2)) ** 2;

const betaAt: Readonly<Record<ScheduleKind, (t: number, numTrainTimesteps: number) => number>> = {
  cosine: (t, count) => Math.min(1 - cosineCurve((t + 1) / count) / cosineCurve(t / count), maxCosineBeta),
  // DDPM, arXiv:2006.11239, section 4.
  linear: (t, count) => between(1e-4, 0.02, t, count),
  // Stable Diffusion: linear in √β.
  'scaled-linear': (t, count) => between(Math.sqrt(0.00085), Math.sqrt(0.012), t, count) ** 2,
};

const between = (first: number, last: number, t: number, count: number): number =>
  first + ((last - first) * t) / Math.max(1, count - 1);

/**
 * Computes β and ᾱ of a schedule. Cosine is that of DeepFloyd IF (`squaredcos_cap_v2` in diffusers), linear that of
 * DDPM, scaled linear that of Stable Diffusion.
 */
export function createSchedule({
  kind,
  numTrainTimesteps,
}: {
  readonly kind: ScheduleKind;
  readonly numTrainTimesteps: number;
}): Schedule {
  const betas = Float64Array.from({ length: numTrainTimesteps }, (_, t) => betaAt[kind](t, numTrainTimesteps));
  let product = 1;
  const alphasCumprod = betas.map((beta) => {
    product *= 1 - beta;
    return product;
  });
  const alphaCumprodAt = (t: number): number => {
    const value = t === -1 ? 1 : alphasCumprod[t];
    if (value === undefined) throw new RangeError(`timestep ${t} is not one of −1 … ${numTrainTimesteps - 1}`);
    return value;
  };
  return { betas, alphasCumprod, numTrainTimesteps, alphaCumprodAt };
}

/**
 * Lists the training timesteps of a sampling run, strictly decreasing. The last one is reached, but the network is not
 * evaluated there.
 *
 * - `strided`: `steps` entries from 0.99 · T to 0. 34 of 1000 are 990, 960 … 30, 0.
 * - `leading`: `steps` multiples of ⌊T / steps⌋ down to 0, then −1, the clean image. 20 of 1000 are 950 … 0, −1.
 * - `trailing`: from T − 1 in strides of T / steps, then −1. Source of the names: arXiv:2305.08891, table 2.
 *
 * @throws RangeError when there are fewer than 1 (strided: 2) or more steps than timesteps to visit.
 */
export function timestepsFor(spacing: SpacingName, steps: number, numTrainTimesteps: number): readonly number[] {
  const timesteps = spacings[spacing](steps, numTrainTimesteps);
  const falls = timesteps.every((t, i) => i === 0 || t < timesteps[i - 1]!);
  if (!Number.isInteger(steps) || timesteps.length < 2 || !falls) {
    throw new RangeError(`${steps} ${spacing} steps do not fit ${numTrainTimesteps} training timesteps`);
  }
  return timesteps;
}

const spacings: Readonly<Record<SpacingName, (steps: number, numTrainTimesteps: number) => number[]>> = {
  strided: (steps, count) => {
    const top = Math.min(count - 1, Math.round(0.99 * count));
    return Array.from({ length: steps }, (_, i) => Math.round(top - (top * i) / (steps - 1)));
  },
  leading: (steps, count) => {
    const stride = Math.floor(count / steps);
    return [...Array.from({ length: steps }, (_, i) => (steps - 1 - i) * stride), -1];
  },
  trailing: (steps, count) => [
    ...Array.from({ length: steps }, (_, i) => Math.round(count - (i * count) / steps) - 1),
    -1,
  ],
};

/**
 * Returns the timesteps of a sampling run that begins at `start`: `start` itself, whether or not the list has it, and
 * every entry below it. A start at or below the last entry leaves nothing to sample: `[start]`.
 */
export const timestepsFrom = (timesteps: readonly number[], start: number): readonly number[] => [
  start,
  ...timesteps.filter((t) => t < start),
];
