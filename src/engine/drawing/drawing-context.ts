import type { NoiseGenerator } from '../diffusion/random.ts';
import type { LoadedModel } from '../models/load.ts';
import type { Turn } from '../onnx/batcher.ts';
import type { PromptEmbeds } from '../text/prompt-embeds.ts';
import type { DrawingPlan } from './plan.ts';
import type { StepTaken } from './progress.ts';

/** Everything that one drawing works with. */
export interface DrawingContext {
  readonly model: LoadedModel;
  readonly plan: DrawingPlan;
  /** This drawing's own stream. */
  readonly noise: NoiseGenerator;
  readonly turn: Turn;
  /** Token states of every prompt of the drawing. */
  statesOf(prompt: string): PromptEmbeds;
  /** @throws the signal's reason when nobody wants the picture any more. */
  onStep(taken: Omit<StepTaken, 'drawing'>): void;
}
