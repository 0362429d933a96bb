import type { RawPicture } from '../engine.ts';
import type { GreyRaster } from './raster.ts';

/** A square as it was decoded: RGBA, 8 bit, row-major; colours are not multiplied with alpha. */
export interface RgbaSquare {
  readonly side: number;
  readonly rgba: Uint8Array;
}

/**
 * The share of a square below which transparency means nothing: stray pixels, rounded corners and soft edges are not
 * where somebody wants something drawn.
 */
export const leastShare = 0.005;

const opaque = 255;
/** Alpha below this lets through more than it shows. */
const half = 128;

/** White where nothing is seen. */
export const transparencyOf = (square: RgbaSquare): GreyRaster => eachPixel(square, ({ alpha }) => opaque - alpha);

/** How much is seen through at least by half, 0 … 1. */
export const transparentShareOf = (square: RgbaSquare): number => shareOf(square, ({ alpha }) => alpha < half);

/** How much is seen at least by half, 0 … 1. */
export const visibleShareOf = (square: RgbaSquare): number => 1 - transparentShareOf(square);

/** Whether what is seen is white, all but a little: strokes of white on nothing. */
export function isWhitePaint(square: RgbaSquare): boolean {
  const coloured = shareOf(square, ({ alpha, rgb }) => alpha >= half && Math.min(...rgb) < nearlyWhite);
  return coloured <= leastShare * visibleShareOf(square);
}

const nearlyWhite = 224;

/** White where something is seen. */
export const visibleOf = (square: RgbaSquare): GreyRaster => eachPixel(square, ({ alpha }) => alpha);

export function layOnWhite(square: RgbaSquare): RawPicture {
  return blend(square, (colour, alpha) => Math.round(opaque + ((colour - opaque) * alpha) / opaque));
}

/** The colours as if nothing were transparent; what is not seen at all is black. */
export const withoutAlpha = (square: RgbaSquare): RawPicture =>
  blend(square, (colour, alpha) => (alpha === 0 ? 0 : colour));

function blend({ side, rgba }: RgbaSquare, channel: (colour: number, alpha: number) => number): RawPicture {
  const rgb = new Uint8Array(side * side * 3);
  for (let i = 0; i < rgb.length; i++) {
    const pixel = 4 * Math.floor(i / 3);
    rgb[i] = channel(rgba[pixel + (i % 3)]!, rgba[pixel + 3]!);
  }
  return { width: side, height: side, rgb };
}

interface Pixel {
  readonly rgb: Uint8Array;
  readonly alpha: number;
}

function eachPixel({ side, rgba }: RgbaSquare, value: (pixel: Pixel) => number): GreyRaster {
  const values = Uint8Array.from({ length: side * side }, (_, i) =>
    value({ rgb: rgba.subarray(4 * i, 4 * i + 3), alpha: rgba[4 * i + 3]! }),
  );
  return { side, values };
}

function shareOf(square: RgbaSquare, counts: (pixel: Pixel) => boolean): number {
  const { values } = eachPixel(square, (pixel) => Number(counts(pixel)));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
