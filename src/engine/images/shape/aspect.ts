import type { Sharp } from 'sharp';
import type { RawPicture } from '../../engine.ts';
import type { Aspect, Picture } from '../../recipe.ts';
import { cutRaw, maxPictureSide, type Rectangle, sharpRaw } from '../raster.ts';

// A picture that is not square is drawn in the middle of a square, and cut out again.

/** Computes the middle part of a square that has this aspect ratio. */
function middleOf(side: number, { width, height }: Aspect): Rectangle {
  const longest = Math.max(width, height);
  const [across, down] = [width, height].map((length) => Math.max(1, Math.round((side * length) / longest)));
  const [left, top] = [across!, down!].map((length) => Math.floor((side - length) / 2));
  return { left: left!, top: top!, width: across!, height: down! };
}

/** Scales a picture of this size into the middle of a square, whose rest carries the picture's edges on. */
export function extendToSquare(pipeline: Sharp, size: Aspect, side: number): Sharp {
  const { left, top, width, height } = middleOf(side, size);
  const [right, bottom] = [side - left - width, side - top - height];
  return pipeline.resize(width, height, { fit: 'fill' }).extend({ left, top, right, bottom, extendWith: 'copy' });
}

/** Encodes a picture for a recipe: extended to a square, at most 256 px a side. */
export async function extendedPictureOf(raw: RawPicture): Promise<Picture> {
  const side = Math.min(Math.max(raw.width, raw.height), maxPictureSide);
  const png = await extendToSquare(sharpRaw(raw), raw, side).png().toBuffer();
  return { png: png.toString('base64') };
}

/** Cuts the middle of this aspect ratio out of a square; without one, returns the square. */
export const cutToAspect = (square: RawPicture, aspect: Aspect | undefined): RawPicture =>
  aspect === undefined ? square : cutRaw(square, middleOf(square.width, aspect));
