/** Between tries to open a connection that was lost; the first is at once. */
const pausesMs = [0, 1_000, 3_000, 10_000, 30_000, 60_000] as const;
/** A connection that is lost sooner after it was opened counts as one more failure. */
const steadyMs = 10_000;

/** How long to wait before the next try: ever longer while none lasts. */
interface ReconnectDelays {
  opened(): void;
  lost(): void;
  /** Before the next try, in milliseconds. */
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
      const backoffMs = pausesMs[tries] ?? pausesMs.at(-1)!;
      tries += 1;
      return backoffMs;
    },
  };
}
