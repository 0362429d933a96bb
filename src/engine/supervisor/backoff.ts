/** How long to wait before the next try. */
export interface Backoff {
  /** @returns Milliseconds; doubles with every call. */
  next(): number;
  /** Things went well: the next wait is the shortest again. */
  reset(): void;
}

export function createBackoff(firstMs: number, longestMs: number): Backoff {
  let delayMs = firstMs;
  return {
    next() {
      const current = delayMs;
      delayMs = Math.min(delayMs * 2, longestMs);
      return current;
    },
    reset() {
      delayMs = firstMs;
    },
  };
}
