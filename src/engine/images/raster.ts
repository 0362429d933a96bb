import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import type { RawPicture } from '../engine.ts';
import type { Picture } from '../recipe.ts';

/** Largest side of a picture that travels inside a recipe, in pixels. */
export const maxPictureSide = 256;

/** Values 0 … 255, row-major, square: a mask while it is worked on. */
export interface GreyRaster {
  readonly side: number;
  readonly values: Uint8Array;
}

/** A sharp pipeline over 8-bit RGB pixels. */
export const sharpRaw = ({ width, height, rgb }: RawPicture): Sharp =>
  sharp(rgb, { raw: { width, height, channels: 3 } });

/** A sharp pipeline over 8-bit grey pixels. */
export const sharpGrey = ({ side, values }: GreyRaster): Sharp =>
  sharp(values, { raw: { width: side, height: side, channels: 1 } });

/** A picture to lay on another at this place, in pixels. */
export const sharpOverlay = ({ width, height, rgb }: RawPicture, left: number, top: number): OverlayOptions => ({
  input: Buffer.from(rgb.buffer, rgb.byteOffset, rgb.byteLength),
  raw: { width, height, channels: 3 },
  left,
  top,
});

/** Runs a pipeline to 8-bit RGB; alpha is laid on white. */
export async function toRaw(pipeline: Sharp): Promise<RawPicture> {
  const { data, info } = await pipeline
    .flatten({ background: 'white' })
    .removeAlpha() // composing, which comes after flattening, adds an opaque one
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: info.channels === 1 ? spread(data) : data };
}

/** Runs a pipeline over a square image to 8-bit grey. */
export async function toGrey(pipeline: Sharp): Promise<GreyRaster> {
  const { data, info } = await pipeline
    .flatten({ background: 'white' })
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { side: info.width, values: data };
}

/** Pixels of a picture out of a recipe. */
export const rawOf = (picture: Picture): Promise<RawPicture> => toRaw(decoder(picture));

/** Values of a mask out of a recipe. */
export const greyOf = (mask: Picture): Promise<GreyRaster> => toGrey(decoder(mask));

const decoder = ({ png }: Picture): Sharp =>
  sharp(Buffer.from(png, 'base64'), { limitInputPixels: maxPictureSide ** 2 });

/** A mask for a recipe. */
export const maskOf = async (grey: GreyRaster): Promise<Picture> => ({
  png: (await sharpGrey(grey).toColourspace('b-w').png().toBuffer()).toString('base64'),
});

/** A picture for a recipe: square (centre-cropped), at most 256 px a side. */
export async function pictureOf(raw: RawPicture): Promise<Picture> {
  const side = Math.min(raw.width, raw.height, maxPictureSide);
  const png = await sharpRaw(raw).resize(side, side, { fit: 'cover' }).png().toBuffer();
  return { png: png.toString('base64') };
}

/** `lanczos` for photographs, `didYouMean` to show a small picture's pixels as they are. */
export type Kernel = 'lanczos' | 'nearest';

const sharpKernels = { lanczos: 'lanczos3', nearest: 'nearest' } as const satisfies Record<Kernel, string>;

/** Scales to the given size in pixels, ignoring proportions. The same size is returned as it is. */
export async function scaleRaw(raw: RawPicture, width: number, height: number, kernel: Kernel): Promise<RawPicture> {
  if (raw.width === width && raw.height === height) return raw;
  return toRaw(sharpRaw(raw).resize(width, height, { fit: 'fill', kernel: sharpKernels[kernel] }));
}

function spread(grey: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(grey.length * 3);
  for (const [index, value] of grey.entries()) rgb.fill(value, index * 3, index * 3 + 3);
  return rgb;
}
