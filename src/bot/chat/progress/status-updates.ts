/** Sends the pushed items in order, at a limited rate. */
interface StatusUpdates<T> {
  /** Never waits and never throws. */
  push(item: T): void;
  /** Sends the remaining items at once. Resolves when all were sent; then nothing more may be pushed. */
  end(): Promise<void>;
  /** Sends nothing more. Resolves when the items that are being sent have arrived. */
  drop(): Promise<void>;
}

interface StatusUpdatesParts<T> {
  /** Sends all items pushed since the last call. A failure ends the updates and is passed to `onFailure`, once. */
  send(items: readonly T[]): Promise<void>;
  onFailure(error: unknown): void;
  /** The delay before the first call of `send`, so that items that follow soon are sent with it; 0 by default. */
  readonly leadMs?: number;
  /** Between the end of one call of `send` and the next call. */
  readonly gapMs: number;
  wait(ms: number): Promise<void>;
}

/**
 * Sends one batch at a time: items that are pushed meanwhile go into the next. A platform that responds slowly, because
 * its client library waits for a rate limit, thus receives fewer and larger messages, and no item is lost.
 */
export function createStatusUpdates<T>({
  send,
  onFailure,
  leadMs = 0,
  gapMs,
  wait,
}: StatusUpdatesParts<T>): StatusUpdates<T> {
  let pending: T[] = [];
  let isOver = false;
  let running: Promise<void> | undefined;
  let skipDelays = () => {};
  const delaysSkipped = new Promise<void>((resolve) => {
    skipDelays = resolve;
  });

  let lead = leadMs;
  const run = async (): Promise<void> => {
    if (lead > 0) await Promise.race([wait(lead), delaysSkipped]);
    lead = 0;
    while (pending.length > 0) {
      const items = pending;
      pending = [];
      await send(items);
      await Promise.race([wait(gapMs), delaysSkipped]);
    }
  };

  const start = (): void => {
    running ??= run()
      .catch((error) => {
        isOver = true;
        pending = [];
        onFailure(error);
      })
      .finally(() => {
        running = undefined;
        if (pending.length > 0) start(); // an item was pushed after the last check
      });
  };

  return {
    push(item) {
      if (isOver) return;
      pending.push(item);
      start();
    },
    async end() {
      skipDelays();
      while (running !== undefined) await running;
      isOver = true;
    },
    async drop() {
      isOver = true;
      pending = [];
      skipDelays();
      while (running !== undefined) await running;
    },
  };
}
