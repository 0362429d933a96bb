import Bottleneck from 'bottleneck';
import { UserError } from '../../commands/messages/errors.ts';
import type { Asker } from '../../commands/ports/asker.ts';
import type { LimitsConfig } from '../../config.ts';
import { concurrencyExceeded, rateExceeded, scopeKeys, scopes } from './scopes.ts';
import type { ExpectedEnd, Limits, Scope, Slot } from './types.ts';

/** Bottleneck's for "now or not at all": a job that cannot run at once is dropped. */
const nowOrNever = { highWater: 0, strategy: Bottleneck.strategy.OVERFLOW } as const;

/** Bottleneck looks at the clock, and takes intervals, in units of this. */
const tickMs = 250;

const refillMs = (perMinute: number): number => Math.ceil(60_000 / perMinute / tickMs) * tickMs;

/** A bucket of `perMinute` jobs that fills up one by one. */
const bucket = (perMinute: number): Bottleneck.Group =>
  new Bottleneck.Group({
    ...nowOrNever,
    reservoir: perMinute,
    reservoirIncreaseAmount: 1,
    reservoirIncreaseInterval: refillMs(perMinute),
    reservoirIncreaseMaximum: perMinute,
  });

/** Bottleneck forgets a key by the time of its last start, even while that job runs: no job is under way for a day. */
const crowd = (maxConcurrent: number): Bottleneck.Group =>
  new Bottleneck.Group({ ...nowOrNever, maxConcurrent, timeout: 24 * 3_600_000 });

const overScopes = <T>(make: (scope: Scope) => T): Readonly<Record<Scope, T>> => ({
  everybody: make('everybody'),
  channel: make('channel'),
  person: make('person'),
});

/** Limits of one process. */
export function createLocalLimits({ perMinute, atOnce }: LimitsConfig): Limits {
  const buckets = overScopes((scope) => bucket(perMinute[scope]));
  const crowds = overScopes((scope) => crowd(atOnce[scope]));
  // One at a time: between looking whether there is room and taking it, nobody else may.
  const door = new Bottleneck({ maxConcurrent: 1 });

  const look = async (scope: Scope, asker: Asker, expectedEnd: ExpectedEnd): Promise<void> => {
    const key = scopeKeys[scope](asker);
    const present = crowds[scope].key(key);
    if (!(await present.check())) {
      throw new UserError(
        concurrencyExceeded(scope, (await present.running()) ?? 0, atOnce[scope], expectedEnd(scope)),
      );
    }
    if (!(await buckets[scope].key(key).check()))
      throw new UserError(rateExceeded(scope, refillMs(perMinute[scope]) + tickMs));
  };

  const spend = (scope: Scope, asker: Asker): Promise<void> =>
    buckets[scope].key(scopeKeys[scope](asker)).schedule(async () => {});

  const occupy = async (asker: Asker): Promise<Slot> => {
    let release = () => {};
    const ended = new Promise<void>((resolve) => {
      release = resolve;
    });
    await Promise.all(scopes.map((scope) => enter(crowds[scope].key(scopeKeys[scope](asker)), ended)));
    return { release };
  };

  return {
    admit: (asker, expectedEnd) =>
      door.schedule(async () => {
        for (const scope of scopes) await look(scope, asker, expectedEnd);
        await Promise.all(scopes.map((scope) => spend(scope, asker)));
        return occupy(asker);
      }),
    restore: (asker) => door.schedule(() => occupy(asker)),
    close() {},
  };
}

/** Resolves when the limiter counts the job, or has no room for it; it counts until `ended`. */
const enter = (limiter: Bottleneck, ended: Promise<void>): Promise<void> =>
  new Promise((entered) => {
    limiter
      .schedule(() => {
        entered();
        return ended;
      })
      .catch(() => entered());
  });
