import { describe, expect, it } from 'vitest';
import { createStatusUpdates } from '../../../../src/bot/chat/progress/status-updates.ts';

/** A place whose every sending ends, and every gap is over, when the test says so. */
function slowPlace(leadMs = 0) {
  const sent: number[][] = [];
  const failures: unknown[] = [];
  const open: { kind: 'sending' | 'gap'; end: (error?: Error) => void }[] = [];
  const until = (kind: 'sending' | 'gap') =>
    new Promise<void>((resolve, reject) => open.push({ kind, end: (error) => (error ? reject(error) : resolve()) }));
  const updates = createStatusUpdates<number>({
    leadMs,
    gapMs: 1_000,
    wait: () => until('gap'),
    send: (items) => {
      sent.push([...items]);
      return until('sending');
    },
    onFailure: (error) => failures.push(error),
  });
  /** Ends what is under way, and lets what follows from it happen. */
  const end = async (kind: 'sending' | 'gap', error?: Error) => {
    const next = open.shift();
    expect(next?.kind).toBe(kind);
    next?.end(error);
    await settled();
  };
  return { updates, sent, failures, end };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a pacer', () => {
  it('sends the first at once, and what came meanwhile together and in order', async () => {
    const { updates, sent, end } = slowPlace();
    for (const item of [1, 2, 3]) updates.push(item);
    await end('sending');
    updates.push(4);
    await end('gap');
    expect(sent).toEqual([[1], [2, 3, 4]]);
  });

  it('sends the first with what comes soon after it, where it is given time to', async () => {
    const { updates, sent, end } = slowPlace(500);
    updates.push(1);
    updates.push(2);
    await settled();
    expect(sent).toEqual([]);
    await end('gap');
    expect(sent).toEqual([[1, 2]]);
  });

  it('waits between two sendings', async () => {
    const { updates, sent, end } = slowPlace();
    updates.push(1);
    await end('sending');
    updates.push(2);
    await settled();
    expect(sent).toEqual([[1]]);
    await end('gap');
    expect(sent).toEqual([[1], [2]]);
  });

  it('sends what is left without waiting when it ends', async () => {
    const { updates, sent, end } = slowPlace();
    updates.push(1);
    await end('sending');
    updates.push(2);
    const ended = updates.end();
    await settled();
    expect(sent).toEqual([[1], [2]]);
    await end('gap'); // that of the first, which nobody waits for
    await end('sending');
    await ended;
  });

  it('loses nothing that comes in the moment in which it falls asleep', async () => {
    const { updates, sent, end } = slowPlace();
    updates.push(1);
    await end('sending');
    await end('gap');
    updates.push(2);
    await settled();
    expect(sent).toEqual([[1], [2]]);
  });

  it('sends nothing more once it is dropped, and waits for what is under way', async () => {
    const { updates, sent, end } = slowPlace();
    updates.push(1);
    updates.push(2);
    let isDropped = false;
    const dropped = updates.drop().then(() => {
      isDropped = true;
    });
    await settled();
    expect(isDropped).toBe(false);
    await end('sending');
    await dropped;
    updates.push(3);
    expect(sent).toEqual([[1]]);
  });

  it('tells of a failure once, and sends nothing after it', async () => {
    const { updates, sent, failures, end } = slowPlace();
    updates.push(1);
    await end('sending', new Error('away'));
    updates.push(2);
    await updates.end();
    expect(failures).toHaveLength(1);
    expect(sent).toEqual([[1]]);
  });
});
