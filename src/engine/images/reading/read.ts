import type { Sharp } from 'sharp';
import type { RawPicture } from '../../engine.ts';
import type { Picture } from '../../recipe.ts';
import { sharp } from '../../sharp.ts';
import { asStillAvif, hasStill, isAnimatedAvif } from '../avif.ts';
import { isAnimatedPng } from '../png-chunks.ts';
import { maskOf, maxPictureSide, pictureOf } from '../raster.ts';
import { type ReadableFormat, sniff } from '../sniff.ts';
import { flattenOnWhite, minShare, type RgbaSquare, transparencyOf, transparentShareOf } from './alpha.ts';
import { decodingCost, tooCostly } from './decoding-cost.ts';
import { ImageError, type ImageProblem, type PixelSize } from './image-error.ts';
import { isWholeBaseline } from './jpeg-scan.ts';

/** How a picture becomes square: cropped to its middle, or padded with white. */
export type Fit = 'crop' | 'pad';

export interface ReadLimits {
  /** Default 20 MB. */
  readonly maxBytes?: number;
  /** Pixels of one frame according to the file's header; checked before anything is decoded. Default 64 megapixels. */
  readonly maxPixels?: number;
}

export interface ReadOptions extends ReadLimits {
  /** Default 'crop'. */
  readonly fit?: Fit;
  /** Largest side of the square in pixels, at most 256, which is the default. Smaller pictures are not enlarged. */
  readonly maxSide?: number;
}

export interface ReadPicture extends PixelSize {
  /** Square, 8-bit sRGB, at most 256 px a side; transparency flattened on white. */
  readonly picture: Picture;
  /** The same square as a mask: white where the upload was transparent. Absent where less than 0.5 % was. */
  readonly transparency?: Picture;
  /** Share of the square that is at least half transparent, 0 … 1. */
  readonly transparentShare: number;
}

/** What a file contains after its first picture, which alone is read: frames of an animation, or pages. */
export type More = 'frames' | 'pages';

/** An uploaded file whose header is within the limits, and a pipeline that will decode its first frame upright. */
export interface OpenedPicture extends PixelSize {
  readonly bytes: Uint8Array;
  readonly format: ReadableFormat;
  readonly more?: More;
  /** Estimated memory for decoding, in bytes. */
  readonly cost: number;
  /** The error for a file that takes more than that. */
  readonly tooCostly: ImageError;
  readonly pipeline: Sharp;
}

/**
 * Reads an uploaded picture of any common format, rotated by its EXIF orientation. `width` and `height` are those of
 * the rotated picture. Ignores the file's name, and decodes nothing before the header is known to be within the limits.
 * @throws ImageError when the file cannot be used.
 */
export async function readPicture(bytes: Uint8Array, options: ReadOptions = {}): Promise<ReadPicture> {
  const { fit = 'crop', maxSide = maxPictureSide } = options;
  const opened = await openPicture(bytes, options);
  const pixels = await squarePixels(opened, squareSide(opened, fit, maxSide), fit);
  const transparentShare = transparentShareOf(pixels);
  const transparency = transparentShare < minShare ? undefined : await maskOf(transparencyOf(pixels));
  const { width, height } = opened;
  return {
    picture: await pictureOf(flattenOnWhite(pixels)),
    ...(transparency && { transparency }),
    ...{ transparentShare, width, height },
  };
}

/** Largest side of a picture that is read to be shown again, not to be put into a recipe, in pixels. */
const maxShownSide = 1024;

/**
 * Reads the middle square of a picture of any common format, at its own size up to 1024 px a side; transparency is
 * flattened on white.
 * @throws ImageError when the file cannot be used.
 */
export async function readSquare(bytes: Uint8Array, limits: ReadLimits = {}): Promise<RawPicture> {
  const opened = await openPicture(bytes, limits);
  const side = Math.min(opened.width, opened.height, maxShownSide);
  return flattenOnWhite(await squarePixels(opened, side, 'crop'));
}

