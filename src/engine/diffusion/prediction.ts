import type { Tensor } from '../tensors/tensor.ts';
import { channels } from '../tensors/tensor-ops.ts';
import { x0From, x0FromV } from './add-noise.ts';
import type { ModelPrediction, TimestepPair } from './denoiser.ts';
import type { Schedule } from './schedule.ts';

export const predictionTypes = ['epsilon', 'sample', 'v_prediction'] as const;
type PredictionType = (typeof predictionTypes)[number];

/** `learned_range`: the second half of the output channels interpolates the variance between its two bounds. */
export const varianceTypes = ['fixed_small', 'learned_range'] as const;
type VarianceType = (typeof varianceTypes)[number];

/** How to interpret a network's output. */
interface Convention {
  readonly predictionType: PredictionType;
  readonly varianceType: VarianceType;
  readonly schedule: Schedule;
}

const x0Of: Readonly<Record<PredictionType, (x: Tensor, output: Tensor, alphaCumprod: number) => Tensor>> = {
  epsilon: x0From,
  sample: (_, output) => output,
  v_prediction: x0FromV,
};

/**
 * Converts a network's output to a prediction of x0. All code after this uses x0, whatever the prediction type.
 *
 * @param output [n, c, h, w], or [n, 2c, h, w] with a learned variance: the prediction first, then v in −1 … 1.
 * @param x The network's input, [n, c, h, w], at timestep at.t.
 * @throws RangeError when the output does not have the number of channels that the variance type needs.
 */
export function convertModelOutput(
  output: Tensor,
  x: Tensor,
  at: TimestepPair,
  convention: Convention,
): ModelPrediction {
  const { predictionType, varianceType, schedule } = convention;
  const count = x.shape[1];
  const isLearned = varianceType === 'learned_range';
  if (output.shape[1] !== (isLearned ? 2 * count : count)) {
    throw new RangeError(`${output.shape[1]} output channels for ${count} image channels, variance ${varianceType}`);
  }
  const prediction = isLearned ? channels(output, 0, count) : output;
  const x0 = x0Of[predictionType](x, prediction, schedule.alphaCumprodAt(at.t));
  return isLearned ? { x0, logVariance: learnedLogVariance(channels(output, count, 2 * count), at, schedule) } : { x0 };
}

/** Keeps log β̃ finite when the step ends at the clean image. */
const minVariance = 1e-20;

/** Computes β and β̃ of the stride t → tNext, the upper and lower bound of the variance of its ancestral step. */
export function stepVariance({ t, tNext }: TimestepPair, schedule: Schedule): { beta: number; betaTilde: number } {
  const alphaCumprod = schedule.alphaCumprodAt(t);
  const alphaCumprodNext = schedule.alphaCumprodAt(tNext);
  const beta = 1 - alphaCumprod / alphaCumprodNext;
  return { beta, betaTilde: Math.max(minVariance, (beta * (1 - alphaCumprodNext)) / (1 - alphaCumprod)) };
}

/**
 * Interpolates the learned log variance of a stride: log σ² = f · log β + (1 − f) · log β̃ with f = (v + 1) / 2.
 * Source: Improved DDPM, arXiv:2102.09672, equation 15.
 */
function learnedLogVariance(v: Tensor, at: TimestepPair, schedule: Schedule): Tensor {
  const { beta, betaTilde } = stepVariance(at, schedule);
  const low = Math.log(betaTilde);
  const halfRange = (Math.log(beta) - low) / 2;
  const data = new Float32Array(v.data.length);
  for (let i = 0; i < data.length; i++) data[i] = low + halfRange * (v.data[i]! + 1);
  return { data, shape: v.shape };
}
