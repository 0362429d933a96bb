import type { RawPicture } from '../engine.ts';
import { views } from '../guidance/views.ts';
import type { ViewName } from '../recipe.ts';
import { sharp } from '../sharp.ts';
import { fromPixels, toPixels } from './pixels.ts';
import { scaleRaw, sharpOverlay, sharpRaw, toRaw } from './raster.ts';
import { contactSheet, sheetBackground } from './sheet.ts';

/**
 * Applies a view to a picture, which shows the other prompt of an anagram.
 * @param raw Square; where the view cuts patches, of a side divisible by 8.
 */
export const viewPicture = (raw: RawPicture, view: ViewName): RawPicture =>
  toPixels(views[view].apply(fromPixels(raw)));

/**
 * Viewing distances, `times` that of the first. The eye loses detail finer than `sigma`, a share of the side. The last
 * sigma is that of the hybrids' low-pass filter, 2 pixels of 64.
 */
const distances = [
  { caption: 'near', times: 1, sigma: 0 },
  { caption: 'farther', times: 2, sigma: 1 / 64 },
  { caption: 'far', times: 4, sigma: 2 / 64 },
] as const;

/** Minimal side of the nearest picture in pixels. */
const nearSide = 192;

/**
 * Shows how a picture looks from increasing distances: ever smaller and with less detail, side by side with captions.
 */
export async function nearFar(raw: RawPicture): Promise<RawPicture> {
  const near = await scaleRaw(raw, ...enlarged(raw));
  const cells = distances.map(async ({ caption, times, sigma }) => ({
    picture: await seenFrom(near, times, sigma),
    caption,
  }));
  return contactSheet(await Promise.all(cells), { columns: distances.length });
}

/**
 * Renders the picture from the farthest of those distances, centred in an empty picture, which shows the far prompt of
 * a hybrid.
 */
export async function fromAfar(raw: RawPicture): Promise<RawPicture> {
  const { times, sigma } = distances[2];
  return seenFrom(await scaleRaw(raw, ...enlarged(raw)), times, sigma);
}

/**
 * The size of the enlarged picture. It is scaled smoothly, since blocks would add edges that belong to the near prompt
 * alone.
 */
function enlarged({ width, height }: RawPicture): [width: number, height: number, kernel: 'lanczos'] {
  const factor = Math.max(1, Math.ceil(nearSide / Math.max(width, height)));
  return [width * factor, height * factor, 'lanczos'];
}

/** Renders a picture from a distance: shrunk and blurred, centred in an empty cell of its original size. */
async function seenFrom(near: RawPicture, times: number, sigma: number): Promise<RawPicture> {
  const { width, height } = near;
  const seen = sigma === 0 ? near : await toRaw(sharpRaw(near).blur(sigma * width));
  const small = await scaleRaw(seen, Math.round(width / times), Math.round(height / times), 'lanczos');
  const [left, top] = [Math.floor((width - small.width) / 2), Math.floor((height - small.height) / 2)];
  const cell = sharp({ create: { width, height, channels: 3, background: sheetBackground } });
  return toRaw(cell.composite([sharpOverlay(small, left, top)]));
}
