import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { readBytes } from '../loopback.ts';
import { missingScope, mistake, refusal, SlackError } from './errors.ts';
import { type Faults, faultAnswer, isAnswer } from './faults.ts';
import type { Processing } from './files.ts';
import { readArguments, readUpload } from './form.ts';
import { takeUpload } from './methods/files.ts';
import { methods } from './methods/index.ts';
import type { Method } from './methods/method.ts';
import type { Rate, RateLimits } from './rate-limits.ts';
import { useResponseUrl } from './response-urls.ts';
import type { Json, World } from './world.ts';

/** A request that the bot made, and how it went. */
export interface LoggedRequest {
  /** A Web API method, `response_url` or `upload`. */
  readonly method: string;
  readonly args: Json;
  /** HTTP status; 0 while it runs, and when its socket was cut. */
  status: number;
  /** Slack's error code; null for `ok: true`. */
  error: string | null;
  /** By the double's clock, milliseconds since 1970. */
  readonly atMs: number;
}

export interface WebApiParts {
  readonly world: World;
  readonly processing: Processing;
  readonly faults: Faults;
  readonly limits: RateLimits;
  /** Rates that a test has set, by method; `chat.postMessage in a channel` for the pace within one. */
  readonly rates: Map<string, Rate>;
  readonly log: LoggedRequest[];
}

interface Reply {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

const ok = (body: object | string): Reply => ({ status: 200, body });

/** Serves Slack's Web API as far as the bot uses it, the upload URLs, and the response URLs. */
export function createWebApi({ world, processing, faults, limits, rates, log }: WebApiParts): Server {
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://slack');
    const contentType = request.headers['content-type'] ?? '';
    const bytes = await readBytes(request);
    const [, room = '', ...rest] = pathname.split('/');
    const name = { api: rest.join('/'), upload: 'upload' }[room] ?? 'response_url';
    const args =
      room === 'upload' ? {} : await readArguments(contentType, bytes).catch((error: unknown) => error as Error);
    const entry: LoggedRequest = {
      method: name,
      args: args instanceof Error ? {} : { ...Object.fromEntries(searchParams), ...args },
      status: 0,
      error: null,
      atMs: world.clock.now(),
    };
    log.push(entry);
    const fault = faults.take(name, entry.args);
    if (fault?.delayMs !== undefined) await wait(fault.delayMs);
    if (fault?.cut === 'before') return cut();
    const reply = fault && isAnswer(fault) ? faultAnswer(fault) : await deed().catch(failed);
    if (fault?.answerAfterMs !== undefined) {
      world.changed();
      await wait(fault.answerAfterMs);
    }
    if (fault?.cut === 'after') return cut();
    entry.status = reply.status;
    if (typeof reply.body === 'object' && 'error' in reply.body) entry.error = String(reply.body.error);
    send(response, reply);
    world.changed();

    function cut(): void {
      request.socket.destroy();
      world.changed();
    }

    async function deed(): Promise<Reply> {
      if (args instanceof Error) throw args;
      if (room === 'upload') return ok(takeUpload(world, rest.at(-1) ?? '', await readUpload(contentType, bytes)));
      if (room !== 'api') return useResponseUrl(world, pathname, args);
      return call(name, entry.args, request.headers.authorization);
    }

    function failed(error: unknown): Reply {
      if (!(error instanceof SlackError)) {
        world.violation(`the double failed at ${name}: ${describe(error)}`);
        return { status: 500, body: { ok: false, error: 'fatal_error' } };
      }
      if (error.isViolation) world.violation(`${name}: ${JSON.stringify(error.body())}`);
      return { status: room === 'api' ? 200 : 404, body: error.body() };
    }
  }

  async function call(name: string, args: Json, authorization: string | undefined): Promise<Reply> {
    const method = methods[name];
    if (method === undefined) throw mistake('unknown_method');
    const headers = {
      'x-oauth-scopes': world.installation.scopes.join(','),
      'x-accepted-oauth-scopes': method.scopes.join(','),
    };
    const token = authorize(method, authorization?.replace(/^Bearer /, '') ?? args.token);
    const seconds = overLimit(name, method, args);
    if (seconds > 0) {
      const body = { ok: false, error: 'ratelimited' };
      return { status: 429, body, headers: { ...headers, 'Retry-After': String(seconds) } };
    }
    const { scopes } = world.installation;
    if (method.scopes.length > 0 && !method.scopes.some((scope) => scopes.includes(scope)))
      throw missingScope(method.scopes, scopes);
    for (const field of method.required ?? [])
      if (args[field] === undefined || args[field] === '')
        throw mistake('invalid_arguments', `missing required field: ${field}`);
    const socketUrl = () => `${world.apiUrl.replace('http', 'ws')}/link`;
    const body = await method.run({ world, processing, args, token, socketUrl });
    // Frozen as it is now: what the double keeps may change before the answer is written.
    return { status: 200, body: structuredClone({ ok: true, ...body }), headers };
  }

  function authorize({ token: kind = 'bot' }: Method, token: unknown): 'bot' | 'app' {
    const { bot, app } = world.tokens;
    if (token === undefined || token === '') throw refusal('not_authed');
    if (token !== bot && token !== app) throw refusal('invalid_auth');
    const given = token === app ? 'app' : 'bot';
    if (kind !== 'any' && kind !== given) throw mistake('not_allowed_token_type');
    if (given === 'bot' && world.isRevoked) throw refusal('token_revoked');
    return given;
  }

  function overLimit(name: string, method: Method, args: Json): number {
    const place = `${name} in a channel`;
    const channelRate = rates.get(place) ?? method.channelRate;
    const inChannel = channelRate ? limits.take(`${name} ${args.channel}`, channelRate) : 0;
    return inChannel > 0 ? inChannel : limits.take(name, rates.get(name) ?? method.rate);
  }

  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // The client went away in the middle of its own request.
      if (!request.complete) return;
      world.violation(`the double failed: ${describe(error)}`);
      response.destroy();
    });
  });
}

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'Content-Type': type, ...headers }).end(isText ? body : JSON.stringify(body));
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
