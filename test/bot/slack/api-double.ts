import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Seen {
  /** `auth.test`; or the path of a request that is no Web API call, such as `/`. */
  readonly method: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The response body; a string is sent as it is. */
  readonly json?: unknown;
}

/** A double of Slack's Web API for the running test: answers by method, such as `auth.test`. */
export async function apiDouble(answer: (method: string, origin: string) => Answer | undefined) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const method = (request.url ?? '').replace(/^\/api\//, '');
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const body = Object.fromEntries(new URLSearchParams(text));
    seen.push({ method, authorization: request.headers.authorization, body });
    const { status = 200, headers = {}, json = { ok: true } } = answer(method, origin) ?? unknownMethod;
    const sent = typeof json === 'string' ? json : JSON.stringify(json);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin, apiUrl: `${origin}/api/`, seen };
}

const unknownMethod: Answer = { json: { ok: false, error: 'unknown_method' } };
