import { describe, expect, it } from 'vitest';
import { cutSquare, type Square, squareAround } from '../../../../src/engine/client.ts';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A mask that is white in a box, of a picture of 300 × 200 px unless said otherwise. */
function maskOf(box: Box, width = 300, height = 200) {
  const values = new Uint8Array(width * height);
  for (let y = box.top; y < box.bottom; y++) values.fill(255, y * width + box.left, y * width + box.right);
  return { width, height, values };
}

const holds = ({ left, top, side }: Square, box: Box) =>
  left <= box.left && top <= box.top && left + side >= box.right && top + side >= box.bottom;

describe('the square around new content', () => {
  const boxes: readonly (readonly [string, Box])[] = [
    ['in the middle', { left: 130, top: 80, right: 170, bottom: 120 }],
    ['at the left edge', { left: 0, top: 60, right: 50, bottom: 120 }],
    ['in the last corner', { left: 260, top: 150, right: 300, bottom: 200 }],
    ['as high as the picture', { left: 40, top: 0, right: 90, bottom: 200 }],
  ];

  it.each(boxes)('holds it, and some of what surrounds it (%s)', (_, box) => {
    const square = squareAround(maskOf(box))!;
    expect(holds(square, box)).toBe(true);
    const longest = Math.max(box.right - box.left, box.bottom - box.top);
    expect(square.side).toBe(Math.min(300, Math.round(longest / 0.85)));
  });

  it.each(boxes.slice(0, 3))('lies inside the picture where it fits (%s)', (_, box) => {
    const { left, top, side } = squareAround(maskOf(box))!;
    expect([left >= 0, top >= 0, left + side <= 300, top + side <= 200]).toEqual([true, true, true, true]);
  });

  it('is centred on the content where nothing is in the way', () => {
    const box = { left: 130, top: 80, right: 170, bottom: 120 };
    expect(squareAround(maskOf(box))).toEqual({ left: 127, top: 77, side: 47 });
  });

  it('is the whole picture at most, and reaches over its shorter sides alike', () => {
    const everything = { left: 0, top: 0, right: 300, bottom: 200 };
    expect(squareAround(maskOf(everything))).toEqual({ left: 0, top: -50, side: 300 });
  });

  it('leaves some pixels to a model even for a dot', () => {
    const dot = { left: 100, top: 100, right: 101, bottom: 101 };
    expect(squareAround(maskOf(dot))!.side).toBe(32);
  });

  it('is undefined where nothing is to be drawn', () => {
    expect(squareAround(maskOf({ left: 0, top: 0, right: 0, bottom: 0 }))).toBeUndefined();
    const dark = { width: 2, height: 1, values: Uint8Array.of(127, 90) };
    expect(squareAround(dark)).toBeUndefined();
  });
});

describe('cutting', () => {
  const picture = { width: 2, height: 1, rgb: Uint8Array.of(1, 2, 3, 4, 5, 6) };

  it('takes the pixels of the square', () => {
    expect(cutSquare(picture, { left: 1, top: 0, side: 1 })).toEqual({
      width: 1,
      height: 1,
      rgb: Uint8Array.of(4, 5, 6),
    });
  });

  it('carries the edge on beyond the picture', () => {
    const { rgb } = cutSquare(picture, { left: -1, top: -1, side: 3 });
    const row = [1, 2, 3, 1, 2, 3, 4, 5, 6];
    expect([...rgb]).toEqual([...row, ...row, ...row]);
  });
});
