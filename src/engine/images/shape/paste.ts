import type { RawPicture } from '../../engine.ts';
import { EngineError } from '../../errors.ts';
import type { Paste } from '../../recipe.ts';
import { type GreyRaster, greyOf, rawOf, scaleRaw, sharpGrey, toGrey } from '../raster.ts';
import { cutMask } from './square.ts';

/** Length of the soft edge, as a share of the square's side and in pixels: its blur's standard deviation. */
const softness = { share: 1 / 100, least: 1.5, most: 5 } as const;

/**
 * Pastes a drawn square into the picture that it was cut from: where the mask is white, with a soft edge towards the
 * inside. Every pixel where the mask is black stays as it is.
 *
 * @throws EngineError `bad-recipe` when the picture and its mask cannot be read, or differ in size.
 */
export async function pasteInto(drawn: RawPicture, paste: Paste): Promise<RawPicture> {
  const { whole, mask } = await readPaste(paste);
  const fresh = await scaleRaw(drawn, paste.side, paste.side, 'lanczos');
  const opacity = await softened(cutMask(mask, paste));
  const { width, height } = whole;
  const rgb = Uint8Array.from(whole.rgb);
  for (let y = Math.max(0, -paste.top); y < paste.side && paste.top + y < height; y++) {
    for (let x = Math.max(0, -paste.left); x < paste.side && paste.left + x < width; x++) {
      const from = y * paste.side + x;
      const to = 3 * ((paste.top + y) * width + paste.left + x);
      const share = opacity[from]! / 255;
      for (let channel = 0; channel < 3; channel++) {
        const old = rgb[to + channel]!;
        rgb[to + channel] = Math.round(old + share * (fresh.rgb[3 * from + channel]! - old));
      }
    }
  }
  return { width, height, rgb };
}

async function readPaste(paste: Paste): Promise<{ whole: RawPicture; mask: GreyRaster }> {
  const [whole, mask] = await Promise.all([rawOf(paste.image), greyOf(paste.mask)]).catch((cause: unknown) => {
    throw new EngineError('bad-recipe', 'the picture to paste into, or its mask, could not be read', { cause });
  });
  if (whole.width !== mask.width || whole.height !== mask.height) {
    const [own, masks] = [whole, mask].map(({ width, height }) => `${width} × ${height} px`);
    throw new EngineError('bad-recipe', `the mask has ${masks}, the picture to paste into ${own}`);
  }
  return { whole, mask };
}

/** Fades a mask out towards its edge, without making any pixel lighter. */
async function softened(mask: GreyRaster): Promise<Uint8Array> {
  const sigma = Math.min(Math.max(mask.width * softness.share, softness.least), softness.most);
  const blurred = await toGrey(sharpGrey(mask).blur(sigma));
  // At a straight edge the blurred mask is half white.
  return mask.values.map((value, i) => Math.min(value, Math.max(0, 2 * blurred.values[i]! - 255)));
}
