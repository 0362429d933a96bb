/** A bucket of tokens: it holds `burst`, and gets `perMinute` back, evenly. */
export interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

/** Slack says "N+ per minute" for a tier, and that short bursts are fine. */
export const TIERS = {
  1: { burst: 10, perMinute: 1 },
  2: { burst: 20, perMinute: 20 },
  3: { burst: 50, perMinute: 50 },
  4: { burst: 100, perMinute: 100 },
  /** auth.test, chat.getPermalink: "hundreds per minute". */
  special: { burst: 300, perMinute: 300 },
} as const satisfies Record<string | number, Rate>;

/** chat.postMessage: "generally allows one message per second per channel", short bursts more. */
export const POSTS_PER_CHANNEL: Rate = { burst: 4, perMinute: 60 };

export interface RateLimits {
  /** Takes one. @returns 0, or the whole seconds after which there is one again; then nothing was taken. */
  take(bucket: string, rate: Rate): number;
}

/** @param nowMs As fast as the time of the clients, which wait for real. */
export function createRateLimits(nowMs: () => number): RateLimits {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return {
    take: (name, { burst, perMinute }) => {
      const now = nowMs();
      const bucket = buckets.get(name) ?? { tokens: burst, atMs: now };
      const tokens = Math.min(burst, bucket.tokens + ((now - bucket.atMs) * perMinute) / 60_000);
      const isOver = tokens < 1;
      buckets.set(name, { tokens: isOver ? tokens : tokens - 1, atMs: now });
      return isOver ? Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute)) : 0;
    },
  };
}
