import type { NoiseGenerator } from '../diffusion/random.ts';
import type { LoadedModel } from '../models/load.ts';
import type { RowOwner } from '../onnx/batcher.ts';
import type { PromptEmbeds } from '../text/prompt-embeds.ts';
import type { DrawingPlan } from './plan.ts';
import type { StepTaken } from './progress.ts';

/** What one drawing needs besides its recipe. */
export interface DrawingContext {
  readonly model: LoadedModel;
  readonly plan: DrawingPlan;
  /** This drawing's own generator. */
  readonly noise: NoiseGenerator;
  readonly owner: RowOwner;
  /** Returns the embeddings of a prompt of the drawing. */
  promptEmbeds(prompt: string): PromptEmbeds;
  /** Reports a step. @throws the signal's reason when the job was cancelled. */
  onStep(taken: Omit<StepTaken, 'drawing'>): void;
}
