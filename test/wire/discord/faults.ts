/** What goes wrong with the next requests that match. The first fault that matches is used up first. */
export interface Fault {
  /** Any method when left out. */
  readonly method?: string;
  /** Matched against the path below `/v10`, for example `/channels/123/messages`. Any path when left out. */
  readonly route?: RegExp;
  /** How many requests; 1 when left out. */
  readonly times?: number;
  /** Answers with this HTTP status instead of doing anything. */
  readonly status?: number;
  readonly code?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** For a 429: what Retry-After says. */
  readonly retryAfterMs?: number;
  /** Cuts the socket before or after the request took effect. */
  readonly cut?: 'before' | 'after';
  /** Resets the connection instead of closing it: after a reset discord.js tries again by itself, after a close not. */
  readonly isReset?: boolean;
  /** Answers this much later, in real time. */
  readonly delayMs?: number;
}

export interface Faults {
  add(fault: Fault): void;
  /** The fault that this request meets, used up by one. */
  take(method: string, path: string): Fault | null;
  /** Faults that no request has met yet. */
  left(): number;
}

export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take: (method, path) => {
      const met = waiting.find(
        ({ fault }) => (fault.method ?? method) === method && (fault.route === undefined || fault.route.test(path)),
      );
      if (met === undefined) return null;
      met.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return met.fault;
    },
    left: () => waiting.reduce((sum, { left }) => sum + left, 0),
  };
}

/** The answer that a fault with a status gives. */
export function faultAnswer(fault: Fault): { status: number; body: object; headers: Readonly<Record<string, string>> } {
  const status = fault.status ?? 500;
  const seconds = (fault.retryAfterMs ?? 1000) / 1000;
  if (status === 429) {
    const headers = { 'Retry-After': String(seconds), 'X-RateLimit-Scope': 'shared', ...fault.headers };
    return {
      status,
      headers,
      body: fault.body ?? { message: 'You are being rate limited.', retry_after: seconds, global: false },
    };
  }
  const body = fault.body ?? { message: `${status}: told to fail`, code: fault.code ?? (status === 413 ? 40005 : 0) };
  return { status, headers: fault.headers ?? {}, body };
}
