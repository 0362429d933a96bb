/** Resolves with the first value of `look` that is neither null, undefined nor false; looks after every change. */
export type Until = <Value>(look: () => Value, what?: string) => Promise<NonNullable<Exclude<Value, false>>>;

const PATIENCE_MS = 30_000;

/** Waiting driven by what happens in the double, not by time; time only ends a wait that nothing fulfils. */
export function createUntil(patienceMs = PATIENCE_MS): { until: Until; changed: () => void } {
  const waiting = new Set<() => void>();

  const until: Until = (look, what = String(look)) => {
    type Found = NonNullable<Exclude<ReturnType<typeof look>, false>>;
    return new Promise<Found>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`waited ${patienceMs / 1000} s in vain for ${what}`));
      }, patienceMs);
      function check(): void {
        const value = attempt();
        if (value === null || value === undefined || value === false) return;
        settle();
        resolve(value as Found);
      }
      function attempt() {
        try {
          return look();
        } catch (error) {
          settle();
          reject(error);
          return null;
        }
      }
      function settle(): void {
        clearTimeout(timer);
        waiting.delete(check);
      }
      waiting.add(check);
      check();
    });
  };

  return {
    until,
    changed: () => {
      for (const check of [...waiting]) check();
    },
  };
}
