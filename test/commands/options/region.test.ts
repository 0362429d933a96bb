import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/commands/messages/errors.ts';
import { parseRegion } from '../../../src/commands/options/region.ts';

type Sides = readonly [left: number, top: number, right: number, bottom: number];

const sides = (words: string): readonly Sides[] =>
  parseRegion(words).map(({ left, top, right, bottom }) => [left, top, right, bottom].map(rounded) as unknown as Sides);

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

describe('words name a part of a picture, as left, top, right and bottom', () => {
  test.each<[string, Sides]>([
    ['top half', [0, 0, 1, 0.5]],
    ['the top half of the picture', [0, 0, 1, 0.5]],
    ['Upper Half', [0, 0, 1, 0.5]],
    ['half top', [0, 0, 1, 0.5]],
    ['top', [0, 0, 1, 0.5]],
    ['left third', [0, 0, 0.333, 1]],
    ['right', [0.5, 0, 1, 1]],
    ['the right side', [0.5, 0, 1, 1]],
    ['bottom 30%', [0, 0.7, 1, 1]],
    ['30 % bottom', [0, 0.7, 1, 1]],
    ['bottom 30 percent', [0, 0.7, 1, 1]],
    ['lower two thirds', [0, 0.333, 1, 1]],
    ['left three-quarters', [0, 0, 0.75, 1]],
    ['left 1/3', [0, 0, 0.333, 1]],
    ['top ½', [0, 0, 1, 0.5]],
    ['centre', [0.25, 0.25, 0.75, 0.75]],
    ['in the center', [0.25, 0.25, 0.75, 0.75]],
    ['middle 40%', [0.3, 0.3, 0.7, 0.7]],
    ['top left quarter', [0, 0, 0.5, 0.5]],
    ['upper-left corner', [0, 0, 0.5, 0.5]],
    ['bottom right', [0.5, 0.5, 1, 1]],
    ['top right 30%', [0.7, 0, 1, 0.3]],
    ['bottom middle', [0.25, 0.5, 0.75, 1]],
    ['middle row', [0, 0.333, 1, 0.667]],
    ['center column', [0.333, 0, 0.667, 1]],
    ['left column', [0, 0, 0.333, 1]],
    ['left 30', [0, 0, 0.3, 1]],
    ['30% from the left', [0, 0, 0.3, 1]],
    ['topmost quarter', [0, 0, 1, 0.25]],
    ['everything', [0, 0, 1, 1]],
    ['the whole picture', [0, 0, 1, 1]],
    ['x 10-60% y 20-50%', [0.1, 0.2, 0.6, 0.5]],
    ['x:10%-60% y:20%-50%', [0.1, 0.2, 0.6, 0.5]],
    ['x 10–60', [0.1, 0, 0.6, 1]],
    ['y 50 to 20', [0, 0.2, 1, 0.5]],
  ])('%s', (words, expected) => {
    expect(sides(words)).toEqual([expected]);
  });

  test('several parts together', () => {
    expect(sides('left third and right third')).toEqual([
      [0, 0, 0.333, 1],
      [0.667, 0, 1, 1],
    ]);
    expect(sides('top 10%, bottom 10%')).toHaveLength(2);
  });
});

test.each([
  '',
  'sideways',
  'left right',
  'top 0%',
  'top 120%',
  'x 60-60%',
  'x 10-160%',
  'half',
  'left row',
  'left 300',
  'top left bottom',
  'top and',
])('"%s" is answered with examples', (words) => {
  expect(() => parseRegion(words)).toThrow(UserError);
  try {
    parseRegion(words);
  } catch (error) {
    expect((error as UserError).notice.hint).toMatch(/"top half".*"bottom 30%".*"x 10-60% y 20-50%"/);
  }
});
