import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createStatusLine } from '../../../../src/bot/chat/progress/status-line.ts';

/** A status line whose requests and gaps end when the test says so. */
function slowLine() {
  const sent: string[] = [];
  const open: (() => void)[] = [];
  const held = () => new Promise<void>((resolve) => open.push(resolve));
  const line = createStatusLine<string>({
    progressGapMs: 1_000,
    async send(newest, kind) {
      await held(); // as for a rate limit
      sent.push(`${kind}: ${newest()}`);
    },
    log: pino({ level: 'silent' }),
    wait: held,
  });
  /** Ends all requests and gaps that are open, until there are none. */
  const settle = async () => {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (open.length === 0) return;
      for (const end of open.splice(0)) end();
    }
  };
  return { line, sent, settle };
}

it('sends the newest draft by the time that the request goes out', async () => {
  const { line, sent, settle } = slowLine();
  line.showProgress('step 1');
  line.showProgress('step 2');
  await settle();
  expect(sent[0]).toBe('progress: step 2');
});

it('does not show a queue position that waited until the drawing began', async () => {
  const { line, sent, settle } = slowLine();
  line.showQueuePosition('2nd in line');
  line.showQueuePosition('next');
  line.showProgress('step 1');
  await settle();
  expect(sent.filter((each) => each.startsWith('queue: ') && each !== 'queue: step 1')).toEqual([]);
  expect(sent.at(-1)).toBe('progress: step 1');
});

it('shows the queue position of a drawing that has to wait again', async () => {
  const { line, sent, settle } = slowLine();
  line.showProgress('step 1');
  await settle();
  line.showQueuePosition('next');
  await settle();
  expect(sent).toEqual(['progress: step 1', 'queue: next']);
});

it('shows nothing after its end, which waits for what is being sent', async () => {
  const { line, sent, settle } = slowLine();
  line.showProgress('step 1');
  const ended = line.end();
  line.showProgress('step 2');
  await settle();
  await ended;
  line.showQueuePosition('next');
  await settle();
  expect(sent.filter((each) => !each.includes('step'))).toEqual([]);
  expect(sent.length).toBeLessThanOrEqual(1);
});
