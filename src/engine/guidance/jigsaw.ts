/**
 * A view that rearranges the pieces of a 4 × 4 jigsaw puzzle. The cut is symmetric under quarter turns, so the four
 * pieces that quarter turns map onto each other (corners; inner pieces; two kinds of edge) fit into each other's places
 * exactly.
 * Source: Visual Anagrams, arXiv:2311.17919; the cut is our own.
 *
 * Points are relative to the middle of the picture, in pixels: x to the right, y down. Pixel centres lie at halves, so
 * rotating is exact arithmetic.
 */

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A disc of one cell's piece that reaches over the edge into the next cell. */
interface Tab {
  readonly centre: Point;
  /** Centre of the cell that the disc belongs to. */
  readonly owner: Point;
}

const turns = [0, 1, 2, 3];

/** Radius of a tab and the distance of its centre from the edge, in cells. The neck is narrower than the head. */
const tabRadius = 0.2;
const tabOffset = 0.12;

/**
 * Right-hand edges of the upper eight cells, row by row: 1 where the left piece has the tab, −1 where the right one.
 */
const upperTabs = [
  [1, -1, 1],
  [-1, -1, 1],
] as const;

/**
 * The piece of each kind (named by its cell in the upper left quarter) that is shown in place 0 … 3, counted in quarter
 * turns from there. Neighbours never move by the same number of turns, so every seam of the puzzle is visible.
 */
const arrangement: Readonly<Record<string, readonly number[]>> = {
  '-1.5,-1.5': [1, 0, 3, 2],
  '-0.5,-1.5': [2, 3, 0, 1],
  '-1.5,-0.5': [3, 2, 1, 0],
  '-0.5,-0.5': [1, 0, 3, 2],
};

/** For each pixel of the rearranged puzzle, row-major, the pixel of the picture that it shows. */
export function jigsawOrder(side: number): Int32Array {
  if (side % 4 !== 0) throw new RangeError(`a jigsaw of 4 × 4 needs a side divisible by 4, not ${side}`);
  const cell = side / 4;
  const tabs = cutTabs();
  return Int32Array.from({ length: side * side }, (_, pixel) => {
    const place = { x: (pixel % side) + 0.5 - side / 2, y: Math.floor(pixel / side) + 0.5 - side / 2 };
    const source = turn(place, turnsToSource(pieceAt(scaled(place, 1 / cell), tabs)));
    return (source.y + side / 2 - 0.5) * side + source.x + side / 2 - 0.5;
  });
}

/** Lists all 24 tabs, in cells: those of the upper half's vertical edges and their rotations by quarter turns. */
function cutTabs(): readonly Tab[] {
  const upper = upperTabs.flatMap((row, i) =>
    row.map((sign, j): Tab => {
      const edge = { x: j - 1, y: i - 1.5 };
      return { centre: { x: edge.x + sign * tabOffset, y: edge.y }, owner: { x: edge.x - sign * 0.5, y: edge.y } };
    }),
  );
  return upper.flatMap(({ centre, owner }) => turns.map((n) => ({ centre: turn(centre, n), owner: turn(owner, n) })));
}

/** Finds the piece that a place belongs to, as the centre of its cell. In cells. */
function pieceAt(place: Point, tabs: readonly Tab[]): Point {
  const tab = tabs.find(({ centre }) => (place.x - centre.x) ** 2 + (place.y - centre.y) ** 2 < tabRadius ** 2);
  return tab?.owner ?? { x: Math.floor(place.x) + 0.5, y: Math.floor(place.y) + 0.5 };
}

/** Counts the quarter turns from a place to the source of the piece that is shown there. */
function turnsToSource(piece: Point): number {
  const place = turns.find((n) => isUpperLeft(turn(piece, -n)))!;
  const kind = turn(piece, -place);
  return arrangement[`${kind.x},${kind.y}`]![place]! - place;
}

const isUpperLeft = ({ x, y }: Point): boolean => x < 0 && y < 0;

/** Rotates a point by `count` quarter turns clockwise about the middle. */
function turn(point: Point, count: number): Point {
  let { x, y } = point;
  for (let i = (count + 4) % 4; i > 0; i--) [x, y] = [-y, x];
  return { x, y };
}

const scaled = ({ x, y }: Point, factor: number): Point => ({ x: x * factor, y: y * factor });
