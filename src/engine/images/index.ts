export { componentSheet } from './component-sheet.ts';
export { emojiPng } from './emoji-png.ts';
export { film } from './film.ts';
export { encodePng, pngToRaw, type RecipeReading, readRecipe, readRecipeOf } from './png.ts';
export {
  cutRaw,
  type GreyRaster,
  greyOf,
  maskOf,
  maxPasteSide,
  pictureOf,
  rawOf,
  scaleRaw,
  squareMaskOf,
  wholePictureOf,
} from './raster.ts';
export { ImageError, type ImageProblem } from './reading/image-error.ts';
export {
  invertMask,
  type MaskReading,
  maskCoverage,
  maskPeak,
  minMaskPeak,
  regionMask,
  tintMask,
} from './reading/mask.ts';
export {
  type More,
  moreThanFirst,
  type ReadPicture,
  readPicture,
  readPixels,
} from './reading/read.ts';
export { cutToAspect, extendedPictureOf } from './shape/aspect.ts';
export { cutMask, cutSquare, type Square, squareAround } from './shape/square.ts';
export { contactSheet, type SheetOptions } from './sheet.ts';
export { encodeAs, type PlainEncoding, shrink } from './shrink.ts';
export { sniff } from './sniff.ts';
export { loadFont } from './text-outlines.ts';
export { viewAnimationFrames } from './view-animation.ts';
export { fromAfar, nearFar, viewPicture } from './viewing-distance.ts';
