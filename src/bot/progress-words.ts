import { inWords } from '../commands/notices.ts';
import type { ReplyContent } from '../commands/reply.ts';

// How far a drawing is, in words that every chat platform says.

const ordinal = (n: number): string => {
  const ending = { one: 'st', two: 'nd', few: 'rd' } as Readonly<Record<string, string>>;
  return `${n}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)] ?? 'th'}`;
};

const about = (ms: number | null): string => (ms === null ? '' : `, about ${inWords(ms)}`);

/** "You are 3rd in line, about 20 seconds." */
export const placeInWords = ({ place, estimateMs }: Extract<ReplyContent, { kind: 'queued' }>): string =>
  place <= 1 ? `Your picture is next${about(estimateMs)}.` : `You are ${ordinal(place)} in line${about(estimateMs)}.`;

/** "Drawing: step 7 of 26, 12 seconds left." */
export const stepInWords = ({ step, totalSteps, remainingMs }: Extract<ReplyContent, { kind: 'step' }>): string =>
  `Drawing: step ${step} of ${totalSteps}${remainingMs === null ? '' : `, ${inWords(remainingMs)} left`}.`;

/** "Steps 7–18 of 26" */
export function stepsInWords(steps: readonly { readonly step: number; readonly totalSteps: number }[]): string {
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const span = first === last ? `Step ${first.step}` : `Steps ${first.step}–${last.step}`;
  return `${span} of ${last.totalSteps}`;
}
