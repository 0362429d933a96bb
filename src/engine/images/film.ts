import type { RawPicture } from '../engine.ts';
import { sharp } from '../sharp.ts';
import { scaleRaw } from './raster.ts';

interface FilmOptions {
  /** Duration of a frame. Default 120. */
  readonly delayMs?: number;
  /** Duration of the last frame. Default 2000. */
  readonly holdMs?: number;
  /** Duration of each frame, in place of `delayMs` and `holdMs`. */
  readonly delaysMs?: readonly number[];
  /** Quality of a WebP, 1 … 100. Default 85. */
  readonly quality?: number;
  /** Default 'webp'. */
  readonly format?: 'webp' | 'gif';
}

/** Frames are enlarged by whole pixels to this side at least, in pixels. */
const minSide = 256;

/**
 * Encodes frames as an endlessly looping animation. Frames may differ in size: all are scaled to the largest one.
 * @returns An animated WebP or GIF file.
 * @throws RangeError when there is no frame.
 */
export async function film(frames: readonly RawPicture[], options: FilmOptions = {}): Promise<Uint8Array> {
  if (frames.length === 0) throw new RangeError('film: got no frames, a film needs at least one');
  const { delayMs = 120, holdMs = 2000, quality = 85, format = 'webp' } = options;
  const { width, height } = screen(frames);
  const scaled = await Promise.all(frames.map((frame) => scaleRaw(frame, width, height, 'nearest')));
  const strip = Buffer.concat(scaled.map(({ rgb }) => rgb));
  const raw = { width, height: height * frames.length, channels: 3, pageHeight: height } as const;
  const delay = [...(options.delaysMs ?? [...frames.slice(1).map(() => delayMs), holdMs])];
  const pipeline = sharp(strip, { raw });
  return format === 'gif'
    ? pipeline.gif({ loop: 0, delay, keepDuplicateFrames: true }).toBuffer()
    : pipeline.webp({ loop: 0, delay, quality, effort: 2 }).toBuffer();
}

function screen(frames: readonly RawPicture[]): { readonly width: number; readonly height: number } {
  const width = Math.max(...frames.map((frame) => frame.width));
  const height = Math.max(...frames.map((frame) => frame.height));
  const factor = Math.ceil(minSide / Math.max(width, height));
  return { width: width * factor, height: height * factor };
}
