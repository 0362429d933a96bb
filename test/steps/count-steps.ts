import { type Profiler, Session } from 'node:inspector';
import { search } from './backtracking.ts';

/**
 * How many steps our own code takes for some work: each time that a stretch of it runs, and each step of each search by a
 * regular expression. The same on every machine.
 */
export interface StepCounter {
  count(work: () => void): number;
  stop(): void;
}

export function createStepCounter(): StepCounter {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  stretchesRun(session); // forgets what ran before; later, nothing of ours runs between two counts
  return {
    count(work) {
      const searched = countingSearches(work);
      return searched + stretchesRun(session);
    },
    stop() {
      session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}

/** How often stretches of files in src/ have run since the last time. */
function stretchesRun(session: Session): number {
  let run: Profiler.ScriptCoverage[] = [];
  session.post('Profiler.takePreciseCoverage', (error, { result }) => {
    if (error !== null) throw error;
    run = result;
  });
  const counts = run
    .filter(({ url }) => url.includes('/src/'))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Steps of all searches within `work`. @throws Error where the counting engine finds other than Node's own. */
function countingSearches(work: () => void): number {
  const native = RegExp.prototype.exec;
  let steps = 0;
  let isCounting = true;
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = native.call(this, text);
    if (!isCounting) return match;
    isCounting = false; // the counting engine may search, too
    try {
      const own = search(this, String(text), from);
      steps += own.steps + 1;
      const end = match === null ? undefined : match.index + match[0].length;
      if (own.found?.index !== match?.index || own.found?.end !== end)
        throw new Error(`${this} was searched otherwise`);
    } finally {
      isCounting = true;
    }
    return match;
  };
  try {
    work();
  } finally {
    RegExp.prototype.exec = native;
  }
  return steps;
}
