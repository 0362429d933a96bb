import { stepInWords } from '../../../commands/messages/step-text.ts';
import { inWords } from '../../../commands/messages/user-messages.ts';
import type { ReplyContent } from '../../../commands/ports/reply.ts';

// The progress of a drawing as text, the same for every chat platform.

const ordinal = (n: number): string => {
  const ending = { one: 'st', two: 'nd', few: 'rd' } as Readonly<Record<string, string>>;
  return `${n}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)] ?? 'th'}`;
};

const estimateText = (ms: number | null): string => (ms === null ? '' : `, about ${inWords(ms)}`);

/** "You are 3rd in line, about 20 seconds." */
export const queuePositionText = ({ place, estimateMs }: Extract<ReplyContent, { kind: 'queued' }>): string =>
  place <= 1
    ? `Your picture is next${estimateText(estimateMs)}.`
    : `You are ${ordinal(place)} in line${estimateText(estimateMs)}.`;

/** "Drawing: step 7 of 12, then 6 to enlarge, 12 seconds left." */
export const progressText = (step: Extract<ReplyContent, { kind: 'step' }>): string =>
  `Drawing: ${stepInWords(step)}${step.remainingMs === null ? '' : `, ${inWords(step.remainingMs)} left`}.`;
