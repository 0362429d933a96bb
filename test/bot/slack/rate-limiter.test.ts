import { describe, expect, it } from 'vitest';
import { createRateLimiter, type QueueOptions, type Rate } from '../../../src/bot/slack/api/rate-limiter.ts';
import { ReplyPostponed } from '../../../src/commands/ports/reply.ts';

const each: Rate = { burst: 1, gapMs: 1_000 };
const three: Rate = { burst: 3, gapMs: 1_000 };

/** A clock that goes on when it is told to. */
function stage() {
  let nowMs = 0;
  const sleepers = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  const pace = createRateLimiter((ms) => new Promise<void>((wake) => void sleepers.add({ atMs: nowMs + ms, wake })));
  const order: string[] = [];
  const queue = (name: string, limit: string, rate: Rate, wish?: QueueOptions) => {
    const turn = pace.acquire(limit, rate, wish).then(() => void order.push(name));
    turn.catch(() => undefined);
    return turn;
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const pass = async (ms: number) => {
    const endMs = nowMs + ms;
    for (;;) {
      await settled();
      const [next] = [...sleepers].filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      nowMs = next.atMs;
      sleepers.delete(next);
      next.wake();
    }
    nowMs = endMs;
  };
  return { pace, order, queue, pass, sleepers };
}

describe('a pace', () => {
  it('lets one go at a time at each limit, the urgent first and the idle last', async () => {
    const { order, queue, pass } = stage();
    queue('a', 'here', each, { priority: 'idle' });
    queue('b', 'here', each, { priority: 'idle' });
    queue('c', 'here', each, { priority: 'low' });
    queue('d', 'here', each);
    queue('e', 'there', each);
    await pass(0);
    expect(order).toEqual(['a', 'e']);
    await pass(3_000);
    expect(order).toEqual(['a', 'e', 'd', 'c', 'b']);
  });

  it('keeps the gap also for who comes after a pause', async () => {
    const { order, queue, pass } = stage();
    queue('a', 'here', each);
    await pass(500);
    queue('b', 'here', each);
    await pass(499);
    expect(order).toEqual(['a']);
    await pass(1);
    expect(order).toEqual(['a', 'b']);
  });

  it('never lets more go in any time than the burst and what came back in it', async () => {
    const { order, queue, pass } = stage();
    for (let i = 0; i < 20; i++) queue(String(i), 'here', three);
    const gone: number[] = [];
    for (let second = 0; second < 10; second++) {
      await pass(second === 0 ? 0 : 1_000);
      gone.push(order.length);
    }
    expect(gone).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('has its whole burst again after a rest, and keeps no clock running then', async () => {
    const { order, queue, pass, sleepers } = stage();
    for (let i = 0; i < 3; i++) queue(String(i), 'here', three);
    await pass(3_000);
    expect(sleepers.size).toBe(0);
    for (let i = 3; i < 7; i++) queue(String(i), 'here', three);
    await pass(0);
    expect(order).toHaveLength(6);
  });

  it('lets nobody go while it is held, and each a gap after the other then', async () => {
    const { pace, order, queue, pass } = stage();
    queue('a', 'here', three);
    await pass(0);
    pace.pause('here', three, 30_000);
    expect(pace.hasCapacity('here')).toBe(false);
    queue('b', 'here', three);
    queue('c', 'here', three);
    await pass(29_999);
    expect(order).toEqual(['a']);
    await pass(1_001);
    expect(order).toEqual(['a', 'b']);
    await pass(1_000);
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('can be held before anybody came', async () => {
    const { pace, order, queue, pass } = stage();
    pace.pause('here', each, 5_000);
    queue('a', 'here', each);
    await pass(4_999);
    expect(order).toEqual([]);
    await pass(1);
    expect(order).toEqual(['a']);
  });

  it('loses no turn to who does not want it any more', async () => {
    const { order, queue, pass } = stage();
    const gone = new AbortController();
    queue('a', 'here', each);
    const left = queue('b', 'here', each, { signal: gone.signal });
    queue('c', 'here', each);
    gone.abort(new Error('something better came'));
    await expect(left).rejects.toThrow('something better came');
    await pass(1_000);
    expect(order).toEqual(['a', 'c']);
    await expect(queue('d', 'there', each, { signal: gone.signal })).rejects.toThrow('something better came');
  });

  it('sends away who waits when it ends, and lets go who need not wait', async () => {
    const { pace, order, queue, pass } = stage();
    queue('a', 'here', each);
    const waiting = queue('b', 'here', each);
    pace.end();
    await expect(waiting).rejects.toThrow(ReplyPostponed);
    await expect(queue('c', 'here', each)).rejects.toThrow(ReplyPostponed);
    queue('d', 'there', each);
    await pass(0);
    expect(order).toEqual(['a', 'd']);
  });
});
