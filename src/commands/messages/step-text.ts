import type { StageSteps, StepReport } from '../../engine/client.ts';
import { t } from '../language/translate.ts';

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
  upscale === 0 ? '' : `, ${t('then {{count}} to enlarge', { count: words })}`;

// A list of clauses with commas between them; `lastStepIn` reads them.
const clauses = {
  step: (p: Numbers<'last'>) => t('step {{last}} of {{total}}', p),
  steps: (p: Numbers<'first' | 'last'>) => t('steps {{first}}–{{last}} of {{total}}', p),
  enlargingStep: (p: Numbers<'last'>) => t('enlarging {{last}} of {{total}}', p),
  enlargingSteps: (p: Numbers<'first' | 'last'>) => t('enlarging {{first}}–{{last}} of {{total}}', p),
} as const;

type Numbers<Name extends string> = Readonly<Record<Name | 'total', number | string>>;

/** "step 7 of 12, then 6 to enlarge", "step 12 of 12, enlarging 1 of 6" */
export function stepInWords(step: CountedStep): string {
  const { stage, number, of } = counted(step);
  const at = (last: number, total: number): string => clauses.step({ last, total });
  if (stage === 'base') return `${at(number, of.base)}${thenUpscaled(of)}`;
  const enlarging = clauses.enlargingStep({ last: number, total: of.upscale });
  return of.base === 0 ? enlarging : `${at(of.base, of.base)}, ${enlarging}`;
}

/** "7", "enlarging 1": drawn below a small picture, in English, whose letters the font of pictures has. */
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
    ...(base.length === 0 ? [] : [spanned(base, of.base, clauses.step, clauses.steps)]),
    ...(upscale.length === 0 ? [] : [spanned(upscale, of.upscale, clauses.enlargingStep, clauses.enlargingSteps)]),
    ...(upscale.length > 0 || of.upscale === 0 ? [] : [t('then {{count}} to enlarge', { count: of.upscale })]),
  ].join(', ');
}

function spanned(
  steps: readonly { readonly number: number }[],
  total: number,
  one: typeof clauses.step,
  several: typeof clauses.steps,
): string {
  const [first, last] = [steps[0]!.number, steps.at(-1)!.number];
  return first === last ? one({ last, total }) : several({ first, last, total });
}

/**
 * Returns the number of the last step that `stepsInWords` names, over both stages; 0 for any other text.
 *
 * @param baseSteps Steps of the base stage; they are over where a text names only steps that enlarge.
 */
export function lastStepIn(text: string, baseSteps: number): number {
  const base = lastIn(text, [clauses.step, clauses.steps]);
  const upscale = lastIn(text, [clauses.enlargingStep, clauses.enlargingSteps]);
  if (base === undefined && upscale === undefined) return 0;
  return Number(base ?? baseSteps) + Number(upscale ?? 0);
}

/** Returns the last number of the first clause that a text has, in the language of the process. */
function lastIn(text: string, made: readonly ((p: Numbers<'first' | 'last'>) => string)[]): string | undefined {
  const numbers = { first: '\\d+', last: '(\\d+)', total: '\\d+' };
  const found = made.map((clause) => new RegExp(`(?:^|, )${clause(numbers)}(?:$|,)`, 'i').exec(text)?.[1]);
  return found.find((number) => number !== undefined);
}

export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
