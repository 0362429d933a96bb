import type { OverlayOptions, Sharp } from 'sharp';
import type { RawPicture } from '../engine.ts';
import type { Picture } from '../recipe.ts';
import { sharp } from '../sharp.ts';

/** Largest side of a picture inside a recipe, in pixels. */
export const maxPictureSide = 256;

/** Largest side of a picture that a recipe pastes into, in pixels. */
export const maxPasteSide = 1280;

/** An 8-bit grey raster, row-major: a mask in memory. */
export interface GreyRaster {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
}

/** Makes a sharp pipeline of 8-bit RGB pixels. */
export const sharpRaw = ({ width, height, rgb }: RawPicture): Sharp =>
  sharp(rgb, { raw: { width, height, channels: 3 } });

/** Makes a sharp pipeline of 8-bit grey pixels. */
export const sharpGrey = ({ width, height, values }: GreyRaster): Sharp =>
  sharp(values, { raw: { width, height, channels: 1 } });

/** Makes an overlay for `composite`, at this position in pixels. */
export const sharpOverlay = ({ width, height, rgb }: RawPicture, left: number, top: number): OverlayOptions => ({
  input: Buffer.from(rgb.buffer, rgb.byteOffset, rgb.byteLength),
  raw: { width, height, channels: 3 },
  left,
  top,
});

/** Runs a pipeline to 8-bit RGB. Transparency is flattened on white. */
export async function toRaw(pipeline: Sharp): Promise<RawPicture> {
  const { data, info } = await pipeline
    .flatten({ background: 'white' })
    .removeAlpha() // composing, which comes after flattening, adds an opaque one
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: info.channels === 1 ? spread(data) : data };
}

/** Runs a pipeline to 8-bit grey. */
export async function toGrey(pipeline: Sharp): Promise<GreyRaster> {
  const { data, info } = await pipeline
    .flatten({ background: 'white' })
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, values: data };
}

/** Decodes a recipe's picture. */
export const rawOf = (picture: Picture): Promise<RawPicture> => toRaw(decoder(picture));

/** Decodes a recipe's mask. */
export const greyOf = (mask: Picture): Promise<GreyRaster> => toGrey(decoder(mask));

const decoder = ({ png }: Picture): Sharp => sharp(Buffer.from(png, 'base64'), { limitInputPixels: maxPasteSide ** 2 });

/** Encodes a mask for a recipe. */
export const maskOf = async (grey: GreyRaster): Promise<Picture> => ({
  png: (await sharpGrey(grey).toColourspace('b-w').png().toBuffer()).toString('base64'),
});

/** Encodes a square mask for a recipe to draw with: at most 256 px a side. */
export async function squareMaskOf(grey: GreyRaster): Promise<Picture> {
  const side = Math.min(grey.width, maxPictureSide);
  return maskOf(grey.width === side ? grey : await toGrey(sharpGrey(grey).resize(side, side, { kernel: 'linear' })));
}

/** Encodes a picture for a recipe to paste into, as it is. */
export const wholePictureOf = async (raw: RawPicture): Promise<Picture> => ({
  png: (await sharpRaw(raw).png().toBuffer()).toString('base64'),
});

/** Encodes a picture for a recipe: square (centre-cropped), at most 256 px a side. */
export async function pictureOf(raw: RawPicture): Promise<Picture> {
  const side = Math.min(raw.width, raw.height, maxPictureSide);
  const png = await sharpRaw(raw).resize(side, side, { fit: 'cover' }).png().toBuffer();
  return { png: png.toString('base64') };
}

/** `lanczos` for photographs, `nearest` to show the pixels of a small picture. */
type Kernel = 'lanczos' | 'nearest';

const sharpKernels = { lanczos: 'lanczos3', nearest: 'nearest' } as const satisfies Record<Kernel, string>;

/** Scales to the given size in pixels, ignoring the aspect ratio. Returns `raw` itself where the size is the same. */
export async function scaleRaw(raw: RawPicture, width: number, height: number, kernel: Kernel): Promise<RawPicture> {
  if (raw.width === width && raw.height === height) return raw;
  return toRaw(sharpRaw(raw).resize(width, height, { fit: 'fill', kernel: sharpKernels[kernel] }));
}

/** A part of a picture, in its pixels. It may reach over the picture's edge. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Cuts a part out of a picture. Beyond the picture's edge, its edge pixels are carried on. */
export const cutRaw = (raw: RawPicture, part: Rectangle): RawPicture => ({
  ...{ width: part.width, height: part.height },
  rgb: cut(raw.rgb, raw, part, 3),
});

/** Cuts a part out of a mask as `cutRaw` does. */
export const cutGrey = (grey: GreyRaster, part: Rectangle): GreyRaster => ({
  ...{ width: part.width, height: part.height },
  values: cut(grey.values, grey, part, 1),
});

function cut(
  source: Uint8Array,
  size: { readonly width: number; readonly height: number },
  { left, top, width, height }: Rectangle,
  channels: number,
): Uint8Array {
  const target = new Uint8Array(width * height * channels);
  for (let y = 0, to = 0; y < height; y++) {
    const row = inside(top + y, size.height) * size.width;
    for (let x = 0; x < width; x++) {
      const from = (row + inside(left + x, size.width)) * channels;
      for (let channel = 0; channel < channels; channel++) target[to++] = source[from + channel]!;
    }
  }
  return target;
}

const inside = (at: number, length: number): number => Math.min(Math.max(at, 0), length - 1);

function spread(grey: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(grey.length * 3);
  for (const [index, value] of grey.entries()) rgb.fill(value, index * 3, index * 3 + 3);
  return rgb;
}
