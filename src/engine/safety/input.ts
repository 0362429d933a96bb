import type { RawPicture } from '../engine.ts';
import { scaleRaw } from '../images/raster.ts';
import type { SafetyManifest } from './manifest.ts';

/**
 * Preprocesses a picture for the safety model's graph: resized and normalised, [1, 3, size, size] or [1, size, size,
 * 3].
 */
export async function safetyInput(
  picture: RawPicture,
  { size, mean, std, layout }: Pick<SafetyManifest, 'size' | 'mean' | 'std' | 'layout'>,
): Promise<Float32Array> {
  const { rgb } = await scaleRaw(picture, size, size, 'lanczos');
  const values = new Float32Array(rgb.length);
  const area = size * size;
  for (let pixel = 0; pixel < area; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const place = layout === 'nchw' ? channel * area + pixel : 3 * pixel + channel;
      values[place] = (rgb[3 * pixel + channel]! / 255 - mean[channel]!) / std[channel]!;
    }
  }
  return values;
}
