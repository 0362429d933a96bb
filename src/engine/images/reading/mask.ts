import type { RawPicture } from '../../engine.ts';
import type { Picture } from '../../recipe.ts';
import { sharp } from '../../sharp.ts';
import { type GreyRaster, greyOf, maskOf, maxPictureSide, rawOf, sharpGrey, sharpRaw, toGrey } from '../raster.ts';
import {
  isWhitePaint,
  minShare,
  type RgbaRaster,
  transparencyOf,
  transparentShareOf,
  visibleOf,
  visibleShareOf,
  withoutAlpha,
} from './alpha.ts';
import { ImageError, type PixelSize } from './image-error.ts';
import { decodePixels, type Fit, fittedSize, openPicture, type ReadLimits } from './read.ts';

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
  const { picture, fit = 'crop', maxSide } = options;
  const opened = await openPicture(bytes, options);
  const { width, height } = opened;
  if (Math.abs(Math.log((width * picture.height) / (height * picture.width))) > proportionTolerance)
    throw new ImageError({ code: 'mask-does-not-fit', mask: { width, height }, picture });
  const raster = await decodePixels(opened, fittedSize(picture, fit, maxSide), fit);
  const reading = readingOf(raster);
  return { mask: await maskOf(await readAs[reading](raster)), reading };
}

const readAs: Readonly<Record<MaskReading, (raster: RgbaRaster) => GreyRaster | Promise<GreyRaster>>> = {
  brightness: (raster) => toGrey(sharpRaw(withoutAlpha(raster))),
  transparency: transparencyOf,
  paint: visibleOf,
};

/** Chooses how to read a mask. Alpha is used only where part of the picture is transparent and part is opaque. */
function readingOf(raster: RgbaRaster): MaskReading {
  if (Math.min(transparentShareOf(raster), visibleShareOf(raster)) < minShare) return 'brightness';
  return isWhitePaint(raster) ? 'paint' : 'transparency';
}

/** Swaps white and black. */
export async function invertMask(mask: Picture): Promise<Picture> {
  const { values, ...size } = await greyOf(mask);
  return maskOf({ ...size, values: values.map((value) => 255 - value) });
}

/** Computes the share of the mask that is white, 0 … 1. */
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

/** Tints the part of a picture that will be drawn anew. The result has the picture's size. */
export async function tintMask(picture: Picture, mask: Picture): Promise<RawPicture> {
  const { width, height, rgb } = await rawOf(picture);
  const { values } = await scaleGrey(await greyOf(mask), width, height);
  const tinted = rgb.map((value, index) => {
    const share = (values[Math.floor(index / 3)]! / 255) * tint.opacity;
    return Math.round(value + (tint.rgb[index % 3]! - value) * share);
  });
  return { width, height, rgb: tinted };
}

const scaleGrey = async (grey: GreyRaster, width: number, height: number): Promise<GreyRaster> =>
  grey.width === width && grey.height === height ? grey : toGrey(sharpGrey(grey).resize(width, height));

/** A part of a picture, in fractions of its sides: (0, 0) is the top left corner. */
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
export async function regionMask(
  shapes: readonly Shape[],
  { width, height }: PixelSize = { width: maxPictureSide, height: maxPictureSide },
): Promise<Picture> {
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1 1" preserveAspectRatio="none">`,
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
