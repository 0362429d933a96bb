import type { RawPicture } from '../engine.ts';
import { sharp } from '../sharp.ts';
import { sharpRaw } from './raster.ts';

/** Largest emoji that chat platforms accept, in bytes. */
const maxEmojiBytes = 256 * 1024;

/**
 * Encodes the middle of a picture as a square PNG of at most 256 KiB for an emoji or a sticker. The number of colours
 * is reduced where necessary. Embeds no recipe.
 *
 * @param picture Pixels, or the bytes of a picture that this program made.
 * @param side Side in pixels.
 * @throws RangeError when not even 8 colours fit.
 */
export async function emojiPng(picture: RawPicture | Uint8Array, side: number): Promise<Uint8Array> {
  const pipeline = picture instanceof Uint8Array ? sharp(picture) : sharpRaw(picture);
  const square = pipeline.resize(side, side, { fit: 'cover' });
  const whole = await square.clone().png({ compressionLevel: 9, adaptiveFiltering: true }).toBuffer();
  if (whole.length <= maxEmojiBytes) return whole;
  for (const colours of [256, 128, 64, 32, 16, 8]) {
    const reduced = await square.clone().png({ palette: true, colours, compressionLevel: 9 }).toBuffer();
    if (reduced.length <= maxEmojiBytes) return reduced;
  }
  throw new RangeError(`emojiPng: ${side} px a side do not fit ${maxEmojiBytes} bytes`);
}
