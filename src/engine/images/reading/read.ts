import type { Sharp } from 'sharp';
import type { RawPicture } from '../../engine.ts';
import type { Picture } from '../../recipe.ts';
import { sharp } from '../../sharp.ts';
import { asStillAvif, hasStill, isAnimatedAvif } from '../avif.ts';
import { isAnimatedPng } from '../png-chunks.ts';
import { maskOf, maxPasteSide, maxPictureSide, pictureOf, wholePictureOf } from '../raster.ts';
import { extendToSquare } from '../shape/aspect.ts';
import { type ReadableFormat, sniff } from '../sniff.ts';
import { flattenOnWhite, minShare, type RgbaRaster, transparencyOf, transparentShareOf } from './alpha.ts';
import { decodingCost, tooCostly } from './decoding-cost.ts';
import { ImageError, type ImageProblem, type PixelSize } from './image-error.ts';
import { isWholeBaseline } from './jpeg-scan.ts';

/** How a picture is fitted: cropped to its middle square, extended to a square by its edges, or left whole. */
export type Fit = 'crop' | 'extend' | 'whole';

export interface ReadLimits {
  /** Default 20 MB. */
  readonly maxBytes?: number;
  /** Pixels of one frame according to the file's header; checked before anything is decoded. Default 64 megapixels. */
  readonly maxPixels?: number;
}

export interface ReadOptions extends ReadLimits {
  /** Default 'crop'. */
  readonly fit?: Fit;
  /** Largest side in pixels, at most that of a recipe's pictures, which is the default. Smaller ones are not enlarged. */
  readonly maxSide?: number;
}

export interface PixelsOptions extends ReadLimits {
  /** Default 'crop'. */
  readonly fit?: 'crop' | 'whole';
}

export interface ReadPicture extends PixelSize {
  /** 8-bit sRGB; transparency flattened on white. A square of at most 256 px a side; if left whole, 1280 px at most. */
  readonly picture: Picture;
  /** Its size. */
  readonly fitted: PixelSize;
  /** The same picture as a mask: white where the upload was transparent. Absent where less than 0.5 % was. */
  readonly transparency?: Picture;
  /** Share of the picture that is at least half transparent, 0 … 1. */
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
  const { fit = 'crop', maxSide } = options;
  const opened = await openPicture(bytes, options);
  const fitted = fittedSize(opened, fit, maxSide);
  const pixels = await decodePixels(opened, fitted, fit);
  const transparentShare = transparentShareOf(pixels);
  const transparency = transparentShare < minShare ? undefined : await maskOf(transparencyOf(pixels));
  const { width, height } = opened;
  return {
    picture: await (fit === 'whole' ? wholePictureOf : pictureOf)(flattenOnWhite(pixels)),
    fitted,
    ...(transparency && { transparency }),
    ...{ transparentShare, width, height },
  };
}

/** Largest side of a picture that is read to be shown again, not to be put into a recipe, in pixels. */
const maxShownSide = 1024;

/**
 * Reads a picture of any common format to be shown again: its middle square, at its own size up to 1024 px a side, or
 * the whole, up to the size that recipes paste into. Transparency is flattened on white.
 * @throws ImageError when the file cannot be used.
 */
export async function readPixels(
  bytes: Uint8Array,
  { fit = 'crop', ...limits }: PixelsOptions = {},
): Promise<RawPicture> {
  const opened = await openPicture(bytes, limits);
  const side = Math.min(opened.width, opened.height, maxShownSide);
  const size = fit === 'crop' ? { width: side, height: side } : fittedSize(opened, fit);
  return flattenOnWhite(await decodePixels(opened, size, fit));
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

const sharpFits = { crop: { fit: 'cover' }, whole: { fit: 'fill' } } as const;

const extended = ({ pipeline, ...size }: OpenedPicture, side: number): Sharp => extendToSquare(pipeline, size, side);

/** Computes the size that a picture of this size has in a recipe. */
export function fittedSize({ width, height }: PixelSize, fit: Fit, maxSide = Number.POSITIVE_INFINITY): PixelSize {
  if (fit === 'whole') {
    const scale = Math.min(1, Math.min(maxSide, maxPasteSide) / Math.max(width, height));
    return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  }
  const own = fit === 'crop' ? Math.min(width, height) : Math.max(width, height);
  const side = Math.min(own, maxSide, maxPictureSide);
  return { width: side, height: side };
}

/**
 * Decodes an opened file at this size.
 * @throws ImageError, code 'damaged', when data are missing or corrupt after the header.
 */
export async function decodePixels(opened: OpenedPicture, { width, height }: PixelSize, fit: Fit): Promise<RgbaRaster> {
  const { bytes, pipeline, format } = opened;
  if (format === 'jpeg' && !isWholeBaseline(bytes)) throw new ImageError({ code: 'damaged', format });
  const rgba = await (fit === 'extend' ? extended(opened, width) : pipeline.resize(width, height, sharpFits[fit]))
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer()
    .catch((cause: unknown) => {
      throw new ImageError({ code: 'damaged', format }, { cause });
    });
  return { width, height, rgba };
}
