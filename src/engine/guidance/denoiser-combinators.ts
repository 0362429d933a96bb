import type { Denoiser, ModelPrediction, TimestepPair } from '../diffusion/denoiser.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { combine, mean, sum } from '../tensors/tensor-ops.ts';
import type { Component } from './components.ts';
import { type TimestepInterval, within } from './guidance-interval.ts';
import type { View } from './view.ts';

/**
 * Applies classifier-free guidance: u + scale · (c − u) in x0 predictions, which is the same mix as in noise
 * predictions. At scale 1, and outside `interval`, the prediction is the conditional one, and the unconditional
 * denoiser is not called. The variance is the conditional one. Source: arXiv:2207.12598, equation 6, whose w is scale −
 * 1.
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
 * Combines the denoisers of a visual anagram: each part predicts on its view of the image, and the predictions are
 * mapped back and averaged. Guidance belongs inside each part, so that the unconditional prediction sees the view too.
 * Source: Visual Anagrams, arXiv:2311.17919, section 3.
 */
export const anagram = (parts: readonly { readonly view: View; readonly denoise: Denoiser }[]): Denoiser => {
  return async (x, at) => {
    const predictions = parts.map(async ({ view, denoise }) => {
      const prediction = await denoise(view.apply(x), at);
      return mapPrediction(prediction, view.inverse, view.inverseVariance);
    });
    return mixPredictions(await Promise.all(predictions), mean);
  };
};

/**
 * Combines one denoiser per component into a hybrid; the components sum to the identity. Variances are mixed the same
 * way.
 * Source: Factorized Diffusion, arXiv:2404.11615, section 3.
 */
export const hybrid = (parts: readonly { readonly component: Component; readonly denoise: Denoiser }[]): Denoiser => {
  return async (x, at) => {
    const predictions = parts.map(async ({ component, denoise }) =>
      mapPrediction(await denoise(x, at), component, component),
    );
    return mixPredictions(await Promise.all(predictions), sum);
  };
};

/**
 * Memoizes a denoiser by tensor object and timestep pair, so that the unconditional prediction of a hybrid's parts, for
 * instance, is computed once. A failure is shared like a result.
 */
export function shared(denoise: Denoiser): Denoiser {
  const known = new WeakMap<Tensor, { at: TimestepPair; prediction: Promise<ModelPrediction> }>();
  return (x, at) => {
    const last = known.get(x);
    if (last !== undefined && last.at.t === at.t && last.at.tNext === at.tNext) return last.prediction;
    const prediction = denoise(x, at);
    known.set(x, { at, prediction });
    return prediction;
  };
}

/** Memoizes a view by tensor object, so that parts with equal views get the same object, which `shared` recognises. */
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

const mapPrediction = (
  { x0, logVariance }: ModelPrediction,
  image: (a: Tensor) => Tensor,
  variance: (a: Tensor) => Tensor,
): ModelPrediction =>
  logVariance === undefined ? { x0: image(x0) } : { x0: image(x0), logVariance: variance(logVariance) };

/** Mixes predictions. The variance is left out unless every part has learned one. */
function mixPredictions(
  predictions: readonly ModelPrediction[],
  mix: (list: readonly Tensor[]) => Tensor,
): ModelPrediction {
  const x0 = mix(predictions.map((prediction) => prediction.x0));
  const learned = predictions.flatMap(({ logVariance }) => logVariance ?? []);
  return learned.length === predictions.length ? { x0, logVariance: mix(learned) } : { x0 };
}
