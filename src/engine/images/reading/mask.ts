import type { RawPicture } from '../../engine.ts';
import type { Picture } from '../../recipe.ts';
import { sharp } from '../../sharp.ts';
import { type GreyRaster, greyOf, maskOf, maxPictureSide, rawOf, sharpGrey, sharpRaw, toGrey } from '../raster.ts';
import {
  isWhitePaint,
  minShare,
  type RgbaSquare,
  transparencyOf,
  transparentShareOf,
  visibleOf,
  visibleShareOf,
  withoutAlpha,
} from './alpha.ts';
import { ImageError, type PixelSize } from './image-error.ts';
import { type Fit, openPicture, type ReadLimits, squarePixels, squareSide } from './read.ts';

export interface MaskOptions extends ReadLimits {
  /** Size of the picture that the mask belongs to, as `readPicture` returned it. */
  readonly picture: PixelSize;
  /** The fit with which the picture was read. */
  readonly fit?: Fit;
  readonly maxSide?: number;
}

/** Tolerance of the log of the aspect ratio, since scaled masks are a pixel or two off. */
const proportionTolerance = 0.03;

/** What marks new content in a mask file: white, transparency, or white strokes on a transparent layer. */
export type MaskReading = 'brightness' | 'transparency' | 'paint';

export interface ReadMask {
  readonly mask: Picture;
  readonly reading: MaskReading;
}

/**
 * Reads an uploaded mask, with the same crop as its picture: white where new content goes.
 * @throws ImageError as `readPicture`, and with code 'mask-does-not-fit'.
 */
export async function readMask(bytes: Uint8Array, options: MaskOptions): Promise<ReadMask> {
  const { picture, fit = 'crop', maxSide = maxPictureSide } = options;
  const opened = await openPicture(bytes, options);
  const { width, height } = opened;
  if (Math.abs(Math.log((width * picture.height) / (height * picture.width))) > proportionTolerance)
    throw new ImageError({ code: 'mask-does-not-fit', mask: { width, height }, picture });
  const square = await squarePixels(opened, squareSide(picture, fit, maxSide), fit);
  const reading = readingOf(square);
  return { mask: await maskOf(await readAs[reading](square)), reading };
}

const readAs: Readonly<Record<MaskReading, (square: RgbaSquare) => GreyRaster | Promise<GreyRaster>>> = {
  brightness: (square) => toGrey(sharpRaw(withoutAlpha(square))),
  transparency: transparencyOf,
  paint: visibleOf,
};

/** Chooses how to read a mask. Alpha is used only where part of the square is transparent and part is opaque. */
function readingOf(square: RgbaSquare): MaskReading {
  if (Math.min(transparentShareOf(square), visibleShareOf(square)) < minShare) return 'brightness';
  return isWhitePaint(square) ? 'paint' : 'transparency';
}

/** Swaps white and black. */
export async function invertMask(mask: Picture): Promise<Picture> {
  const { side, values } = await greyOf(mask);
  return maskOf({ side, values: values.map((value) => 255 - value) });
}

/** Computes the share of the square that is white, 0 … 1. */
export async function maskCoverage(mask: Picture): Promise<number> {
  const { values } = await greyOf(mask);
  return values.reduce((sum, value) => sum + value, 0) / (255 * values.length);
}

/**
 * Minimal peak of a mask at the model's side, 0 … 1. With a darker mask each step would restore most of the original.
 */
export const minMaskPeak = 0.5;

/** Finds the lightest value of a mask, 0 … 1; where `side` is given, of the mask resized to that side, in pixels. */
export async function maskPeak(mask: Picture, side?: number): Promise<number> {
  const grey = await greyOf(mask);
  const { values } =
    side === undefined ? grey : await toGrey(sharpGrey(grey).resize(side, side, { fit: 'fill', kernel: 'linear' }));
  return values.reduce((peak, value) => Math.max(peak, value), 0) / 255;
}

/** Colour and opacity of the masked part. */
const tint = { rgb: [255, 64, 129], opacity: 0.55 } as const;

/** Tints the part of a picture that will be drawn anew. The result has the picture's side. */
export async function tintMask(picture: Picture, mask: Picture): Promise<RawPicture> {
  const { width, height, rgb } = await rawOf(picture);
  const { values } = await scaleGrey(await greyOf(mask), width);
  const tinted = rgb.map((value, index) => {
    const share = (values[Math.floor(index / 3)]! / 255) * tint.opacity;
    return Math.round(value + (tint.rgb[index % 3]! - value) * share);
  });
  return { width, height, rgb: tinted };
}

const scaleGrey = async (grey: GreyRaster, side: number): Promise<GreyRaster> =>
  grey.side === side ? grey : toGrey(sharpGrey(grey).resize(side, side));

/** A part of a square, in fractions of its side: (0, 0) is the top left corner. */
export type Shape =
  | {
      readonly kind: 'rectangle';
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
  | {
      readonly kind: 'ellipse';
      readonly x: number;
      readonly y: number;
      readonly radiusX: number;
      readonly radiusY: number;
    }
  | { readonly kind: 'polygon'; readonly points: readonly (readonly [x: number, y: number])[] };

/** Draws a mask that is white inside any of the shapes, with smooth borders. */
export async function regionMask(shapes: readonly Shape[], side = maxPictureSide): Promise<Picture> {
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 1 1">`,
    '<rect width="1" height="1"/>',
    `<g fill="white">${shapes.map(svgShape).join('')}</g></svg>`,
  ];
  return maskOf(await toGrey(sharp(Buffer.from(svg.join('')))));
}

function svgShape(shape: Shape): string {
  switch (shape.kind) {
    case 'rectangle': {
      const { left, top, right, bottom } = shape;
      return `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"/>`;
    }
    case 'ellipse':
      return `<ellipse cx="${shape.x}" cy="${shape.y}" rx="${shape.radiusX}" ry="${shape.radiusY}"/>`;
    case 'polygon':
      return `<polygon points="${shape.points.flat().join(' ')}"/>`;
    default:
      throw shape satisfies never;
  }
}
