import type { Denoiser, ModelPrediction, TimestepPair } from '../diffusion/denoiser.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { combine, mean, sum } from '../tensors/tensor-ops.ts';
import type { Component } from './components.ts';
import { type TimestepInterval, within } from './guidance-interval.ts';
import type { View } from './view.ts';
/**
 * Classifier-free guidance: u + scale · (c − u), in clean estimates, which is the same mix as in noise estimates.
 * Scale 1 is the plain conditional estimate, and the unconditional one is not asked then, nor outside `interval`.
 * The variance is the conditional one. Source: arXiv:2207.12598, equation 6, whose w is scale − 1.
 */
export const cfg = (cond: Denoiser, uncond: Denoiser, scale: number, interval?: TimestepInterval): Denoiser => {
  if (scale === 1) return cond;
  const guided: Denoiser = async (x, at) => {
    const [c, u] = await Promise.all([cond(x, at), uncond(x, at)]);
    return { ...c, x0: combine(scale, c.x0, 1 - scale, u.x0) };
  };
  return interval === undefined ? guided : within(interval, guided, cond);
};

/**
 * One image that reads as another prompt through each view: every part sees the image through its view, the estimates
 * are turned back and averaged. Guidance belongs inside each part, so that the unconditional estimate sees the view too.
 * Source: Visual Anagrams, arXiv:2311.17919, section 3.
 */
export const anagram = (parts: readonly { readonly view: View; readonly denoise: Denoiser }[]): Denoiser => {
  return async (x, at) => {
    const estimates = parts.map(async ({ view, denoise }) => {
      const estimate = await denoise(view.apply(x), at);
      return mapEstimate(estimate, view.inverse, view.inverseVariance);
    });
    return mixEstimates(await Promise.all(estimates), mean);
  };
};

/**
 * One prompt per component; the components add up to the identity. The variances are mixed the same way.
 * Source: Factorized Diffusion, arXiv:2404.11615, section 3.
 */
export const hybrid = (parts: readonly { readonly component: Component; readonly denoise: Denoiser }[]): Denoiser => {
  return async (x, at) => {
    const estimates = parts.map(async ({ component, denoise }) =>
      mapEstimate(await denoise(x, at), component, component),
    );
    return mixEstimates(await Promise.all(estimates), sum);
  };
};

/**
 * Asks only once what is asked several times about the same tensor object at the same timestep: the unconditional
 * estimate of a hybrid's parts, for instance. A failure is shared like an answer.
 */
export function shared(denoise: Denoiser): Denoiser {
  const known = new WeakMap<Tensor, { at: TimestepPair; estimate: Promise<ModelPrediction> }>();
  return (x, at) => {
    const last = known.get(x);
    if (last !== undefined && last.at.t === at.t && last.at.tNext === at.tNext) return last.estimate;
    const estimate = denoise(x, at);
    known.set(x, { at, estimate });
    return estimate;
  };
}

/** Applies a view only once to the same tensor object, so that parts behind equal views ask about one object, too. */
export function sharedView(view: View): View {
  const known = new WeakMap<Tensor, Tensor>();
  return {
    ...view,
    apply(x) {
      const seen = known.get(x) ?? view.apply(x);
      known.set(x, seen);
      return seen;
    },
  };
}

const mapEstimate = (
  { x0, logVariance }: ModelPrediction,
  image: (a: Tensor) => Tensor,
  variance: (a: Tensor) => Tensor,
): ModelPrediction =>
  logVariance === undefined ? { x0: image(x0) } : { x0: image(x0), logVariance: variance(logVariance) };

/** The variance is left out unless every part has learned one. */
function mixEstimates(
  estimates: readonly ModelPrediction[],
  mix: (list: readonly Tensor[]) => Tensor,
): ModelPrediction {
  const x0 = mix(estimates.map((estimate) => estimate.x0));
  const learned = estimates.flatMap(({ logVariance }) => logVariance ?? []);
  return learned.length === estimates.length ? { x0, logVariance: mix(learned) } : { x0 };
}
