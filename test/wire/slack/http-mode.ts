import { createHmac } from 'node:crypto';
import type { Carry, Kind, Undelivered } from './delivery.ts';
import { watch } from './socket-mode.ts';
import type { Json, World } from './world.ts';

export type Signature = 'right' | 'wrong' | 'old' | 'missing';

export interface Posted {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
}

export interface HttpMode {
  readonly carry: Carry;
  /** Where the bot listens. */
  readonly port: number;
  /** Posts any body to the request URL, signed as told. @throws TypeError when nobody listens. */
  post(
    kind: Kind,
    payload: Json,
    options?: { signature?: Signature; headers?: Record<string, string> },
  ): Promise<Posted>;
  /** What Slack does when a request URL is entered. @returns Whether the challenge came back. */
  verifyUrl(): Promise<boolean>;
}

const SIGNATURE_LIFE_S = 5 * 60;

/** HTTP mode: every payload is posted to the bot's request URL, signed with the app's secret. */
export function createHttpMode(world: World, port: number): HttpMode {
  const url = `http://127.0.0.1:${port}/slack/events`;

  async function post(
    kind: Kind,
    payload: Json,
    options: { signature?: Signature; headers?: Record<string, string> } = {},
  ): Promise<Posted> {
    const body = encode(kind, payload);
    const type = kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded';
    const headers = { 'Content-Type': type, ...sign(world, body, options.signature ?? 'right'), ...options.headers };
    const response = await fetch(url, { method: 'POST', headers, body });
    const text = await response.text();
    return { status: response.status, body: text, contentType: response.headers.get('content-type') ?? '' };
  }

  async function deliver(
    parcel: { kind: Kind; payload: Json },
    headers: Record<string, string>,
  ): Promise<Json | Undelivered> {
    try {
      const { status, body, contentType } = await post(parcel.kind, parcel.payload, { headers });
      if (status < 200 || status >= 300) return { retry: 'http_error', failure: `http_status_${status}` };
      return readAcknowledgement(body, contentType);
    } catch {
      return { retry: 'connection_failed', failure: 'dispatch_failed' };
    }
  }

  return {
    port,
    post,
    carry: (parcel, { number, reason }) => {
      const retry = number === 0 ? {} : { 'X-Slack-Retry-Num': String(number), 'X-Slack-Retry-Reason': reason };
      return new Promise((resolve) => {
        const unwatch = watch(world, () => resolve({ retry: 'http_timeout', failure: 'operation_timeout' }));
        void deliver(parcel, retry).then((outcome) => {
          unwatch();
          resolve(outcome);
        });
      });
    },
    verifyUrl: async () => {
      const challenge = world.newId('');
      const { status, body } = await post('events_api', { type: 'url_verification', token: '', challenge });
      return status === 200 && body.includes(challenge);
    },
  };
}

function encode(kind: Kind, payload: Json): string {
  if (kind === 'events_api') return JSON.stringify(payload);
  if (kind === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return new URLSearchParams(Object.entries(payload).map(([name, value]) => [name, String(value)])).toString();
}

/** Source: docs.slack.dev, "Verifying requests from Slack": v0, HMAC-SHA256 of version, time and body. */
function sign(world: World, body: string, signature: Signature): Record<string, string> {
  if (signature === 'missing') return {};
  // In real time: the bot compares it with its own clock.
  const seconds = Math.floor(Date.now() / 1000) - (signature === 'old' ? SIGNATURE_LIFE_S + 5 : 0);
  const secret = signature === 'wrong' ? `not ${world.tokens.signingSecret}` : world.tokens.signingSecret;
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'X-Slack-Request-Timestamp': String(seconds), 'X-Slack-Signature': `v0=${digest}` };
}

/** An empty body, a text that is shown, or JSON. */
function readAcknowledgement(body: string, contentType: string): Json {
  if (body === '') return {};
  if (!contentType.startsWith('application/json')) return { text: body };
  return JSON.parse(body) as Json;
}
