import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createQuotas } from '../../../src/bot/quotas/index.ts';
import type { Quotas } from '../../../src/bot/quotas/types.ts';
import type { SharedRedis } from '../../../src/bot/storage/redis.ts';
import { UserError } from '../../../src/commands/messages/errors.ts';
import { connectTo, noRedis, recordedLog, startRedis } from '../redis-server.ts';
import { temporaryDir } from '../temporary.ts';

const hour = 3_600_000;

function clock() {
  let at = 1_700_000_000_000;
  return {
    now: () => new Date(at),
    pass(ms: number) {
      at += ms;
    },
  };
}

/** The quotas of one process; closed when the running test ends. */
function open(now: () => Date, dataDir = temporaryDir(), redis?: SharedRedis): Quotas {
  const quotas = createQuotas({ dataDir, now, ...(redis && { redis }) });
  onTestFinished(quotas.close);
  return quotas;
}

const payer = (person: string, server = 'guild') => ({ platform: 'test', server, person });
const ada = payer('ada');
const bob = payer('bob');
const most = (perPersonPerDay: number | null, perServerPerDay: number | null = null) => ({
  perPersonPerDay,
  perServerPerDay,
});

async function refusal(spending: Promise<unknown>): Promise<string> {
  const error = await spending.catch((caught: unknown) => caught);
  if (!(error instanceof UserError)) throw new Error('it was counted', { cause: error });
  return `${error.notice.message} ${error.notice.hint}`;
}

type Make = (now: () => Date) => Promise<Quotas>;

const laws = (make: Make) => {
  it("count a person's pictures of 24 hours, and say when there is room again", async () => {
    const { now, pass } = clock();
    const quotas = await make(now);
    await quotas.spend(ada, 2, most(4));
    pass(hour);
    await quotas.spend(ada, 2, most(4));
    expect(await refusal(quotas.spend(ada, 1, most(4)))).toMatch(
      /You have .*4 pictures.*4 is the most.*1 picture in 23 hours/,
    );
    expect(await refusal(quotas.spend(ada, 3, most(4)))).toMatch(/3 pictures in 24 hours/);
    await quotas.spend(bob, 4, most(4));
    await quotas.spend(payer('ada', 'another'), 4, most(4));
    pass(23 * hour);
    await quotas.spend(ada, 2, most(4));
    expect(await refusal(quotas.spend(ada, 1, most(4)))).toMatch(/in 60 minutes/);
  });

  it("count a server's pictures over its people", async () => {
    const { now } = clock();
    const quotas = await make(now);
    await quotas.spend(ada, 3, most(null, 5));
    expect(await refusal(quotas.spend(bob, 3, most(null, 5)))).toMatch(
      /together .*3 pictures.*5 is the most.*24 hours/,
    );
    await quotas.spend(bob, 2, most(null, 5));
  });

  it('know the day before a quota was set', async () => {
    const { now } = clock();
    const quotas = await make(now);
    await quotas.spend(ada, 9, most(null));
    expect(await refusal(quotas.spend(ada, 1, most(5)))).toMatch(/9 pictures.*5 is the most/);
  });

  it('count nothing that they refuse, for neither of both', async () => {
    const { now } = clock();
    const quotas = await make(now);
    for (let n = 0; n < 3; n++) await refusal(quotas.spend(ada, 6, most(5, 9)));
    await quotas.spend(ada, 5, most(5, 9));
    for (let n = 0; n < 3; n++) await refusal(quotas.spend(ada, 1, most(5, 9)));
    await quotas.spend(bob, 4, most(5, 9));
  });

  it('give back, once', async () => {
    const { now } = clock();
    const quotas = await make(now);
    await quotas.spend(ada, 1, most(3));
    const receipt = await quotas.spend(ada, 2, most(3));
    await receipt.refund();
    await receipt.refund();
    await quotas.spend(ada, 2, most(3));
    expect(await refusal(quotas.spend(ada, 1, most(3)))).toMatch(/3 pictures/);
  });

  it('tell apart what can never fit', async () => {
    const { now } = clock();
    const quotas = await make(now);
    expect(await refusal(quotas.spend(ada, 6, most(5)))).toMatch(/6 pictures, and 5 in 24 hours.*fewer/);
    expect(await refusal(quotas.spend(ada, 6, most(null, 5)))).toMatch(/6 pictures, and 5 in 24 hours.*fewer/);
  });

  it('let no more through than there is room for, however many ask at once', async () => {
    const { now } = clock();
    const quotas = await make(now);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => quotas.spend(ada, 1, most(7))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
  });
};

