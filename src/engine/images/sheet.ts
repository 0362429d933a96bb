import sharp, { type OverlayOptions } from 'sharp';
import type { RawPicture } from '../engine.ts';
import { scaleRaw, sharpOverlay, toRaw } from './raster.ts';
import { measureText, textPath, wrapText } from './text-outlines.ts';

export interface SheetCell {
  readonly picture: RawPicture;
  /** Below the picture; two lines at most. '' leaves it out. */
  readonly caption: string;
}

export interface SheetOptions {
  /** Default: what makes the sheet a little wider than high, four at most. */
  readonly columns?: number;
  /** Side of the pictures on the sheet in pixels; default: the largest picture's, enlarged to 160 at least. */
  readonly cellSide?: number;
}

/** Lengths in pixels. */
const look = {
  paper: '#fafaf7',
  ink: '#26262b',
  margin: 16,
  gap: 12,
  fontSize: 15,
  lineHeight: 20,
  /** Between a picture and the baseline of its caption's first line. */
  firstBaseline: 19,
  maxLines: 2,
  smallestCell: 160,
} as const;

/** Colour of the paper that sheets are on. */
export const paperColour = look.paper;

/** Where a cell's picture lies on the sheet. */
interface Place {
  readonly left: number;
  readonly top: number;
}

/**
 * Pictures side by side on light paper, each above its caption. Small pictures are enlarged by whole pixels, so that
 * the model's own pixels stay visible; a picture that is not square is centred in its cell.
 * @throws RangeError when there is no cell.
 */
export async function contactSheet(cells: readonly SheetCell[], options: SheetOptions = {}): Promise<RawPicture> {
  if (cells.length === 0) throw new RangeError('contactSheet: got no cells, a sheet needs at least one');
  const side = options.cellSide ?? defaultSide(cells);
  const captions = cells.map(({ caption }) => wrapText(caption, side, look.fontSize, look.maxLines));
  const { places, width, height } = layOut(captions, options.columns ?? defaultColumns(cells.length), side);
  const pictures = await Promise.all(cells.map(({ picture }) => fitted(picture, side)));
  const overlays = pictures.map((picture, index) => centred(picture, places[index]!, side));
  const outlines = captions.map((lines, index) => captionPath(lines, places[index]!, side));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="${look.paper}"/><path fill="${look.ink}" d="${outlines.join('')}"/></svg>`;
  return toRaw(sharp(Buffer.from(svg)).composite(overlays));
}

const defaultColumns = (count: number): number => (count <= 3 ? count : Math.min(4, Math.ceil(Math.sqrt(count))));

const longestSide = ({ width, height }: RawPicture): number => Math.max(width, height);

function defaultSide(cells: readonly SheetCell[]): number {
  const longest = Math.max(...cells.map(({ picture }) => longestSide(picture)));
  return longest * Math.ceil(look.smallestCell / longest);
}

/** Rows are as high as their longest caption. */
function layOut(captions: readonly (readonly string[])[], columns: number, side: number) {
  const places: Place[] = [];
  let top: number = look.margin;
  for (let first = 0; first < captions.length; first += columns) {
    const row = captions.slice(first, first + columns);
    places.push(...row.map((_, column) => ({ left: look.margin + column * (side + look.gap), top })));
    top += side + Math.max(...row.map((lines) => lines.length)) * look.lineHeight + look.gap;
  }
  const across = Math.min(columns, captions.length);
  return {
    places,
    width: 2 * look.margin + across * (side + look.gap) - look.gap,
    height: top - look.gap + look.margin,
  };
}

/** Enlarges to whole multiples that fit, else shrinks smoothly. */
function fitted(picture: RawPicture, side: number): Promise<RawPicture> {
  const longest = longestSide(picture);
  const factor = longest <= side ? Math.floor(side / longest) : side / longest;
  const [width, height] = [picture.width, picture.height].map((length) => Math.max(1, Math.round(length * factor)));
  return scaleRaw(picture, width!, height!, factor >= 1 ? 'nearest' : 'lanczos');
}

/** In the middle of its cell. */
const centred = (picture: RawPicture, { left, top }: Place, side: number): OverlayOptions =>
  sharpOverlay(picture, left + Math.floor((side - picture.width) / 2), top + Math.floor((side - picture.height) / 2));

/** Outlines of a caption, centred below its picture. */
const captionPath = (lines: readonly string[], { left, top }: Place, side: number): string =>
  lines
    .map((line, row) => {
      const x = left + (side - measureText(line, look.fontSize)) / 2;
      return textPath(line, x, top + side + look.firstBaseline + row * look.lineHeight, look.fontSize);
    })
    .join('');
