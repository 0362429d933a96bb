import sharp from 'sharp';
import type { RawPicture } from '../engine.ts';
import { sharpRaw } from './raster.ts';

/** The most that chat platforms take as an emoji, in bytes. */
const maxKeepsakeBytes = 256 * 1024;

/**
 * A square PNG for an emoji or a sticker: the middle of the picture, of at most 256 KiB. Where its colours do not fit,
 * it has fewer. Carries no recipe.
 *
 * @param picture Pixels, or the bytes of a picture of ours.
 * @param side In pixels.
 * @throws RangeError when not even 8 colours fit.
 */
export async function emojiPng(picture: RawPicture | Uint8Array, side: number): Promise<Uint8Array> {
  const pipeline = picture instanceof Uint8Array ? sharp(picture) : sharpRaw(picture);
  const square = pipeline.resize(side, side, { fit: 'cover' });
  const whole = await square.clone().png({ compressionLevel: 9, adaptiveFiltering: true }).toBuffer();
  if (whole.length <= maxKeepsakeBytes) return whole;
  for (const colours of [256, 128, 64, 32, 16, 8]) {
    const reduced = await square.clone().png({ palette: true, colours, compressionLevel: 9 }).toBuffer();
    if (reduced.length <= maxKeepsakeBytes) return reduced;
  }
  throw new RangeError(`keepsake: ${side} px a side do not fit ${maxKeepsakeBytes} bytes`);
}
