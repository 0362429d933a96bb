import type { Sharp } from 'sharp';
import type { RawPicture } from '../engine.ts';
import { EngineError } from '../errors.ts';
import type { Picture } from '../recipe.ts';
import { sharp } from '../sharp.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { maxPictureSide, scaleRaw, toGrey, toRaw } from './raster.ts';
import { sniff } from './sniff.ts';

/** Largest side of a preview in pixels. Larger ones would take long to send. */
const previewSide = 128;

/** Converts 8-bit pixels to an image [1, 3, h, w] in −1 … 1. */
export function fromPixels({ width, height, rgb }: RawPicture): Tensor {
  const area = width * height;
  const data = new Float32Array(3 * area);
  for (let pixel = 0; pixel < area; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      data[channel * area + pixel] = rgb[pixel * 3 + channel]! / 127.5 - 1;
    }
  }
  return { data, shape: [1, 3, height, width] };
}

/** Converts an image [1, 3, h, w] to 8-bit pixels. Values outside −1 … 1 are clamped. */
export function toPixels({ data, shape }: Tensor): RawPicture {
  const [, , height, width] = shape;
  const area = width * height;
  const rgb = new Uint8ClampedArray(3 * area); // clamps and rounds
  for (let pixel = 0; pixel < area; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      rgb[pixel * 3 + channel] = (data[channel * area + pixel]! + 1) * 127.5;
    }
  }
  return { width, height, rgb: new Uint8Array(rgb.buffer) };
}

/** Converts an image to a preview of at most 128 px a side. Larger images are averaged over blocks. */
export const toPreview = (x: Tensor): RawPicture =>
  toPixels(x.shape[3] <= previewSide ? x : downsample(x, Math.ceil(x.shape[3] / previewSide)));

/** Averages blocks of `factor` × `factor` pixels. A remainder at the right and bottom is dropped. */
function downsample({ data: source, shape }: Tensor, factor: number): Tensor {
  const [n, c, h, w] = shape;
  const [height, width] = [Math.floor(h / factor), Math.floor(w / factor)];
  const weight = 1 / factor ** 2;
  const data = new Float32Array(n * c * height * width);
  for (let plane = 0; plane < n * c; plane += 1) {
    for (let y = 0; y < height * factor; y += 1) {
      const row = (plane * height + Math.floor(y / factor)) * width;
      let i = (plane * h + y) * w;
      for (let target = row; target < row + width; target += 1) {
        let sum = data[target]!;
        for (const end = i + factor; i < end; i += 1) sum = Math.fround(sum + source[i]! * weight);
        data[target] = sum;
      }
    }
  }
  return { data, shape: [n, c, height, width] };
}

/**
 * Decodes a recipe's picture to an image [1, 3, side, side].
 * @throws EngineError `bad-recipe` when it is no square PNG of at most 256 px.
 */
export async function loadPicture(picture: Picture, side: number): Promise<Tensor> {
  const pixels = await readable(async () => toRaw(await open(picture)));
  return fromPixels(await scaleRaw(pixels, side, side, 'lanczos'));
}

/**
 * Decodes a recipe's mask to [1, 1, side, side] in 0 … 1: 1 is where new content goes.
 * @throws EngineError `bad-recipe` when it is no square PNG of at most 256 px.
 */
export async function loadMask(mask: Picture, side: number): Promise<Tensor> {
  const { values } = await readable(async () =>
    toGrey((await open(mask)).resize(side, side, { fit: 'fill', kernel: 'linear' })),
  );
  return { data: Float32Array.from(values, (value) => value / 255), shape: [1, 1, side, side] };
}

/** Resizes an image [1, 3, h, w] through 8-bit pixels. */
export const scaleImage = async (x: Tensor, side: number): Promise<Tensor> =>
  x.shape[3] === side ? x : fromPixels(await scaleRaw(toPixels(x), side, side, 'lanczos'));

/**
 * Opens a recipe's picture. Its header is checked before any pixel is decoded, since the recipe may come from a
 * stranger.
 */
async function open({ png }: Picture): Promise<Sharp> {
  const bytes = Buffer.from(png, 'base64');
  const sniffed = sniff(bytes);
  if (sniffed.kind !== 'readable' || sniffed.format !== 'png') throw new RangeError('not a PNG');
  const pipeline = sharp(bytes, { limitInputPixels: maxPictureSide ** 2 });
  const { width, height } = await pipeline.metadata();
  if (width !== height || width > maxPictureSide) throw new RangeError(`${width} × ${height} px`);
  return pipeline;
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const expected = `a picture in a recipe is a square PNG of at most ${maxPictureSide} px a side`;
    throw new EngineError('bad-recipe', `${expected}; this one could not be read`, { cause });
  }
}
