/** The double's time: real time, plus what a test has moved it forward. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves the time forward by `ms`; nothing waits for it. */
  advance(ms: number): void;
  /** From now on time passes by `advance` only, so that no deadline depends on how busy the machine is. */
  stop(): void;
}

export function createClock(): Clock {
  let movedMs = 0;
  let stoppedAtMs: number | null = null;
  return {
    now: () => (stoppedAtMs ?? Date.now()) + movedMs,
    advance: (ms) => {
      movedMs += ms;
    },
    stop: () => {
      stoppedAtMs ??= Date.now();
    },
  };
}
