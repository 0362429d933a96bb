import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLimits } from '../../../src/bot/limits/index.ts';
import type { Limits } from '../../../src/bot/limits/types.ts';
import { UserError } from '../../../src/commands/messages/errors.ts';
import type { Asker } from '../../../src/commands/ports/asker.ts';
import type { LimitsConfig } from '../../../src/config.ts';
import { connectTo, noRedis, type RecordedLog, type RedisServer, recordedLog, startRedis } from '../redis-server.ts';
import { asker } from '../requests.ts';

const plenty = { person: 1000, channel: 1000, everybody: 1000 };
type Some = { [K in keyof LimitsConfig]?: Partial<LimitsConfig[K]> };

// The clock of the limits is ours, and so is the beat at which they renew; sockets keep their own.
let at = 0;
beforeEach(() => {
  at = 1_700_000_000_000;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => {
  at += ms;
  vi.advanceTimersByTime(ms);
};

/** Limits as each process of a host has them. */
async function processOf(server: RedisServer, limits: Some, { log }: RecordedLog = recordedLog()): Promise<Limits> {
  const config = { perMinute: { ...plenty, ...limits.perMinute }, atOnce: { ...plenty, ...limits.atOnce } };
  const made = createLimits(config, { redis: await connectTo(server, log), now: () => new Date(at) });
  onTestFinished(made.close);
  return made;
}

const admit = (limits: Limits, who: Asker) => limits.admit(who, () => 42_000);

async function refusal(limits: Limits, who: Asker): Promise<string> {
  const error = await admit(limits, who).catch((caught: unknown) => caught);
  if (!(error instanceof UserError)) throw new Error('it was admitted', { cause: error });
  return `${error.notice.message} ${error.notice.hint}`;
}

const ada = asker('ada');
const bob = asker('bob');

describe.skipIf(noRedis)(`limits of several processes${noRedis ? `: ${noRedis}` : ''}`, () => {
  it('count the jobs of all', async () => {
    const server = await startRedis();
    const limits = { atOnce: { person: 2 } };
    const [one, other] = [await processOf(server, limits), await processOf(server, limits)];
    const first = await admit(one, ada);
    await admit(other, ada);
    expect(await refusal(one, ada)).toMatch(/2 pictures under way.*42 seconds/);
    expect(await refusal(other, ada)).toMatch(/2 pictures under way/);
    await admit(one, bob);
    first.release();
    first.release();
    await vi.waitUntil(() => admit(other, ada).then(Boolean, () => false));
    expect(await refusal(one, ada)).toMatch(/under way/);
  });

  it('count channels and everybody', async () => {
    const server = await startRedis();
    const limits = { atOnce: { channel: 1, everybody: 2 } };
    const [one, other] = [await processOf(server, limits), await processOf(server, limits)];
    await admit(one, ada);
    expect(await refusal(other, bob)).toMatch(/channel/);
    await admit(other, asker('bob', 'elsewhere'));
    expect(await refusal(one, asker('cyd', 'third'))).toMatch(/2 pictures are already waiting/);
  });

  it('let no more in than there is room for, however many ask at once', async () => {
    const server = await startRedis();
    const limits = { atOnce: { person: 3 } };
    const both = [await processOf(server, limits), await processOf(server, limits)];
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => admit(both[n % 2]!, ada)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  it('fill one bucket together, which refills one by one and charges for nothing it refuses', async () => {
    const server = await startRedis();
    const limits = { perMinute: { person: 3 } };
    const [one, other] = [await processOf(server, limits), await processOf(server, limits)];
    for (const each of [one, other, one]) await admit(each, ada);
    pass(5_000);
    for (let n = 0; n < 5; n++) expect(await refusal(other, ada)).toMatch(/quick.*15 seconds/);
    await admit(other, bob);
    pass(15_000);
    await admit(one, ada);
    expect(await refusal(other, ada)).toMatch(/quick.*20 seconds/);
  });

  it('free the places of a process that died, and keep those of one whose job takes long', async () => {
    const server = await startRedis();
    const limits = { atOnce: { person: 2 } };
    const alive = await processOf(server, limits);
    const dying = await processOf(server, limits);
    await admit(dying, ada);
    dying.close(); // as when it died: nothing is renewed and nothing released
    await admit(alive, ada);
    expect(await refusal(alive, ada)).toMatch(/under way/);
    for (let n = 0; n < 4; n++) {
      pass(20_000);
      await admit(alive, asker(`someone ${n}`)); // what was renewed came before this, on the same connection
    }
    await admit(alive, ada);
    expect(await refusal(alive, ada)).toMatch(/2 pictures under way/);
  });

  it('count what was accepted before a restart, even beyond the limit', async () => {
    const server = await startRedis();
    const limits = { atOnce: { person: 1 } };
    const [one, other] = [await processOf(server, limits), await processOf(server, limits)];
    const slots = [await one.restore(ada), await one.restore(ada)];
    expect(await refusal(other, ada)).toMatch(/2 pictures under way/);
    for (const slot of slots) slot.release();
    await vi.waitUntil(() => admit(other, ada).then(Boolean, () => false));
  });

  it('go on alone while Redis is away, with one warning, and together when it is back', async () => {
    const server = await startRedis();
    const limits = { atOnce: { person: 2 } };
    const recorded = recordedLog();
    const [one, other] = [await processOf(server, limits, recorded), await processOf(server, limits)];
    const first = await admit(one, ada);
    await server.kill();
    await admit(one, ada);
    expect(await refusal(one, ada)).toMatch(/2 pictures under way/); // its own, also from before
    const more = [await admit(other, ada), await admit(other, ada)];
    expect(recorded.lines).toMatchObject([{ level: 40 }]);
    first.release();
    for (const slot of more) slot.release();
    await admit(one, ada);

    await server.start(); // empty
    await vi.waitUntil(() => recorded.lines.some(({ level }) => level === 30), { timeout: 10_000 });
    pass(20_000);
    await vi.waitUntil(async () => /2 pictures under way/.test(await refusal(other, ada).catch(() => '')), {
      timeout: 10_000,
    });
  });
});
