import type { StageSteps, StepReport } from '../engine.ts';
import { toPreview } from '../images/pixels.ts';
import { cutToAspect } from '../images/shape/aspect.ts';
import type { Stage, Work } from '../ipc/protocol.ts';
import type { Aspect } from '../recipe.ts';
import type { Tensor } from '../tensors/tensor.ts';

/** A step as the worker reports it. The bot's process adds the remaining time. */
export type WorkerStep = Omit<StepReport, 'remainingMs'>;

/** One step of one drawing. */
export interface StepTaken {
  readonly stage: Stage;
  readonly drawing: number;
  readonly t: number;
  readonly x0: Tensor;
  /** Batch rows that it took. */
  readonly rows: number;
}

/** What the drawings of a recipe will take, and the aspect ratio to which previews are cut. */
interface Planned {
  readonly stageSteps: StageSteps;
  readonly work: Work;
  readonly aspect: Aspect | undefined;
}

/**
 * Counts the steps of all drawings of a recipe and the remaining batch rows. Call the returned function once per step.
 */
export function countProgress(
  { stageSteps, work, aspect }: Planned,
  report: (step: WorkerStep, left: Work) => void,
): (taken: StepTaken) => void {
  const totalSteps = stageSteps.base + stageSteps.upscale;
  const taken = { base: 0, upscale: 0 };
  let left = work;
  return ({ stage, drawing, t, x0, rows }) => {
    taken[stage] += 1;
    left = { ...left, [stage]: left[stage] - rows };
    const [step, stageStep] = [taken.base + taken.upscale, taken[stage]];
    const preview = cutToAspect(toPreview(x0), aspect);
    report({ step, totalSteps, stage, stageStep, stageSteps, drawing, t, preview }, left);
  };
}
