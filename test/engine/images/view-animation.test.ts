import { describe, expect, test } from 'vitest';
import { type ViewName, viewNames, viewPicture } from '../../../src/engine/client.ts';
import { viewAnimationFrames } from '../../../src/engine/images/view-animation.ts';
import { gradient } from '../../commands/uploads.ts';

const picture = gradient(24);

/** The share of pixels that are background, which the gradient never is. */
const paperShare = ({ rgb }: { rgb: Uint8Array }): number => {
  let count = 0;
  for (let i = 0; i < rgb.length; i += 3) if (rgb[i + 2] === 0xf7) count += 1;
  return (3 * count) / rgb.length;
};

describe.each(viewNames)('turning by %s', (view: ViewName) => {
  const frames = viewAnimationFrames(picture, view, 6);

  test('begins at the picture, and is at its reading half of the way', () => {
    expect(frames).toHaveLength(12);
    expect(frames[0]).toEqual(picture);
    expect(frames[6]).toEqual(viewPicture(picture, view));
  });

  test('goes back as it came', () => {
    for (const step of [1, 2, 3, 4, 5]) expect(frames[12 - step]).toEqual(frames[step]);
  });
});

test('a flip is a line in between, and its back is upside down', () => {
  const frames = viewAnimationFrames(picture, 'flip', 12);
  expect(paperShare(frames[6]!)).toBeGreaterThan(0.95);
  expect(paperShare(frames[3]!)).toBeLessThan(paperShare(frames[5]!));
  const red = (frame: number, row: number) => frames[frame]!.rgb[3 * (row * 24 + 12)]!;
  expect(red(2, 6)).toBeLessThan(red(2, 17));
  expect(red(10, 6)).toBeGreaterThan(red(10, 17));
});

test.each(['rotate90', 'rotate180', 'rotate270'] as const)('%s turns about the middle, which stays', (view) => {
  for (const { rgb } of viewAnimationFrames(picture, view, 5)) {
    const middle = 3 * (12 * 24 + 12);
    expect(Math.abs(rgb[middle]! - 133)).toBeLessThan(16);
    expect(Math.abs(rgb[middle + 1]! - 133)).toBeLessThan(16);
  }
});

test('a quarter turn comes from the side where it ends', () => {
  const frames = viewAnimationFrames(picture, 'rotate90', 40);
  const gap = (a: number, b: number) =>
    frames[a]!.rgb.reduce((sum, value, i) => sum + Math.abs(value - frames[b]!.rgb[i]!), 0);
  expect(gap(39, 40)).toBeLessThan(gap(20, 40) / 4);
  expect(gap(0, 1)).toBeLessThan(gap(0, 20) / 4);
});

test('the negative is grey half of the way', () => {
  const { rgb } = viewAnimationFrames(picture, 'negate', 2)[1]!;
  expect(Math.max(...rgb)).toBeLessThanOrEqual(129);
  expect(Math.min(...rgb)).toBeGreaterThanOrEqual(127);
});
