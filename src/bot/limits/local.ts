import Bottleneck from 'bottleneck';
import { UserError } from '../../commands/messages/errors.ts';
import type { Asker } from '../../commands/ports/asker.ts';
import type { LimitsConfig } from '../../config.ts';
import { concurrencyExceeded, rateExceeded, scopeKeys, scopes } from './scopes.ts';
import type { ExpectedEnd, Limits, Scope, Slot } from './types.ts';

/** Makes Bottleneck drop a job that cannot run at once. */
const dropWhenBusy = { highWater: 0, strategy: Bottleneck.strategy.OVERFLOW } as const;

/** Bottleneck's timer interval; refill intervals must be multiples of it. */
const tickMs = 250;

const refillMs = (perMinute: number): number => Math.ceil(60_000 / perMinute / tickMs) * tickMs;

/** Limits the rate: a bucket of `perMinute` jobs that refills one by one. */
const bucket = (perMinute: number): Bottleneck.Group =>
  new Bottleneck.Group({
    ...dropWhenBusy,
    reservoir: perMinute,
    reservoirIncreaseAmount: 1,
    reservoirIncreaseInterval: refillMs(perMinute),
    reservoirIncreaseMaximum: perMinute,
  });

/**
 * Limits concurrency. Bottleneck forgets a key a while after its last job began, even if that job still runs; none runs
 * a day.
 */
const concurrency = (maxConcurrent: number): Bottleneck.Group =>
  new Bottleneck.Group({ ...dropWhenBusy, maxConcurrent, timeout: 24 * 3_600_000 });

const overScopes = <T>(make: (scope: Scope) => T): Readonly<Record<Scope, T>> => ({
  everybody: make('everybody'),
  channel: make('channel'),
  person: make('person'),
});

/** Creates limits that count in this process. */
export function createLocalLimits({ perMinute, atOnce }: LimitsConfig): Limits {
  const buckets = overScopes((scope) => bucket(perMinute[scope]));
  const concurrencies = overScopes((scope) => concurrency(atOnce[scope]));
  // One at a time, so that nobody else is admitted between the check and the count.
  const mutex = new Bottleneck({ maxConcurrent: 1 });

  const check = async (scope: Scope, asker: Asker, expectedEnd: ExpectedEnd): Promise<void> => {
    const key = scopeKeys[scope](asker);
    const limiter = concurrencies[scope].key(key);
    if (!(await limiter.check())) {
      throw new UserError(
        concurrencyExceeded(scope, (await limiter.running()) ?? 0, atOnce[scope], expectedEnd(scope)),
      );
    }
    if (!(await buckets[scope].key(key).check()))
      throw new UserError(rateExceeded(scope, refillMs(perMinute[scope]) + tickMs));
  };

  const countRate = (scope: Scope, asker: Asker): Promise<void> =>
    buckets[scope].key(scopeKeys[scope](asker)).schedule(async () => {});

  const occupy = async (asker: Asker): Promise<Slot> => {
    let release = () => {};
    const ended = new Promise<void>((resolve) => {
      release = resolve;
    });
    await Promise.all(scopes.map((scope) => countUntil(concurrencies[scope].key(scopeKeys[scope](asker)), ended)));
    return { release };
  };

  return {
    admit: (asker, expectedEnd) =>
      mutex.schedule(async () => {
        for (const scope of scopes) await check(scope, asker, expectedEnd);
        await Promise.all(scopes.map((scope) => countRate(scope, asker)));
        return occupy(asker);
      }),
    restore: (asker) => mutex.schedule(() => occupy(asker)),
    close() {},
  };
}

/** Counts a job until `ended`. Resolves when the limiter counts it, or has no capacity for it. */
const countUntil = (limiter: Bottleneck, ended: Promise<void>): Promise<void> =>
  new Promise((counted) => {
    limiter
      .schedule(() => {
        counted();
        return ended;
      })
      .catch(() => counted());
  });