describe('quotas of one host', () => {
  laws(async (now) => open(now));

  it('survive a restart', async () => {
    const { now } = clock();
    const dir = temporaryDir();
    const before = createQuotas({ dataDir: dir, now });
    await before.spend(ada, 3, most(3));
    before.close();
    expect(await refusal(open(now, dir).spend(ada, 1, most(3)))).toMatch(/3 pictures/);
  });

  it('are those of all its processes', async () => {
    const { now } = clock();
    const dir = temporaryDir();
    const [one, other] = [open(now, dir), open(now, dir)];
    await one.spend(ada, 2, most(3));
    await other.spend(ada, 1, most(3));
    for (const each of [one, other]) expect(await refusal(each.spend(ada, 1, most(3)))).toMatch(/3 pictures/);
  });
});

describe.skipIf(noRedis)(`quotas of several hosts${noRedis ? `: ${noRedis}` : ''}`, () => {
  laws(async (now) => open(now, temporaryDir(), await connectTo(await startRedis())));

  it('are counted together', async () => {
    const { now } = clock();
    const server = await startRedis();
    const [one, other] = [
      open(now, temporaryDir(), await connectTo(server)),
      open(now, temporaryDir(), await connectTo(server)),
    ];
    await one.spend(ada, 2, most(3));
    await other.spend(ada, 1, most(3));
    for (const each of [one, other]) expect(await refusal(each.spend(ada, 1, most(3)))).toMatch(/3 pictures/);
  });

  it('know what was counted before there was a Redis', async () => {
    const { now } = clock();
    const dir = temporaryDir();
    await open(now, dir).spend(ada, 3, most(3));
    const together = open(now, dir, await connectTo(await startRedis()));
    expect(await refusal(together.spend(ada, 1, most(3)))).toMatch(/3 pictures/);
  });

  it('lose nothing when Redis is away for a moment and comes back empty', async () => {
    const { now } = clock();
    const server = await startRedis();
    const recorded = recordedLog();
    const one = open(now, temporaryDir(), await connectTo(server, recorded.log));
    const other = open(now, temporaryDir(), await connectTo(server));
    await one.spend(ada, 1, most(6));
    await other.spend(ada, 1, most(6));
    await server.kill();
    await one.spend(ada, 2, most(6));
    const receipt = await one.spend(ada, 3, most(6));
    await receipt.refund();
    await one.spend(ada, 1, most(6)); // five in all, of which it knows four
    expect(await refusal(one.spend(ada, 3, most(6)))).toMatch(/4 pictures/); // what it knows, it keeps to
    expect(recorded.lines).toMatchObject([{ level: 40 }]);

    await server.start();
    await vi.waitUntil(() => recorded.lines.some(({ level }) => level === 30), { timeout: 10_000 });
    const none = await one.spend(bob, 1, most(6)); // tells Redis
    await none.refund();
    await vi.waitUntil(
      async () => {
        const said = await refusal(other.spend(ada, 2, most(6))).catch(() => '');
        return /5 pictures/.test(said);
      },
      { timeout: 10_000 },
    );
    await other.spend(ada, 1, most(6));
    expect(await refusal(one.spend(ada, 1, most(6)))).toMatch(/6 pictures/);
  });
});
