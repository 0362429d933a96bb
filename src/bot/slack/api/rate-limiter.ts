import { ReplyPostponed } from '../../../commands/ports/reply.ts';

/** How fast Slack accepts requests: `burst` at once, then one every `gapMs`. */
export interface Rate {
  readonly burst: number;
  readonly gapMs: number;
}

/** From first to last. */
const priorities = ['high', 'low', 'idle'] as const;

/** High: a person waits for it. Low: steps and films in the thread. Idle: queue positions. */
type Priority = (typeof priorities)[number];

export interface QueueOptions {
  readonly priority?: Priority;
  /** Cancels the waiting, but not the request itself. */
  readonly signal?: AbortSignal;
}

/** Delays requests so that those sharing a limit stay within it: a token bucket per limit, with priorities. */
export interface RateLimiter {
  /**
   * Resolves when the request may be sent.
   *
   * @param limit The name of the shared limit; `rate` is its rate.
   * @throws ReplyPostponed; what the signal was aborted with.
   */
  acquire(limit: string, rate: Rate, options?: QueueOptions): Promise<void>;
  /** Sends nothing under this limit for `ms`, as Slack's Retry-After asks. */
  pause(limit: string, rate: Rate, ms: number): void;
  /** Whether a request would be sent at once. */
  hasCapacity(limit: string): boolean;
  /** Rejects all waiting requests. Those that need not wait are still sent. */
  end(): void;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

interface Bucket {
  readonly rate: Rate;
  /** Requests that may be sent at once. */
  tokens: number;
  pauseMs: number;
  readonly waiters: Readonly<Record<Priority, Set<Waiter>>>;
}

export function createRateLimiter(wait: (ms: number) => Promise<void>): RateLimiter {
  const buckets = new Map<string, Bucket>();
  let isEnded = false;

  const dispatch = (bucket: Bucket): void => {
    while (bucket.tokens > 0) {
      const next = first(bucket);
      if (next === undefined) return;
      bucket.tokens--;
      next.resolve();
    }
  };

  /** Adds tokens one by one until the bucket is full. */
  const refill = async (limit: string, bucket: Bucket): Promise<void> => {
    while (!isEnded && bucket.tokens < bucket.rate.burst) {
      const { pauseMs } = bucket;
      bucket.pauseMs = 0;
      await wait(Math.max(bucket.rate.gapMs, pauseMs));
      if (bucket.pauseMs > 0) continue;
      bucket.tokens++;
      dispatch(bucket);
    }
    buckets.delete(limit);
  };

  const spend = (limit: string, bucket: Bucket, count: number): void => {
    const wasFull = bucket.tokens === bucket.rate.burst;
    bucket.tokens -= count;
    if (wasFull) void refill(limit, bucket);
  };

  const bucketOf = (limit: string, rate: Rate): Bucket => {
    const existing = buckets.get(limit);
    if (existing !== undefined) return existing;
    const waiters = { high: new Set<Waiter>(), low: new Set<Waiter>(), idle: new Set<Waiter>() };
    const bucket = { rate, tokens: rate.burst, pauseMs: 0, waiters };
    buckets.set(limit, bucket);
    return bucket;
  };

  const enqueue = (bucket: Bucket, { priority = 'high', signal }: QueueOptions): Promise<void> =>
    new Promise((resolve, reject) => {
      if (isEnded) return reject(stopped());
      const waiters = bucket.waiters[priority];
      const remove = () => {
        waiters.delete(waiter);
        signal?.removeEventListener('abort', abandon);
      };
      const waiter: Waiter = {
        resolve: () => {
          remove();
          resolve();
        },
        reject: (reason) => {
          remove();
          reject(reason);
        },
      };
      const abandon = () => waiter.reject(signal?.reason);
      waiters.add(waiter);
      signal?.addEventListener('abort', abandon);
    });

  return {
    async acquire(limit, rate, options = {}) {
      options.signal?.throwIfAborted();
      const bucket = bucketOf(limit, rate);
      if (bucket.tokens === 0) return enqueue(bucket, options);
      spend(limit, bucket, 1);
    },
    pause(limit, rate, ms) {
      const bucket = bucketOf(limit, rate);
      bucket.pauseMs = Math.max(bucket.pauseMs, ms);
      spend(limit, bucket, bucket.tokens);
    },
    hasCapacity: (limit) => (buckets.get(limit)?.tokens ?? 1) > 0,
    end() {
      isEnded = true;
      for (const { waiters } of buckets.values()) {
        for (const each of priorities.flatMap((priority) => [...waiters[priority]])) each.reject(stopped());
      }
    },
  };
}

const stopped = () => new ReplyPostponed('the bot is being stopped');

function first({ waiters }: Bucket): Waiter | undefined {
  for (const priority of priorities) {
    const [next] = waiters[priority];
    if (next !== undefined) return next;
  }
}
