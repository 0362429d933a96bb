import { expect, it } from 'vitest';
import { EventStream } from '../../../src/engine/supervisor/event-stream.ts';

it('keeps what is pushed before and after reading begins, in order, and forgets what comes after the end', async () => {
  const stream = new EventStream<number>();
  stream.push(1);
  stream.push(2);
  const read: number[] = [];
  const reader = (async () => {
    for await (const value of stream) read.push(value);
  })();
  await Promise.resolve();
  stream.push(3);
  stream.end();
  stream.push(4);
  await reader;
  expect(read).toEqual([1, 2, 3]);
});
