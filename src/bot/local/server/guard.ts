import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { isLoopback } from '../../../config.ts';

const cookieName = 'stridebot';
/** The longest lifetime of a cookie in browsers, in seconds. */
const cookieMaxAge = 400 * 24 * 3600;

/**
 * Sets a content policy that allows scripts, styles and pictures from this server only. Other sites may not frame the
 * channel, nor embed its content.
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
 * Restricts access to the channel, and blocks requests from other sites that a visitor has open:
 * - without a token only this machine can connect, so a foreign `Host` means that somebody's domain was pointed here
 *   (DNS rebinding);
 * - with one, every request needs it, as bearer or as the cookie that `/?token=` sets;
 * - a request that changes something must not come from another origin.
 */
export function guard(accessToken: string | null): MiddlewareHandler {
  const access = accessToken === null ? undefined : tokenCheck(accessToken);
  return async (c, next) => {
    if (access === undefined && !isLoopback(hostnameOf(c))) {
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
    if (access !== undefined && !access.request(c)) {
      const token = c.req.path === '/' ? c.req.query('token') : undefined;
      if (token === undefined || !access.token(token)) {
        return refuse(
          c,
          401,
          'This channel asks for an access token.',
          'Open the address that ends in /?token=… once.',
        );
      }
      setCookie(c, cookieName, access.cookie, { path: '/', httpOnly: true, sameSite: 'Strict', maxAge: cookieMaxAge });
      return c.redirect('/', 303); // removes the token from the address bar
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
  // The cookie contains a digest, so a stolen one does not reveal the secret.
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

/** The host name in the `Host` header, without port and brackets; '' when there is none. */
function hostnameOf(c: Context): string {
  const host = c.req.header('host') ?? '';
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '') : '';
}

/** False for a request from another origin. Browsers send `Origin` with every change; other programs send none. */
function isSameOrigin(c: Context): boolean {
  const origin = c.req.header('origin');
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === c.req.header('host');
}
