import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { readBytes } from '../loopback.ts';
import { DiscordError, invalidForm, refused } from './errors.ts';
import { type Fault, type Faults, faultAnswer } from './faults.ts';
import { readForm } from './form.ts';
import { createRateLimits, type Limit, type Verdict } from './rate-limits.ts';
import { answers, checkBody, wrongWith } from './request-schemas.ts';
import { routes } from './rest/index.ts';
import { type Answer, nothing, ok, type Route } from './rest/route.ts';
import type { SentSchemas } from './schemas.ts';
import type { World } from './world.ts';

/** A request that the bot made, and how it went. */
export interface LoggedRequest {
  readonly method: string;
  /** The path below `/v10`. */
  readonly path: string;
  /** The route's pattern, for example `/channels/:channel/messages`; null when there is none. */
  readonly route: string | null;
  /** 0 while it runs, and when its socket was cut. */
  status: number;
  /** By the double's clock, milliseconds since 1970. */
  readonly atMs: number;
  readonly body: unknown;
  /** How full its bucket and the global one were with it, 1 being full; null for a route that has no limit. */
  use: Verdict['use'] | null;
}

export interface RestParts {
  readonly world: World;
  readonly schemas: SentSchemas;
  readonly faults: Faults;
  readonly log: LoggedRequest[];
  readonly gatewayUrl: () => string;
  readonly recommendedShards: number;
  readonly speedup: number;
  /** Notes a mistake in what the bot sent, or in what the double is about to send. */
  readonly violation: (what: string) => void;
}

const DEFAULT_LIMIT: Limit = { count: 10, perMs: 5000 };

interface Reply extends Answer {
  readonly headers?: Readonly<Record<string, string>>;
}

/** Discord's REST API as the bot uses it: rate limits, faults, validation, then the deed. */
export function createRest(parts: RestParts): Server {
  const takeFrom = createRateLimits(() => performance.now(), parts.speedup);
  const gatewayRoute: Route = {
    method: 'GET',
    path: '/gateway/bot',
    answer: answers.gatewayBot,
    run: () => ok(gatewayBot(parts.gatewayUrl(), parts.recommendedShards)),
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://discord');
    const path = decodeURIComponent(pathname.replace(/^(\/api)?\/v10/, ''));
    const bytes = await readBytes(request);
    const method = request.method ?? 'GET';
    const found = match(method, path, gatewayRoute);
    const form = await readForm(request.headers['content-type'] ?? '', bytes).catch((error: unknown) => error);
    const body = form instanceof Error ? undefined : (form as { body: unknown }).body;
    const entry: LoggedRequest = {
      method,
      path,
      route: found?.route.path ?? null,
      status: 0,
      atMs: parts.world.clock.now(),
      body,
      use: null,
    };
    parts.log.push(entry);
    const fault = parts.faults.take(method, path);
    if (fault?.delayMs !== undefined) await wait(fault.delayMs);
    const reply = await answer(fault);
    if (reply === null || fault?.cut === 'after') {
      if (fault?.isReset) request.socket.resetAndDestroy();
      else request.socket.destroy();
    } else {
      entry.status = reply.status;
      send(response, reply);
    }
    parts.world.changed();

    async function answer(met: Fault | null): Promise<Reply | null> {
      if (met?.cut === 'before') return null;
      if (met?.status !== undefined) return faultAnswer(met);
      if (found === null) return refusal(refused.unknownRoute());
      const { route, params } = found;
      if (!route.isOpen && request.headers.authorization !== `Bot ${parts.world.token}`)
        return refusal(refused.unauthorized());
      const limited = limit(route, params);
      entry.use = limited.use;
      if (limited.reply !== null) return limited.reply;
      try {
        if (bytes.byteLength > parts.world.limits.requestBytes) throw refused.tooLarge();
        if (form instanceof Error) throw form;
        const { files } = form as Awaited<ReturnType<typeof readForm>>;
        check(route, body);
        const done = await route.run({ world: parts.world, params, query: searchParams, body, files });
        checkAnswer(route, done);
        return { ...done, headers: limited.headers };
      } catch (error) {
        return { ...refusal(error), headers: limited.headers };
      }
    }

    function refusal(error: unknown): Reply {
      const known = error instanceof DiscordError ? error : new DiscordError(500, 0, `500: Internal Server Error`);
      if (!(error instanceof DiscordError))
        parts.violation(`the double failed at ${method} ${path}: ${describe(error)}`);
      if (known.isViolation) parts.violation(`${method} ${path}: ${JSON.stringify(known.body())}`);
      return { status: known.status, body: known.body() };
    }
  }

  function limit(
    route: Route,
    params: Readonly<Record<string, string>>,
  ): { reply: Reply | null; use: LoggedRequest['use']; headers: Readonly<Record<string, string>> } {
    if (route.limit === null) return { reply: null, use: null, headers: {} };
    const major = params[/:(\w+)/.exec(route.path)?.[1] ?? ''] ?? '';
    const token = route.path.startsWith('/webhooks/') ? (params.token ?? '') : '';
    const verdict = takeFrom(`${route.method} ${route.path}|${major}|${token}`, route.limit ?? DEFAULT_LIMIT);
    const { use } = verdict;
    if (!verdict.isOver) return { reply: null, use, headers: verdict.headers };
    const seconds = Math.max(0.001, verdict.retryAfterMs / 1000);
    const body = { message: 'You are being rate limited.', retry_after: seconds, global: verdict.scope === 'global' };
    // The header is in whole seconds, rounded up; the body is exact.
    const headers = { ...verdict.headers, 'Retry-After': String(Math.ceil(seconds)) };
    return { reply: { status: 429, body, headers }, use, headers };
  }

  function check(route: Route, body: unknown): void {
    if (!route.request) return;
    const schema = typeof route.request === 'function' ? route.request(body) : route.request;
    const isArray = route.method === 'PUT';
    if (body === undefined && isArray)
      throw invalidForm({ path: [], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
    checkBody(schema, body ?? {});
  }

  function checkAnswer({ path, answer }: Route, { body }: Answer): void {
    if (!answer || !body) return;
    const schema = answer === 'message' ? answers.message : answer;
    const wire: unknown = JSON.parse(JSON.stringify(body));
    const problems = [wrongWith(schema, wire), answer === 'message' ? parts.schemas.message(body) : null];
    for (const problem of problems) if (problem !== null) parts.violation(`the double's answer at ${path}: ${problem}`);
  }

  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // The client went away in the middle of its own request.
      if (!request.complete) return;
      parts.violation(`the double failed: ${describe(error)}`);
      response.destroy();
    });
  });
}

function match(
  method: string,
  path: string,
  gatewayRoute: Route,
): { route: Route; params: Readonly<Record<string, string>> } | null {
  if (method === gatewayRoute.method && path === gatewayRoute.path) return { route: gatewayRoute, params: {} };
  for (const { route, pattern } of routes) {
    const found = route.method === method ? pattern.exec(path) : null;
    if (found) return { route, params: found.groups ?? {} };
  }
  return null;
}

const gatewayBot = (url: string, shards: number): object => ({
  url,
  shards,
  session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 16 },
});

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  if (status === nothing.status) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