/**
 * Opens an uploaded file and checks its header.
 * @throws ImageError when it is not a readable picture, or exceeds a limit.
 */
export async function openPicture(bytes: Uint8Array, limits: ReadLimits): Promise<OpenedPicture> {
  const { maxBytes = 20_000_000, maxPixels = 64_000_000 } = limits;
  if (bytes.length === 0) throw new ImageError({ code: 'empty' });
  if (bytes.length > maxBytes) throw new ImageError({ code: 'too-many-bytes', sizeBytes: bytes.length, maxBytes });
  const format = readableFormat(bytes);
  const file = format === 'avif' ? asStillAvif(bytes) : bytes;
  const metadata = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw new ImageError(unopened(bytes, format), { cause });
    });
  const { autoOrient, pages = 1 } = metadata;
  const { width, height } = autoOrient;
  if (width * height > maxPixels) throw new ImageError({ code: 'too-many-pixels', width, height, maxPixels });
  const costed = { bytes, format, metadata };
  const cost = decodingCost(costed);
  const pipeline = sharp(file, { limitInputPixels: maxPixels, autoOrient: true });
  const more = moreIn(bytes, format, pages);
  return {
    ...{ width, height, bytes, format, pipeline, cost, tooCostly: tooCostly(costed) },
    ...(more !== undefined && { more }),
  };
}

/**
 * Returns what a file contains after its first picture; undefined where that is nothing, or the file cannot be read.
 */
export async function moreThanFirst(bytes: Uint8Array): Promise<More | undefined> {
  const opened = await openPicture(bytes, {}).catch((error) => {
    if (error instanceof ImageError) return undefined;
    throw error;
  });
  return opened?.more;
}

const unopened = (bytes: Uint8Array, format: ReadableFormat): ImageProblem =>
  format === 'avif' && isAnimatedAvif(bytes) && !hasStill(bytes)
    ? { code: 'unsupported-format', format: 'animated AVIF without a still picture' }
    : { code: 'damaged', format };

/** Detects further frames or pages. The decoder reports frames of GIF and WebP only. */
function moreIn(bytes: Uint8Array, format: ReadableFormat, pages: number): More | undefined {
  if (format === 'png') return isAnimatedPng(bytes) ? 'frames' : undefined;
  if (format === 'avif' && isAnimatedAvif(bytes)) return 'frames';
  if (pages === 1) return undefined;
  return format === 'gif' || format === 'webp' ? 'frames' : 'pages';
}

function readableFormat(bytes: Uint8Array): ReadableFormat {
  const sniffed = sniff(bytes);
  switch (sniffed.kind) {
    case 'readable':
      return sniffed.format;
    case 'unsupported':
      throw new ImageError({ code: 'unsupported-format', format: sniffed.format });
    case 'text':
    case 'unknown':
      throw new ImageError({ code: 'not-a-picture', looksLike: sniffed.kind });
    default:
      throw sniffed satisfies never;
  }
}

/** Computes the side, in pixels, of the square that a picture of this size becomes. */
export const squareSide = ({ width, height }: PixelSize, fit: Fit, maxSide: number): number =>
  Math.min(fit === 'crop' ? Math.min(width, height) : Math.max(width, height), maxSide, maxPictureSide);

/**
 * Decodes an opened file to a square.
 * @throws ImageError, code 'damaged', when data are missing or corrupt after the header.
 */
export async function squarePixels(opened: OpenedPicture, side: number, fit: Fit): Promise<RgbaSquare> {
  const { bytes, pipeline, format } = opened;
  if (format === 'jpeg' && !isWholeBaseline(bytes)) throw new ImageError({ code: 'damaged', format });
  const rgba = await pipeline
    .resize(side, side, { fit: fit === 'crop' ? 'cover' : 'contain', background: 'white' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer()
    .catch((cause: unknown) => {
      throw new ImageError({ code: 'damaged', format }, { cause });
    });
  return { side, rgba };
}
