import { ReplyPostponed } from '../../../commands/ports/reply.ts';

/** How fast Slack takes something: so much of it at once, and after that one each `gapMs`. */
export interface Rate {
  readonly burst: number;
  readonly gapMs: number;
}

/** From who goes first to who goes last. */
const urgencies = ['urgent', 'patient', 'idle'] as const;

/** What somebody waits for is urgent; what is told below it is patient; what only passes the time is idle. */
export type Urgency = (typeof urgencies)[number];

export interface Wish {
  readonly urgency?: Urgency;
  /** Ends the waiting, not what comes after it. */
  readonly signal?: AbortSignal;
}

/** Lets requests that share a limit go as fast as it allows, and no faster. */
export interface RateLimiter {
  /**
   * Resolves when it is this request's turn.
   *
   * @param limit Names what is shared; `rate` belongs to it.
   * @throws ReplyPostponed; what the signal was aborted with.
   */
  turn(limit: string, rate: Rate, wish?: Wish): Promise<void>;
  /** Nobody's turn comes for a while: Slack asked for it. */
  hold(limit: string, rate: Rate, ms: number): void;
  /** Whether a turn would come at once. */
  hasRoom(limit: string): boolean;
  /** Nobody waits any more; who need not wait still goes. */
  end(): void;
}

interface Waiting {
  readonly go: () => void;
  readonly giveUp: (reason: unknown) => void;
}

interface Line {
  readonly rate: Rate;
  /** Turns that may be taken at once. */
  room: number;
  holdMs: number;
  readonly waiting: Readonly<Record<Urgency, Set<Waiting>>>;
}

export function createRateLimiter(wait: (ms: number) => Promise<void>): RateLimiter {
  const lines = new Map<string, Line>();
  let isEnded = false;

  const serve = (line: Line): void => {
    while (line.room > 0) {
      const next = first(line);
      if (next === undefined) return;
      line.room--;
      next.go();
    }
  };

  /** Gives turns back one by one, for as long as some are missing. */
  const refill = async (limit: string, line: Line): Promise<void> => {
    while (!isEnded && line.room < line.rate.burst) {
      const { holdMs } = line;
      line.holdMs = 0;
      await wait(Math.max(line.rate.gapMs, holdMs));
      if (line.holdMs > 0) continue;
      line.room++;
      serve(line);
    }
    lines.delete(limit);
  };

  const take = (limit: string, line: Line, turns: number): void => {
    const wasFull = line.room === line.rate.burst;
    line.room -= turns;
    if (wasFull) void refill(limit, line);
  };

  const lineOf = (limit: string, rate: Rate): Line => {
    const standing = lines.get(limit);
    if (standing !== undefined) return standing;
    const waiting = { urgent: new Set<Waiting>(), patient: new Set<Waiting>(), idle: new Set<Waiting>() };
    const line = { rate, room: rate.burst, holdMs: 0, waiting };
    lines.set(limit, line);
    return line;
  };

  const standIn = (line: Line, { urgency = 'urgent', signal }: Wish): Promise<void> =>
    new Promise((resolve, reject) => {
      if (isEnded) return reject(stopped());
      const place = line.waiting[urgency];
      const leave = () => {
        place.delete(waiting);
        signal?.removeEventListener('abort', abandon);
      };
      const waiting: Waiting = {
        go: () => {
          leave();
          resolve();
        },
        giveUp: (reason) => {
          leave();
          reject(reason);
        },
      };
      const abandon = () => waiting.giveUp(signal?.reason);
      place.add(waiting);
      signal?.addEventListener('abort', abandon);
    });

  return {
    async turn(limit, rate, wish = {}) {
      wish.signal?.throwIfAborted();
      const line = lineOf(limit, rate);
      if (line.room === 0) return standIn(line, wish);
      take(limit, line, 1);
    },
    hold(limit, rate, ms) {
      const line = lineOf(limit, rate);
      line.holdMs = Math.max(line.holdMs, ms);
      take(limit, line, line.room);
    },
    hasRoom: (limit) => (lines.get(limit)?.room ?? 1) > 0,
    end() {
      isEnded = true;
      for (const { waiting } of lines.values()) {
        for (const each of urgencies.flatMap((urgency) => [...waiting[urgency]])) each.giveUp(stopped());
      }
    },
  };
}

const stopped = () => new ReplyPostponed('the bot is being stopped');

function first({ waiting }: Line): Waiting | undefined {
  for (const urgency of urgencies) {
    const [next] = waiting[urgency];
    if (next !== undefined) return next;
  }
}
