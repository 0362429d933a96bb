import type { Schedule } from '../diffusion/schedule.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { combine } from '../tensors/tensor-ops.ts';
import { type Sampler, timestepPairs } from './sampler.ts';

/** An x0 prediction and its timestep. */
interface PastPrediction {
  readonly t: number;
  readonly x0: Tensor;
}

/**
 * DPM-Solver++(2M): a second-order multistep solver of the probability-flow ODE, in x0 predictions; each step
 * extrapolates from the last two. Draws no noise and ignores a learned variance. The first step, and any step that
 * reaches timestep 0 or the clean image, is of first order (a DDIM step): λ grows without bound there, so extrapolation
 * is unstable. The weights are written without exponentials of λ, so that σ = 0 needs no special case.
 * Source: DPM-Solver++, arXiv:2211.01095, algorithm 2.
 */
export const dpmSolver2m: Sampler = async (denoise, x, timesteps, { schedule, onStep, afterStep }) => {
  let current = x;
  let past: PastPrediction | undefined;
  for (const { step, t, tNext } of timestepPairs(timesteps)) {
    const { x0 } = await denoise(current, { t, tNext });
    await onStep?.({ step, t, x0 });
    const target = past === undefined || tNext <= 0 ? x0 : extrapolate(past, { t, x0 }, tNext, schedule);
    const from = levels(t, schedule);
    const to = levels(tNext, schedule);
    const kept = to.sigma / from.sigma;
    current = combine(kept, current, to.alpha - kept * from.alpha, target); // α'(1 − e^−h) = α' − α σ'/σ
    current = afterStep?.(current, tNext) ?? current;
    past = { t, x0 };
  }
  return current;
};

/**
 * Computes D of algorithm 2: x0 halfway to tNext in λ, on the line through the last two predictions; 1/2r = h /
 * 2h_past.
 */
function extrapolate(past: PastPrediction, now: PastPrediction, tNext: number, schedule: Schedule): Tensor {
  const lambda = lambdaAt(now.t, schedule);
  const h = lambdaAt(tNext, schedule) - lambda;
  const hPast = lambda - lambdaAt(past.t, schedule);
  const excess = h / (2 * hPast);
  return combine(1 + excess, now.x0, -excess, past.x0);
}

/** Computes the paper's α and σ, the weights of image and noise at a timestep. */
function levels(t: number, schedule: Schedule): { alpha: number; sigma: number } {
  const alphaCumprod = schedule.alphaCumprodAt(t);
  return { alpha: Math.sqrt(alphaCumprod), sigma: Math.sqrt(1 - alphaCumprod) };
}

/** Computes λ = log(α / σ), finite for every t ≥ 0. */
function lambdaAt(t: number, schedule: Schedule): number {
  const alphaCumprod = schedule.alphaCumprodAt(t);
  return 0.5 * Math.log(alphaCumprod / (1 - alphaCumprod));
}
