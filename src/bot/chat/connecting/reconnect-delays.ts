/** Delays before each attempt to reconnect; the first is at once. */
const delaysMs = [0, 1_000, 3_000, 10_000, 30_000, 60_000] as const;
/** A connection that is lost sooner than this after it was opened counts as a failed attempt. */
const steadyMs = 10_000;

/** Computes how long to wait before reconnecting: longer after each failure. */
interface ReconnectDelays {
  opened(): void;
  lost(): void;
  /** The delay before the next attempt, in milliseconds. */
  next(): number;
}

export function createReconnectDelays(now: () => Date): ReconnectDelays {
  let tries = 0;
  let openedAt: number | undefined;
  return {
    opened() {
      openedAt = now().getTime();
    },
    lost() {
      if (openedAt !== undefined && now().getTime() - openedAt >= steadyMs) tries = 0;
      openedAt = undefined;
    },
    next() {
      const backoffMs = delaysMs[tries] ?? delaysMs.at(-1)!;
      tries += 1;
      return backoffMs;
    },
  };
}
