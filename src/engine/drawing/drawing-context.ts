import type { NoiseSource } from '../diffusion/random.ts';
import type { LoadedModel } from '../models/load.ts';
import type { Turn } from '../onnx/batcher.ts';
import type { TextStates } from '../text/prompt-embeds.ts';
import type { DrawingPlan } from './plan.ts';
import type { StepTaken } from './progress.ts';

/** Everything that one drawing works with. */
export interface Easel {
  readonly model: LoadedModel;
  readonly plan: DrawingPlan;
  /** This drawing's own stream. */
  readonly noise: NoiseSource;
  readonly turn: Turn;
  /** Token states of every prompt of the drawing. */
  statesOf(prompt: string): TextStates;
  /** @throws the signal's reason when nobody wants the picture any more. */
  onStep(taken: Omit<StepTaken, 'drawing'>): void;
}
