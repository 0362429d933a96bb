import type { StageSteps, StepReport } from '../../engine/client.ts';

// Describes the steps of a picture in words, for captions, threads and all other places.

/**
 * A reported step. Earlier versions stored only its number over both stages; such a step counts as one of the base
 * stage.
 */
export type CountedStep = Pick<StepReport, 'step' | 'totalSteps'> &
  Partial<Pick<StepReport, 'stage' | 'stageStep' | 'stageSteps'>>;

function counted({ step, totalSteps, stage, stageStep, stageSteps }: CountedStep) {
  return stage === undefined || stageStep === undefined || stageSteps === undefined
    ? ({ stage: 'base', number: step, of: { base: totalSteps, upscale: 0 } } as const)
    : { stage, number: stageStep, of: stageSteps };
}

/** ", then 6 to enlarge" */
export const thenUpscaled = ({ upscale }: StageSteps, words = String(upscale)): string =>
  upscale === 0 ? '' : `, then ${words} to enlarge`;

/** "step 7 of 12, then 6 to enlarge", "step 12 of 12, enlarging 1 of 6" */
export function stepInWords(step: CountedStep): string {
  const { stage, number, of } = counted(step);
  if (stage === 'base') return `step ${number} of ${of.base}${thenUpscaled(of)}`;
  return `${of.base === 0 ? '' : `step ${of.base} of ${of.base}, `}enlarging ${number} of ${of.upscale}`;
}

/** "7", "enlarging 1": the caption of a small picture. */
export function stepInBrief(step: CountedStep): string {
  const { stage, number } = counted(step);
  return stage === 'base' ? String(number) : `enlarging ${number}`;
}

/** "steps 7–12 of 12, then 6 to enlarge", "steps 11–12 of 12, enlarging 1–3 of 6" */
export function stepsInWords(steps: readonly CountedStep[]): string {
  const all = steps.map(counted);
  const [base, upscale] = [all.filter(({ stage }) => stage === 'base'), all.filter(({ stage }) => stage === 'upscale')];
  const { of } = all[0]!;
  return [
    ...(base.length === 0 ? [] : [`${base.length === 1 ? 'step' : 'steps'} ${span(base)} of ${of.base}`]),
    ...(upscale.length === 0 ? [] : [`enlarging ${span(upscale)} of ${of.upscale}`]),
    ...(upscale.length > 0 || of.upscale === 0 ? [] : [`then ${of.upscale} to enlarge`]),
  ].join(', ');
}

/**
 * Returns the number of the last step that `stepsInWords` names, over both stages; 0 for any other text.
 *
 * @param baseSteps Steps of the base stage; they are over where a text names only steps that enlarge.
 */
export function lastStepIn(text: string, baseSteps: number): number {
  const base = /^steps? (?:\d+–)?(\d+) of \d+/i.exec(text)?.[1];
  const upscale = /(?:^|, )enlarging (?:\d+–)?(\d+) of \d+/i.exec(text)?.[1];
  if (base === undefined && upscale === undefined) return 0;
  return Number(base ?? baseSteps) + Number(upscale ?? 0);
}

function span(steps: readonly { readonly number: number }[]): string {
  const [first, last] = [steps[0]!.number, steps.at(-1)!.number];
  return first === last ? `${first}` : `${first}–${last}`;
}

export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
