import type { RawPicture } from '../../engine.ts';
import type { GreyRaster } from '../raster.ts';

/** A square as it was decoded: RGBA, 8 bit, row-major; colours are not multiplied with alpha. */
export interface RgbaSquare {
  readonly side: number;
  readonly rgba: Uint8Array;
}

/**
 * The share of a square below which transparency means nothing: stray pixels, rounded corners and soft edges are not
 * where somebody wants something drawn.
 */
export const minShare = 0.005;

const opaque = 255;
/** Alpha below this lets through more than it shows. */
const half = 128;

/** White where nothing is seen. */
export const transparencyOf = ({ side, rgba }: RgbaSquare): GreyRaster => ({
  side,
  values: eachPixel(side, (at) => opaque - rgba[at + 3]!),
});

/** White where something is seen. */
export const visibleOf = ({ side, rgba }: RgbaSquare): GreyRaster => ({
  side,
  values: eachPixel(side, (at) => rgba[at + 3]!),
});

/** How much is seen through at least by half, 0 … 1. */
export const transparentShareOf = ({ side, rgba }: RgbaSquare): number => shareOf(side, (at) => rgba[at + 3]! < half);

/** How much is seen at least by half, 0 … 1. */
export const visibleShareOf = (square: RgbaSquare): number => 1 - transparentShareOf(square);

/** Whether what is seen is white, all but a little: strokes of white on nothing. */
export function isWhitePaint(square: RgbaSquare): boolean {
  const { side, rgba } = square;
  const coloured = shareOf(
    side,
    (at) => rgba[at + 3]! >= half && Math.min(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!) < nearlyWhite,
  );
  return coloured <= minShare * visibleShareOf(square);
}

const nearlyWhite = 224;

export const layOnWhite = (square: RgbaSquare): RawPicture =>
  blend(square, (colour, alpha) => Math.round(opaque + ((colour - opaque) * alpha) / opaque));

/** The colours as if nothing were transparent; what is not seen at all is black. */
export const withoutAlpha = (square: RgbaSquare): RawPicture =>
  blend(square, (colour, alpha) => (alpha === 0 ? 0 : colour));

function blend({ side, rgba }: RgbaSquare, channel: (colour: number, alpha: number) => number): RawPicture {
  const rgb = new Uint8Array(side * side * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    for (let i = from; i < from + 3; i++) rgb[to++] = channel(rgba[i]!, rgba[from + 3]!);
  }
  return { width: side, height: side, rgb };
}

/** @param value Of the pixel whose red stands at this index. */
function eachPixel(side: number, value: (at: number) => number): Uint8Array {
  const values = new Uint8Array(side * side);
  for (let i = 0; i < values.length; i++) values[i] = value(4 * i);
  return values;
}

function shareOf(side: number, counts: (at: number) => boolean): number {
  const counted = eachPixel(side, (at) => Number(counts(at)));
  return counted.reduce((sum, each) => sum + each, 0) / counted.length;
}
