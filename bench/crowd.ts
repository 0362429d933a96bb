import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';

// What the benches with many people have in common.

/** Nobody is refused: what is measured then is how the bot keeps up. */
export const generous = {
  ...{ JOBS_PER_MINUTE_PER_PERSON: '10000', JOBS_PER_MINUTE_PER_CHANNEL: '10000', JOBS_PER_MINUTE: '10000' },
  ...{ JOBS_AT_ONCE_PER_PERSON: '10000', JOBS_AT_ONCE_PER_CHANNEL: '10000', QUEUE_LIMIT: '10000' },
};

/** Lets so many ask, evenly within a time, and returns when the last has had its three seconds for a first answer. */
export async function arrive<T>(
  commands: number,
  withinMs: number,
  ask: (index: number) => Promise<T>,
): Promise<readonly T[]> {
  const begun = performance.now();
  const askings: Promise<T>[] = [];
  for (let i = 0; i < commands; i++) {
    await sleep(Math.max(0, begun + (i * withinMs) / commands - performance.now()));
    askings.push(ask(i));
  }
  await sleep(3_500);
  return Promise.all(askings);
}

/** @param share From 0 to 1. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

/** A child's drawing, as far as this goes: a coloured square of usual size. */
export async function drawing() {
  const square = { width: 256, height: 256, channels: 3, background: { r: 120, g: 160, b: 200 } } as const;
  return { name: 'drawing.png', bytes: await sharp({ create: square }).png().toBuffer() };
}
