import type { Json } from './world.ts';

/** What goes wrong with the next requests that match. The first fault that matches is used up first. */
export interface Fault {
  /**
   * A Web API method as `chat.postMessage`, or one of `response_url`, `upload` (the POST of a file's bytes) and
   * `download` (the files host). Any of them when left out.
   */
  readonly method?: string;
  /** Only requests with such arguments. */
  readonly matching?: (args: Json) => boolean;
  /** How many requests; 1 when left out. */
  readonly times?: number;
  /** Answers `ok: false` with this error code instead of doing anything. */
  readonly error?: string;
  /** Further fields of such an answer. */
  readonly fields?: object;
  /**
   * Answers with this HTTP status instead of doing anything; 429 has a Retry-After, 200 of a download is the page to
   * sign in.
   */
  readonly status?: number;
  /** What Retry-After says, in seconds. */
  readonly retryAfter?: number;
  /** Cuts the socket before or after the request took effect. */
  readonly cut?: 'before' | 'after';
  /** Answers this much later, in real time. */
  readonly delayMs?: number;
  /** Takes effect at once, and answers this much later, in real time. */
  readonly answerAfterMs?: number;
  /** For a redirect: where to. */
  readonly location?: string;
}

export interface Faults {
  add(fault: Fault): void;
  /** The fault that this request meets, used up by one. */
  take(method: string, args?: Json): Fault | null;
  /** Faults that no request has met yet. */
  left(): number;
}

export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take: (method, args = {}) => {
      const met = waiting.find(
        ({ fault }) => (fault.method ?? method) === method && (fault.matching === undefined || fault.matching(args)),
      );
      if (met === undefined) return null;
      met.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return met.fault;
    },
    left: () => waiting.reduce((sum, { left }) => sum + left, 0),
  };
}

/** Whether a fault takes the place of the deed. */
export const isAnswer = ({ error, status, retryAfter }: Fault): boolean =>
  error !== undefined || status !== undefined || retryAfter !== undefined;

/** The answer that such a fault gives. */
export function faultAnswer(fault: Fault): { status: number; body: object; headers: Readonly<Record<string, string>> } {
  const isLimit = fault.status === 429 || fault.retryAfter !== undefined;
  const error = fault.error ?? (isLimit ? 'ratelimited' : 'internal_error');
  const headers: Record<string, string> = {};
  if (isLimit) headers['Retry-After'] = String(fault.retryAfter ?? 1);
  if (fault.location !== undefined) headers.Location = fault.location;
  const status = fault.status ?? (fault.retryAfter === undefined ? 200 : 429);
  return { status, headers, body: { ok: false, error, ...fault.fields } };
}
