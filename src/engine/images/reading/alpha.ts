import type { RawPicture } from '../../engine.ts';
import type { GreyRaster } from '../raster.ts';

/** A decoded square: 8-bit RGBA, row-major, not premultiplied. */
export interface RgbaSquare {
  readonly side: number;
  readonly rgba: Uint8Array;
}

/**
 * Share of a square below which transparency is ignored: stray pixels, rounded corners and soft edges are no mask.
 */
export const minShare = 0.005;

const opaque = 255;
/** Alpha of 50 %. */
const halfOpaque = 128;

/** Makes a mask that is white where the square is transparent. */
export const transparencyOf = ({ side, rgba }: RgbaSquare): GreyRaster => ({
  side,
  values: eachPixel(side, (at) => opaque - rgba[at + 3]!),
});

/** Makes a mask that is white where the square is opaque. */
export const visibleOf = ({ side, rgba }: RgbaSquare): GreyRaster => ({
  side,
  values: eachPixel(side, (at) => rgba[at + 3]!),
});

/** Share of the square that is at least half transparent, 0 … 1. */
export const transparentShareOf = ({ side, rgba }: RgbaSquare): number =>
  shareOf(side, (at) => rgba[at + 3]! < halfOpaque);

/** Share of the square that is at least half opaque, 0 … 1. */
export const visibleShareOf = (square: RgbaSquare): number => 1 - transparentShareOf(square);

/** Whether nearly all that is opaque is white: white strokes on a transparent layer. */
export function isWhitePaint(square: RgbaSquare): boolean {
  const { side, rgba } = square;
  const coloured = shareOf(
    side,
    (at) => rgba[at + 3]! >= halfOpaque && Math.min(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!) < nearlyWhite,
  );
  return coloured <= minShare * visibleShareOf(square);
}

const nearlyWhite = 224;

export const flattenOnWhite = (square: RgbaSquare): RawPicture =>
  blend(square, (colour, alpha) => Math.round(opaque + ((colour - opaque) * alpha) / opaque));

/** Drops the alpha channel. Fully transparent pixels become black. */
export const withoutAlpha = (square: RgbaSquare): RawPicture =>
  blend(square, (colour, alpha) => (alpha === 0 ? 0 : colour));

function blend({ side, rgba }: RgbaSquare, channel: (colour: number, alpha: number) => number): RawPicture {
  const rgb = new Uint8Array(side * side * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    for (let i = from; i < from + 3; i++) rgb[to++] = channel(rgba[i]!, rgba[from + 3]!);
  }
  return { width: side, height: side, rgb };
}

/** @param value Computes the value of the pixel whose red is at this index. */
function eachPixel(side: number, value: (at: number) => number): Uint8Array {
  const values = new Uint8Array(side * side);
  for (let i = 0; i < values.length; i++) values[i] = value(4 * i);
  return values;
}

function shareOf(side: number, counts: (at: number) => boolean): number {
  const counted = eachPixel(side, (at) => Number(counts(at)));
  return counted.reduce((sum, each) => sum + each, 0) / counted.length;
}
