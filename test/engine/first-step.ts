import type { JobEvent } from '../../src/engine/client.ts';

/** Acts at the first step after each start. */
export function atFirstStep(act: () => void): (event: JobEvent) => void {
  let isFresh = false;
  return ({ kind }) => {
    if (kind === 'started') isFresh = true;
    if (kind !== 'step' || !isFresh) return;
    isFresh = false;
    act();
  };
}

/** Acts at the first call only. */
export const once = (act: () => void): (() => void) => {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
};
