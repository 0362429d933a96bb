export { componentSheet } from './component-sheet.ts';
export { emojiPng } from './emoji-png.ts';
export { type FilmOptions, film } from './film.ts';
export { encodePng, pngToRaw, type RecipeReading, readRecipe, readRecipeOf } from './png.ts';
export { type Kernel, maxPictureSide, pictureOf, rawOf, scaleRaw } from './raster.ts';
export { ImageError, type ImageErrorCode, type ImageProblem, type PixelSize } from './reading/image-error.ts';
export {
  featherMask,
  growMask,
  invertMask,
  type MaskOptions,
  type MaskReading,
  maskCoverage,
  maskPeak,
  minMaskPeak,
  regionMask,
  type Shape,
  tintMask,
  uniteMasks,
} from './reading/mask.ts';
export {
  type Fit,
  type More,
  moreThanFirst,
  type ReadOptions,
  type ReadPicture,
  readPicture,
  readSquare,
} from './reading/read.ts';
export { contactSheet, type SheetCell, type SheetOptions } from './sheet.ts';
export { type Shrunk, shrink } from './shrink.ts';
export { type Sniffed, sniff } from './sniff.ts';
export { viewAnimationFrames } from './view-animation.ts';
export { fromAfar, nearFar, viewPicture } from './viewing-distance.ts';
