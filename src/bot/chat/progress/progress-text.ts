import { t } from '../../../commands/language/translate.ts';
import { stepInWords } from '../../../commands/messages/step-text.ts';
import { inWords } from '../../../commands/messages/user-messages.ts';
import type { ReplyContent } from '../../../commands/ports/reply.ts';

// The progress of a drawing as text, the same for every chat platform.

/** "3rd"; other languages have one form for all. */
function ordinal(n: number): string {
  switch (new Intl.PluralRules('en', { type: 'ordinal' }).select(n)) {
    case 'one':
      return t('{{n}}st', { n });
    case 'two':
      return t('{{n}}nd', { n });
    case 'few':
      return t('{{n}}rd', { n });
    default:
      return t('{{n}}th', { n });
  }
}

/** "You are 3rd in line, about 20 seconds." */
export function queuePositionText({ place, estimateMs }: Extract<ReplyContent, { kind: 'queued' }>): string {
  const isNext = place <= 1;
  if (estimateMs === null)
    return isNext ? t('Your picture is next.') : t('You are {{place}} in line.', { place: ordinal(place) });
  const time = inWords(estimateMs);
  return isNext
    ? t('Your picture is next, about {{time}}.', { time })
    : t('You are {{place}} in line, about {{time}}.', { place: ordinal(place), time });
}

/** "Drawing: step 7 of 12, then 6 to enlarge, 12 seconds left." */
export const progressText = (step: Extract<ReplyContent, { kind: 'step' }>): string =>
  step.remainingMs === null
    ? t('Drawing: {{step}}.', { step: stepInWords(step) })
    : t('Drawing: {{step}}, {{time}} left.', { step: stepInWords(step), time: inWords(step.remainingMs) });
