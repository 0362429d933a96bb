/** Sends what is pushed, in order, no faster than a place can bear. */
interface StatusUpdates<T> {
  /** Never waits and never throws. */
  push(item: T): void;
  /** Sends what is left at once. Resolves when all of it was sent; after it, nothing more may be pushed. */
  end(): Promise<void>;
  /** Sends nothing more. Resolves when what is under way has arrived. */
  drop(): Promise<void>;
}

interface StatusUpdatesParts<T> {
  /** Everything that was pushed since the last call. A failure ends the pacer: `onFailure` hears it, once. */
  send(items: readonly T[]): Promise<void>;
  onFailure(error: unknown): void;
  /** Before the first sending, so that what comes soon after goes with it; 0 where it is left out. */
  readonly leadMs?: number;
  /** Between the end of one sending and the begin of the next. */
  readonly gapMs: number;
  wait(ms: number): Promise<void>;
}

/**
 * One sending at a time: what comes meanwhile goes together into the next. A place that answers slowly, because its
 * client library waits for a rate limit, thus gets fewer and larger messages, and no item is lost.
 */
export function createStatusUpdates<T>({
  send,
  onFailure,
  leadMs = 0,
  gapMs,
  wait,
}: StatusUpdatesParts<T>): StatusUpdates<T> {
  let waiting: T[] = [];
  let isOver = false;
  let running: Promise<void> | undefined;
  let hurry = () => {};
  const hurried = new Promise<void>((resolve) => {
    hurry = resolve;
  });

  let lead = leadMs;
  const run = async (): Promise<void> => {
    if (lead > 0) await Promise.race([wait(lead), hurried]);
    lead = 0;
    while (waiting.length > 0) {
      const items = waiting;
      waiting = [];
      await send(items);
      await Promise.race([wait(gapMs), hurried]);
    }
  };

  const start = (): void => {
    running ??= run()
      .catch((error) => {
        isOver = true;
        waiting = [];
        onFailure(error);
      })
      .finally(() => {
        running = undefined;
        if (waiting.length > 0) start(); // it came between the last look and this
      });
  };

  return {
    push(item) {
      if (isOver) return;
      waiting.push(item);
      start();
    },
    async end() {
      hurry();
      while (running !== undefined) await running;
      isOver = true;
    },
    async drop() {
      isOver = true;
      waiting = [];
      hurry();
      while (running !== undefined) await running;
    },
  };
}
