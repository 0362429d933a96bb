import sharp from 'sharp';
import type { RawPicture } from '../engine.ts';
import { views } from '../guidance/views.ts';
import type { ViewName } from '../recipe.ts';
import { fromPixels, toPixels } from './pixels.ts';
import { scaleRaw, sharpOverlay, sharpRaw, toRaw } from './raster.ts';
import { contactSheet, paperColour } from './sheet.ts';

/**
 * What a picture shows when it is looked at through a view: how the other prompt of an anagram is read.
 * @param raw Square; where the view cuts patches, of a side divisible by 8.
 */
export const viewPicture = (raw: RawPicture, view: ViewName): RawPicture =>
  toPixels(views[view].apply(fromPixels(raw)));

/**
 * `times` as far away as the first look. The eye loses what is finer than `sigma`, a share of the side: the last one is
 * the low-pass filter of hybrids, 2 pixels of 64.
 */
const looks = [
  { caption: 'near', times: 1, sigma: 0 },
  { caption: 'farther', times: 2, sigma: 1 / 64 },
  { caption: 'far', times: 4, sigma: 2 / 64 },
] as const;

/** Side of the nearest look in pixels, at least. */
const nearSide = 192;

/** How a picture changes as one steps back from it: ever smaller and with ever less detail, side by side with captions. */
export async function nearFar(raw: RawPicture): Promise<RawPicture> {
  const near = await scaleRaw(raw, ...enlarged(raw));
  const cells = looks.map(async ({ caption, times, sigma }) => ({
    picture: await stepBack(near, times, sigma),
    caption,
  }));
  return contactSheet(await Promise.all(cells), { columns: looks.length });
}

/** The farthest of those looks alone, in the middle of an empty picture: how the far prompt of a hybrid is read. */
export async function fromAfar(raw: RawPicture): Promise<RawPicture> {
  const { times, sigma } = looks[2];
  return stepBack(await scaleRaw(raw, ...enlarged(raw)), times, sigma);
}

/** Smooth, as an eye would see it: blocks would add edges that only the near prompt may have. */
function enlarged({ width, height }: RawPicture): [width: number, height: number, kernel: 'lanczos'] {
  const factor = Math.max(1, Math.ceil(nearSide / Math.max(width, height)));
  return [width * factor, height * factor, 'lanczos'];
}

/** The picture as small and blurred as distance makes it, in the middle of an empty cell of its first size. */
async function stepBack(near: RawPicture, times: number, sigma: number): Promise<RawPicture> {
  const { width, height } = near;
  const seen = sigma === 0 ? near : await toRaw(sharpRaw(near).blur(sigma * width));
  const small = await scaleRaw(seen, Math.round(width / times), Math.round(height / times), 'lanczos');
  const [left, top] = [Math.floor((width - small.width) / 2), Math.floor((height - small.height) / 2)];
  const cell = sharp({ create: { width, height, channels: 3, background: paperColour } });
  return toRaw(cell.composite([sharpOverlay(small, left, top)]));
}
