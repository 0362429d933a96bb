import type { OverlayOptions } from 'sharp';
import type { RawPicture } from '../engine.ts';
import { sharp } from '../sharp.ts';
import { scaleRaw, sharpOverlay, toRaw } from './raster.ts';
import { measureText, textPath, wrapText } from './text-outlines.ts';

interface SheetCell {
  readonly picture: RawPicture;
  /** Text below the picture, two lines at most; '' for none. */
  readonly caption: string;
}

export interface SheetOptions {
  /** Default: four at most, so that the sheet is a little wider than high. */
  readonly columns?: number;
  /** Side of the pictures on the sheet in pixels. Default: that of the largest picture, enlarged to at least 160. */
  readonly cellSide?: number;
}

/** Style of contact sheets. Lengths in pixels. */
const style = {
  background: '#fafaf7',
  textColour: '#26262b',
  margin: 16,
  gap: 12,
  fontSize: 15,
  lineHeight: 20,
  /** Distance from a picture to the baseline of its caption's first line. */
  firstBaseline: 19,
  maxLines: 2,
  smallestCell: 160,
} as const;

/** Background colour of contact sheets. */
export const sheetBackground = style.background;

/** Position of a cell's picture on the sheet. */
interface Place {
  readonly left: number;
  readonly top: number;
}

/**
 * Draws a contact sheet: pictures side by side on a light background, each above its caption. Small pictures are
 * enlarged by whole factors, so that the model's own pixels stay visible. A picture that is not square is centred in
 * its cell.
 * @throws RangeError when there is no cell.
 */
export async function contactSheet(cells: readonly SheetCell[], options: SheetOptions = {}): Promise<RawPicture> {
  if (cells.length === 0) throw new RangeError('contactSheet: got no cells, a sheet needs at least one');
  const side = options.cellSide ?? defaultSide(cells);
  const captions = cells.map(({ caption }) => wrapText(caption, side, style.fontSize, style.maxLines));
  const { places, width, height } = layOut(captions, options.columns ?? defaultColumns(cells.length), side);
  const pictures = await Promise.all(cells.map(({ picture }) => fitted(picture, side)));
  const overlays = pictures.map((picture, index) => centred(picture, places[index]!, side));
  const outlines = captions.map((lines, index) => captionPath(lines, places[index]!, side));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="${style.background}"/><path fill="${style.textColour}" d="${outlines.join('')}"/></svg>`;
  return toRaw(sharp(Buffer.from(svg)).composite(overlays));
}

const defaultColumns = (count: number): number => (count <= 3 ? count : Math.min(4, Math.ceil(Math.sqrt(count))));

const longestSide = ({ width, height }: RawPicture): number => Math.max(width, height);

function defaultSide(cells: readonly SheetCell[]): number {
  const longest = Math.max(...cells.map(({ picture }) => longestSide(picture)));
  return longest * Math.ceil(style.smallestCell / longest);
}

/**
 * Computes the positions of the cells and the size of the sheet. The longest caption of a row determines its height.
 */
function layOut(captions: readonly (readonly string[])[], columns: number, side: number) {
  const places: Place[] = [];
  let top: number = style.margin;
  for (let first = 0; first < captions.length; first += columns) {
    const row = captions.slice(first, first + columns);
    places.push(...row.map((_, column) => ({ left: style.margin + column * (side + style.gap), top })));
    top += side + Math.max(...row.map((lines) => lines.length)) * style.lineHeight + style.gap;
  }
  const across = Math.min(columns, captions.length);
  return {
    places,
    width: 2 * style.margin + across * (side + style.gap) - style.gap,
    height: top - style.gap + style.margin,
  };
}

/** Enlarges a picture by the largest whole factor that fits, or shrinks it smoothly. */
function fitted(picture: RawPicture, side: number): Promise<RawPicture> {
  const longest = longestSide(picture);
  const factor = longest <= side ? Math.floor(side / longest) : side / longest;
  const [width, height] = [picture.width, picture.height].map((length) => Math.max(1, Math.round(length * factor)));
  return scaleRaw(picture, width!, height!, factor >= 1 ? 'nearest' : 'lanczos');
}

/** Centres a picture in its cell. */
const centred = (picture: RawPicture, { left, top }: Place, side: number): OverlayOptions =>
  sharpOverlay(picture, left + Math.floor((side - picture.width) / 2), top + Math.floor((side - picture.height) / 2));

/** Makes the outlines of a caption, centred below its picture. */
const captionPath = (lines: readonly string[], { left, top }: Place, side: number): string =>
  lines
    .map((line, row) => {
      const x = left + (side - measureText(line, style.fontSize)) / 2;
      return textPath(line, x, top + side + style.firstBaseline + row * style.lineHeight, style.fontSize);
    })
    .join('');
