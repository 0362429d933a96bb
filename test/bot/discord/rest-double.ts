import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REST } from 'discord.js';
import { onTestFinished } from 'vitest';

export interface Seen {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

export interface Answer {
  readonly status?: number;
  /** Undefined: nothing, with 204. */
  readonly json?: unknown;
}

/**
 * A double of Discord's REST API for the running test: answers by method and unversioned path, such as `GET
 * /users/@me`.
 */
export async function restDouble(answer: (route: string, seen: Seen) => Answer | undefined) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').replace(/^\/api\/v\d+/, '');
    const { authorization } = request.headers;
    const each: Seen = { method: request.method ?? '', path, authorization, body: await bodyOf(request) };
    seen.push(each);
    const { status = 200, json } = answer(`${each.method} ${path.replace(/\?.*/, '')}`, each) ?? notFound;
    if (json === undefined) response.writeHead(204).end();
    else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const apiUrl = `http://127.0.0.1:${port}/api`;
  return { apiUrl, seen, rest: new REST({ api: apiUrl, retries: 0 }).setToken('a.secret.token') };
}

const notFound: Answer = { status: 404, json: { code: 0, message: '404: Not Found' } };

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text === '' ? undefined : JSON.parse(text);
}
