export { type FilmOptions, film } from './film.ts';
export { keepsake } from './keepsake.ts';
export { fromAfar, nearFar, viewPicture } from './looks.ts';
export {
  featherMask,
  growMask,
  invertMask,
  type MaskOptions,
  type MaskReading,
  maskCoverage,
  maskPeak,
  regionMask,
  type Shape,
  tintMask,
  uniteMasks,
} from './mask.ts';
export { PictureError, type PictureErrorCode, type PictureProblem, type PixelSize } from './picture-error.ts';
export { encodePng, pngToRaw, type RecipeReading, readRecipe, readRecipeOf } from './png.ts';
export { type Kernel, maxPictureSide, pictureOf, rawOf, scaleRaw } from './raster.ts';
export {
  type Fit,
  type More,
  moreThanFirst,
  type ReadOptions,
  type ReadPicture,
  readPicture,
  readSquare,
} from './read.ts';
export { contactSheet, type SheetCell, type SheetOptions } from './sheet.ts';
export { type Shrunk, shrink } from './shrink.ts';
export { type Sniffed, sniff } from './sniff.ts';
export { splitLooks } from './split-looks.ts';
export { turningFrames } from './turning.ts';
