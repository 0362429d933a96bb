import type { MiddlewareHandler } from 'hono';
import { refuse } from './guard.ts';

/** When to retry, in seconds. */
const retryAfter = 5;

/**
 * Limits the memory of request bodies: beyond it, responds with 503 and Retry-After. A body without a Content-Length
 * counts as the longest.
 *
 * @param maxTotal The size of all bodies at once, in bytes.
 * @param maxBody The size of one body, in bytes; longer ones are refused elsewhere.
 */
export function limitBodyMemory(maxTotal: number, maxBody: number): MiddlewareHandler {
  let taken = 0;
  return async (c, next) => {
    const stated = Number(c.req.header('content-length') ?? maxBody);
    const bytes = Number.isNaN(stated) ? maxBody : Math.min(stated, maxBody);
    if (taken + bytes > maxTotal) {
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
