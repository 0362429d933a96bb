import { expect } from 'vitest';
import type { JobEvent, RawPicture } from '../../../src/engine/client.ts';

/** The picture of a job that has ended well. */
export function pictureOf(events: readonly JobEvent[]): RawPicture {
  const last = events.at(-1);
  if (last?.kind !== 'done') throw new Error(JSON.stringify(last));
  return last.pictures[0]!;
}

/** The largest difference of two pictures of one size, in levels of 255. */
export function levelsApart(a: RawPicture, b: RawPicture): number {
  expect(a.rgb).toHaveLength(b.rgb.length);
  return a.rgb.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b.rgb[i]!)), 0);
}
