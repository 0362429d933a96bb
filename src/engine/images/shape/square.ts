import type { RawPicture } from '../../engine.ts';
import { cutGrey, cutRaw, type GreyRaster } from '../raster.ts';

/** A square of a picture, in its pixels. It may reach over the picture's edge. */
export interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** Cuts a square out of a picture. Beyond the picture's edge, its edge pixels are carried on. */
export const cutSquare = (raw: RawPicture, { left, top, side }: Square): RawPicture =>
  cutRaw(raw, { left, top, width: side, height: side });

/** Cuts a square out of a mask as `cutSquare` does. */
export const cutMask = (grey: GreyRaster, { left, top, side }: Square): GreyRaster =>
  cutGrey(grey, { left, top, width: side, height: side });

/** The lightness of a mask from which on a pixel counts as new content. */
const isNew = 128;

/**
 * Share of the square's side that new content takes. The rest shows the model what surrounds it. With 0.67 a subject was
 * drawn with too few pixels to be known again: of penguin, house, cat, dog and castle, 2 seeds each, most were blobs;
 * with 0.85 all but the castle were plain.
 */
const contentShare = 0.85;

/** Least side of the square around new content, in pixels. */
const leastSide = 32;

/**
 * Finds the square around a mask's new content, with what surrounds it. It lies inside the picture where it fits.
 * @returns undefined for a mask without new content.
 */
export function squareAround(mask: GreyRaster): Square | undefined {
  const content = contentOf(mask);
  if (content === undefined) return undefined;
  const { columns, rows } = content;
  const longest = Math.max(columns.end - columns.start, rows.end - rows.start);
  const wanted = Math.max(leastSide, Math.round(longest / contentShare));
  const side = Math.min(wanted, Math.max(mask.width, mask.height));
  return { left: placed(columns, side, mask.width), top: placed(rows, side, mask.height), side };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds the columns and rows that have new content. */
function contentOf({ width, values }: GreyRaster): { columns: Span; rows: Span } | undefined {
  let content: { columns: Span; rows: Span } | undefined;
  for (const [index, value] of values.entries()) {
    if (value < isNew) continue;
    const [x, y] = [index % width, Math.floor(index / width)];
    content = { columns: widened(content?.columns, x), rows: widened(content?.rows, y) };
  }
  return content;
}

const widened = (span: Span | undefined, at: number): Span =>
  span === undefined
    ? { start: at, end: at + 1 }
    : { start: Math.min(span.start, at), end: Math.max(span.end, at + 1) };

/** Centres `side` pixels on a span, then moves them into `length` pixels, or centres them there. */
function placed({ start, end }: Span, side: number, length: number): number {
  if (side >= length) return Math.floor((length - side) / 2);
  return Math.min(Math.max(Math.round((start + end - side) / 2), 0), length - side);
}
