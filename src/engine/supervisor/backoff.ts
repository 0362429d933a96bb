/** Exponential back-off. */
interface Backoff {
  /** Returns the next delay in milliseconds; it doubles with every call, up to a maximum. */
  next(): number;
  /** Makes the next delay the shortest again. */
  reset(): void;
}

export function createBackoff(minMs: number, maxMs: number): Backoff {
  let delayMs = minMs;
  return {
    next() {
      const current = delayMs;
      delayMs = Math.min(delayMs * 2, maxMs);
      return current;
    },
    reset() {
      delayMs = minMs;
    },
  };
}
