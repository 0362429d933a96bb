import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';

// Shared by the benchmarks with many people.

/** Limits so high that nobody is refused, in order to measure how the bot keeps up. */
export const unlimited = {
  ...{ JOBS_PER_MINUTE_PER_PERSON: '10000', JOBS_PER_MINUTE_PER_CHANNEL: '10000', JOBS_PER_MINUTE: '10000' },
  ...{ JOBS_AT_ONCE_PER_PERSON: '10000', JOBS_AT_ONCE_PER_CHANNEL: '10000', QUEUE_LIMIT: '10000' },
};

/**
 * Sends commands, evenly spread over `withinMs`, and returns when the last has had three seconds for its first answer.
 */
export async function sendSpread<T>(
  commands: number,
  withinMs: number,
  send: (index: number) => Promise<T>,
): Promise<readonly T[]> {
  const startedAt = performance.now();
  const requests: Promise<T>[] = [];
  for (let i = 0; i < commands; i++) {
    await sleep(Math.max(0, startedAt + (i * withinMs) / commands - performance.now()));
    requests.push(send(i));
  }
  await sleep(3_500);
  return Promise.all(requests);
}

/** Picks a percentile of sorted values. @param share From 0 to 1. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

/** Makes the upload that people attach: a coloured square of usual size. */
export async function drawing() {
  const square = { width: 256, height: 256, channels: 3, background: { r: 120, g: 160, b: 200 } } as const;
  return { name: 'drawing.png', bytes: await sharp({ create: square }).png().toBuffer() };
}
