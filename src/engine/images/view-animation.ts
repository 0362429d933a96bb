import type { RawPicture } from '../engine.ts';
import type { ViewName } from '../recipe.ts';
import { sheetBackground } from './sheet.ts';
import { viewPicture } from './viewing-distance.ts';

/** Maps a place in a frame, in pixels from the middle, to its source in the picture. */
type Motion = (x: number, y: number) => readonly [x: number, y: number];

/** Motions that end, at `turned` 1, in the view. Views that are no rotation or flip have none. */
const motions: Partial<Record<ViewName, (turned: number) => Motion>> = {
  flip: (turned) => (x, y) => [x, y / squashed(turned)],
  mirror: (turned) => (x, y) => [x / squashed(turned), y],
  rotate90: (turned) => rotation((turned * Math.PI) / 2),
  rotate270: (turned) => rotation((-turned * Math.PI) / 2),
  rotate180: (turned) => rotation(turned * Math.PI),
};

/** Apparent height of a card that turns about its middle axis; negative when its back is seen. */
const squashed = (turned: number): number => Math.cos(turned * Math.PI) || Number.EPSILON;

/** Rotates counter-clockwise. */
const rotation =
  (angle: number): Motion =>
  (x, y) => [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];

/**
 * Animates a picture from itself to its view and back: 2 · `halfCount` frames of the picture's own size. The first
 * frame is the picture, the middle one its view; the motion eases in and out. Views that are no rotation or flip, such
 * as the negative, cross-fade.
 *
 * @param picture Square; where the view cuts patches, of a side divisible by 8.
 * @param halfCount 1 or more.
 */
export function viewAnimationFrames(picture: RawPicture, view: ViewName, halfCount: number): readonly RawPicture[] {
  const reading = viewPicture(picture, view);
  const motion = motions[view];
  const at = (turned: number): RawPicture =>
    motion === undefined ? faded(picture, reading, turned) : moved(picture, motion(turned));
  const there = Array.from({ length: halfCount - 1 }, (_, i) =>
    at((1 - Math.cos(((i + 1) / halfCount) * Math.PI)) / 2),
  );
  return [picture, ...there, reading, ...there.toReversed()];
}

function faded({ width, height, rgb }: RawPicture, other: RawPicture, share: number): RawPicture {
  const mixed = Uint8Array.from(rgb, (value, i) => Math.round(value + (other.rgb[i]! - value) * share));
  return { width, height, rgb: mixed };
}

/** Renders a motion with bilinear interpolation. Outside the picture is the sheets' background. */
function moved(picture: RawPicture, motion: Motion): RawPicture {
  const { width: side } = picture;
  const rgb = new Uint8Array(picture.rgb.length);
  const middle = (side - 1) / 2;
  for (let row = 0; row < side; row++) {
    for (let col = 0; col < side; col++) {
      const [x, y] = motion(col - middle, row - middle);
      rgb.set(colourAt(picture, x + middle, y + middle), 3 * (row * side + col));
    }
  }
  return { ...picture, rgb };
}

const background = [...Buffer.from(sheetBackground.slice(1), 'hex')];

function colourAt({ width: side, rgb }: RawPicture, x: number, y: number): readonly number[] {
  if (Math.min(x, y) < -0.5 || Math.max(x, y) > side - 0.5) return background;
  const [left, top] = [clamp(Math.floor(x), side), clamp(Math.floor(y), side)];
  const [right, bottom] = [clamp(left + 1, side), clamp(top + 1, side)];
  const [across, down] = [Math.min(Math.max(x - left, 0), 1), Math.min(Math.max(y - top, 0), 1)];
  const mix = (row: number, channel: number) =>
    rgb[3 * (row * side + left) + channel]! * (1 - across) + rgb[3 * (row * side + right) + channel]! * across;
  return [0, 1, 2].map((channel) => Math.round(mix(top, channel) * (1 - down) + mix(bottom, channel) * down));
}

const clamp = (index: number, side: number): number => Math.min(Math.max(index, 0), side - 1);
