import type { MiddlewareHandler } from 'hono';
import { refuse } from './guard.ts';

/** How soon there may be room again, in seconds. */
const retryAfter = 5;

/**
 * Lets request bodies in as long as there is room for them in memory; who finds none is told to come again. A body
 * whose length nobody states counts as the longest.
 *
 * @param most All bodies at once, in bytes.
 * @param longest One body, in bytes; longer ones are for others to refuse.
 */
export function limitBodyMemory(most: number, longest: number): MiddlewareHandler {
  let taken = 0;
  return async (c, next) => {
    const stated = Number(c.req.header('content-length') ?? longest);
    const bytes = Number.isNaN(stated) ? longest : Math.min(stated, longest);
    if (taken + bytes > most) {
      c.header('Retry-After', String(retryAfter));
      return refuse(c, 503, 'Many files are being sent just now.', 'Please send it again in a few seconds.');
    }
    taken += bytes;
    try {
      await next();
    } finally {
      taken -= bytes;
    }
  };
}
