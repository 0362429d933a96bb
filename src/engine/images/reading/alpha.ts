import type { RawPicture } from '../../engine.ts';
import type { GreyRaster } from '../raster.ts';

/** A decoded picture: 8-bit RGBA, row-major, not premultiplied. */
export interface RgbaRaster {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/**
 * Share of a picture below which transparency is ignored: stray pixels, rounded corners and soft edges are no mask.
 */
export const minShare = 0.005;

const opaque = 255;
/** Alpha of 50 %. */
const halfOpaque = 128;

/** Makes a mask that is white where the picture is transparent. */
export const transparencyOf = ({ width, height, rgba }: RgbaRaster): GreyRaster => ({
  ...{ width, height },
  values: eachPixel(rgba, (at) => opaque - rgba[at + 3]!),
});

/** Makes a mask that is white where the picture is opaque. */
export const visibleOf = ({ width, height, rgba }: RgbaRaster): GreyRaster => ({
  ...{ width, height },
  values: eachPixel(rgba, (at) => rgba[at + 3]!),
});

/** Share of the picture that is at least half transparent, 0 … 1. */
export const transparentShareOf = ({ rgba }: RgbaRaster): number => shareOf(rgba, (at) => rgba[at + 3]! < halfOpaque);

/** Share of the picture that is at least half opaque, 0 … 1. */
export const visibleShareOf = (raster: RgbaRaster): number => 1 - transparentShareOf(raster);

/** Whether nearly all that is opaque is white: white strokes on a transparent layer. */
export function isWhitePaint(raster: RgbaRaster): boolean {
  const { rgba } = raster;
  const coloured = shareOf(
    rgba,
    (at) => rgba[at + 3]! >= halfOpaque && Math.min(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!) < nearlyWhite,
  );
  return coloured <= minShare * visibleShareOf(raster);
}

const nearlyWhite = 224;

export const flattenOnWhite = (raster: RgbaRaster): RawPicture =>
  blend(raster, (colour, alpha) => Math.round(opaque + ((colour - opaque) * alpha) / opaque));

/** Drops the alpha channel. Fully transparent pixels become black. */
export const withoutAlpha = (raster: RgbaRaster): RawPicture =>
  blend(raster, (colour, alpha) => (alpha === 0 ? 0 : colour));

function blend({ width, height, rgba }: RgbaRaster, channel: (colour: number, alpha: number) => number): RawPicture {
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    for (let i = from; i < from + 3; i++) rgb[to++] = channel(rgba[i]!, rgba[from + 3]!);
  }
  return { width, height, rgb };
}

/** @param value Computes the value of the pixel whose red is at this index. */
function eachPixel(rgba: Uint8Array, value: (at: number) => number): Uint8Array {
  const values = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < values.length; i++) values[i] = value(4 * i);
  return values;
}

function shareOf(rgba: Uint8Array, counts: (at: number) => boolean): number {
  const counted = eachPixel(rgba, (at) => Number(counts(at)));
  return counted.reduce((sum, each) => sum + each, 0) / counted.length;
}
