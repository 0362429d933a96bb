import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLimits } from '../../../src/bot/limits/index.ts';
import type { Limits, Slot } from '../../../src/bot/limits/types.ts';
import { UserError } from '../../../src/commands/messages/errors.ts';
import type { Asker } from '../../../src/commands/ports/asker.ts';
import type { LimitsConfig } from '../../../src/config.ts';
import { asker } from '../requests.ts';

const plenty = { person: 1000, channel: 1000, everybody: 1000 };
const limitsWith = (limits: { [K in keyof LimitsConfig]?: Partial<LimitsConfig[K]> }) =>
  createLimits({ perMinute: { ...plenty, ...limits.perMinute }, atOnce: { ...plenty, ...limits.atOnce } });

// Bottleneck reads the clock and sets timers: here both are ours.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Lets the clock run until the promise is settled. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const done = promise.finally(() => {
    isSettled = true;
  });
  done.catch(() => {});
  while (!isSettled) await vi.advanceTimersByTimeAsync(1);
  return done;
}

const admit = (limits: Limits, who: Asker): Promise<Slot> => settled(limits.admit(who, () => 42_000));

async function refusal(limits: Limits, who: Asker): Promise<string> {
  const error = await admit(limits, who).catch((caught: unknown) => caught);
  if (!(error instanceof UserError)) throw new Error('it was admitted');
  return `${error.notice.message} ${error.notice.hint}`;
}

const ada = asker('ada');
const bob = asker('bob');

describe('jobs at once', () => {
  it('counts a person until a job ends, and says when that is expected', async () => {
    const limits = limitsWith({ atOnce: { person: 2 } });
    const first = await admit(limits, ada);
    await admit(limits, ada);
    expect(await refusal(limits, ada)).toMatch(/2 pictures under way.*42 seconds/);
    first.release();
    await admit(limits, ada);
  });

  it('counts each person alone', async () => {
    const limits = limitsWith({ atOnce: { person: 1 } });
    await admit(limits, ada);
    await admit(limits, bob);
    await admit(limits, { ...ada, platform: 'another' });
  });

  it('counts a channel over its people', async () => {
    const limits = limitsWith({ atOnce: { channel: 2 } });
    await admit(limits, ada);
    await admit(limits, bob);
    expect(await refusal(limits, asker('cyd'))).toMatch(/42 seconds/);
    await admit(limits, asker('cyd', 'elsewhere'));
  });

  it('bounds the queue of everybody', async () => {
    const limits = limitsWith({ atOnce: { everybody: 1 } });
    await admit(limits, ada);
    expect(await refusal(limits, asker('bob', 'elsewhere'))).toMatch(/1 pictures? .*already waiting/);
  });

  it('holds a place for as long as its job takes', async () => {
    const limits = limitsWith({ atOnce: { person: 1 } });
    await admit(limits, ada);
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(await refusal(limits, ada)).toMatch(/under way/);
  });

  it('never lets two in through one place', async () => {
    const limits = limitsWith({ atOnce: { person: 1 } });
    const outcomes = await settled(Promise.allSettled([1, 2, 3].map(() => limits.admit(ada, () => 0))));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('counts what was accepted before a restart, even beyond the limit', async () => {
    const limits = limitsWith({ atOnce: { person: 1 } });
    const first = await settled(limits.restore(ada));
    await settled(limits.restore(ada));
    expect(await refusal(limits, ada)).toMatch(/under way/);
    first.release();
    await admit(limits, ada);
  });
});

describe('jobs a minute', () => {
  it('lets through that many in a row, then one after the other', async () => {
    const limits = limitsWith({ perMinute: { person: 3 } });
    for (let n = 0; n < 3; n++) (await admit(limits, ada)).release();
    expect(await refusal(limits, ada)).toMatch(/quick.*21 seconds/);
    await admit(limits, bob);
    await vi.advanceTimersByTimeAsync(21_000);
    await admit(limits, ada);
    expect(await refusal(limits, ada)).toMatch(/quick/);
  });

  it('does not charge for what it refuses', async () => {
    const limits = limitsWith({ perMinute: { person: 2, channel: 1 } });
    await admit(limits, ada);
    for (let n = 0; n < 5; n++) await refusal(limits, ada);
    await admit(limits, { ...ada, channel: 'elsewhere' });
  });

  it('fills up to its size and no further', async () => {
    const limits = limitsWith({ perMinute: { person: 2 } });
    await admit(limits, ada);
    await vi.advanceTimersByTimeAsync(4 * 60_000);
    await admit(limits, ada);
    await admit(limits, ada);
    expect(await refusal(limits, ada)).toMatch(/quick/);
  });
});
