import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { isLoopback } from '../../../config.ts';

const cookieName = 'stridebot';
/** The longest that browsers keep a cookie, in seconds. */
const cookieMaxAge = 400 * 24 * 3600;

/**
 * Everything comes from this server and nothing from elsewhere: no script, no style, no picture. Pages of other sites
 * may not frame the channel, nor show what is in it.
 */
const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

export const secureHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
};

/**
 * Lets in whom the channel is for, and keeps out pages of other sites that a visitor has open:
 * - without a token only this machine can connect, so a foreign `Host` means that somebody's domain was pointed here
 *   (DNS rebinding);
 * - with one, every request brings it, as bearer or as the cookie that `/?token=` sets;
 * - a request that changes something must not come from another origin.
 */
export function guard(accessToken: string | null): MiddlewareHandler {
  const knows = accessToken === null ? undefined : tokenCheck(accessToken);
  return async (c, next) => {
    if (knows === undefined && !isLoopback(hostnameOf(c))) {
      return refuse(
        c,
        403,
        'This address is not the one that Stridebot listens on.',
        'Open it as http://127.0.0.1 or localhost.',
      );
    }
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !isSameOrigin(c)) {
      return refuse(c, 403, 'That came from the page of another site.', 'Use the page that Stridebot serves.');
    }
    if (knows !== undefined && !knows.request(c)) {
      const token = c.req.path === '/' ? c.req.query('token') : undefined;
      if (token === undefined || !knows.token(token)) {
        return refuse(
          c,
          401,
          'This channel asks for an access token.',
          'Open the address that ends in /?token=… once.',
        );
      }
      setCookie(c, cookieName, knows.cookie, { path: '/', httpOnly: true, sameSite: 'Strict', maxAge: cookieMaxAge });
      return c.redirect('/', 303); // the token leaves the address bar
    }
    return next();
  };
}

export function refuse(
  c: Context,
  status: 400 | 401 | 403 | 404 | 413 | 500 | 503 | 507,
  message: string,
  hint?: string,
): Response {
  return c.json({ message, ...(hint !== undefined && { hint }) }, status);
}

function tokenCheck(accessToken: string) {
  // The cookie holds a digest: who finds it cannot sign in elsewhere with the same secret.
  const cookie = sha256(`stridebot cookie ${accessToken}`).toString('base64url');
  const isSame = (given: string, expected: string) => timingSafeEqual(sha256(given), sha256(expected));
  return {
    cookie,
    token: (given: string) => isSame(given, accessToken),
    request(c: Context): boolean {
      const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
      return (bearer !== undefined && isSame(bearer, accessToken)) || isSame(getCookie(c, cookieName) ?? '', cookie);
    },
  };
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The name in the `Host` header, without port and brackets; '' where there is none. */
function hostnameOf(c: Context): string {
  const host = c.req.header('host') ?? '';
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '') : '';
}

/** Browsers send `Origin` with every request that changes something; programs that are no browser send none. */
function isSameOrigin(c: Context): boolean {
  const origin = c.req.header('origin');
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === c.req.header('host');
}
