/** How many requests one bucket takes within a window that starts with its first request. */
export interface Limit {
  readonly count: number;
  readonly perMs: number;
}

export interface Verdict {
  readonly isOver: boolean;
  readonly scope: 'user' | 'global';
  readonly retryAfterMs: number;
  /** How much of its bucket, and of the global one, is used with this request; above 1 it is refused. */
  readonly use: { readonly own: number; readonly global: number };
  readonly headers: Readonly<Record<string, string>>;
}

interface Window {
  startedAtMs: number;
  used: number;
}

const GLOBAL: Limit = {
  count: 50,
  // A little under a second: a client that keeps to 50 a second by its own clock must not trip over ours.
  perMs: 950,
};

/**
 * Discord's buckets: every route and major parameter has its own, all of them share the global one.
 * Windows run in real time, because clients wait in real time.
 *
 * @param speedup Divides the windows, but for the global one: discord.js has its own pace for that.
 */
export function createRateLimits(nowMs: () => number, speedup = 1): (bucket: string, limit: Limit) => Verdict {
  const windows = new Map<string, Window>();

  function take(key: string, { count, perMs }: Limit): { left: number; resetAfterMs: number } {
    const now = nowMs();
    let window = windows.get(key);
    if (window === undefined || now - window.startedAtMs >= perMs) {
      window = { startedAtMs: now, used: 0 };
      windows.set(key, window);
    }
    window.used += 1;
    return { left: count - window.used, resetAfterMs: window.startedAtMs + perMs - now };
  }

  return (bucket, limit) => {
    const overall = take('global', GLOBAL);
    const global = (GLOBAL.count - overall.left) / GLOBAL.count;
    if (overall.left < 0) {
      const headers = { 'X-RateLimit-Global': 'true', 'X-RateLimit-Scope': 'global' };
      return { isOver: true, scope: 'global', retryAfterMs: overall.resetAfterMs, use: { own: 0, global }, headers };
    }
    const own = take(bucket, { ...limit, perMs: limit.perMs / speedup });
    const isOver = own.left < 0;
    const use = { own: (limit.count - own.left) / limit.count, global };
    const headers = {
      'X-RateLimit-Bucket': bucketName(bucket),
      'X-RateLimit-Limit': String(limit.count),
      'X-RateLimit-Remaining': String(Math.max(0, own.left)),
      'X-RateLimit-Reset': ((Date.now() + own.resetAfterMs) / 1000).toFixed(3),
      'X-RateLimit-Reset-After': (own.resetAfterMs / 1000).toFixed(3),
      ...(isOver ? { 'X-RateLimit-Scope': 'user' } : {}),
    };
    return { isOver, scope: 'user', retryAfterMs: own.resetAfterMs, use, headers };
  };
}

/** Discord names a bucket by its route; the major parameter is not part of the name. */
const bucketName = (bucket: string): string =>
  Buffer.from(bucket.split('|')[0] ?? '')
    .toString('hex')
    .slice(0, 32);
