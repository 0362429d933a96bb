import type { Writable } from 'node:stream';
import { t } from '../../../commands/language/translate.ts';
import { stepInWords } from '../../../commands/messages/step-text.ts';
import { inWords } from '../../../commands/messages/user-messages.ts';
import type { ReplyContent } from '../../../commands/ports/reply.ts';

type Step = Extract<ReplyContent, { kind: 'step' }>;

/** Shows the progress of a job on stderr. */
interface ProgressLine {
  show(step: Step): void;
  /** Shows a text while nothing is drawn yet. */
  wait(words: string): void;
  /** Erases the line on a terminal. */
  clear(): void;
}

const barWidth = 28;
const eraseLine = '\r\x1b[K';

/** Shows one line that is overwritten. */
export function terminalProgress(stderr: Writable): ProgressLine {
  return {
    show: (step) => void stderr.write(`${eraseLine}${bar(step)} ${stepWords(step)}`),
    wait: (words) => void stderr.write(`${eraseLine}${words} …`),
    clear: () => void stderr.write(eraseLine),
  };
}

/** Prints a line for each tenth of the steps, for logs and pipes. */
export function plainProgress(stderr: Writable): ProgressLine {
  let shownTenths = 0;
  return {
    show(step) {
      const tenths = Math.floor((step.step * 10) / step.totalSteps);
      if (tenths === shownTenths) return;
      shownTenths = tenths;
      stderr.write(`${stepWords(step)}\n`);
    },
    wait: () => {},
    clear: () => {},
  };
}

function bar({ step, totalSteps }: Step): string {
  const filled = Math.round((step / totalSteps) * barWidth);
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
}

function stepWords(step: Step): string {
  const isLast = step.step === step.totalSteps;
  const words = `${stepInWords(step)}, t ${step.t}`;
  return step.remainingMs === null || isLast
    ? words
    : t('{{step}}, {{time}} left', { step: words, time: inWords(step.remainingMs) });
}
