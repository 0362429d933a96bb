import type { Metadata } from 'sharp';
import type { ReadableFormat } from '../sniff.ts';
import { ImageError, type PixelSize } from './image-error.ts';
import { countScans } from './jpeg-scan.ts';

/** A file to be decoded, with what its header says. */
interface CostedFile {
  readonly bytes: Uint8Array;
  readonly format: ReadableFormat;
  readonly metadata: Metadata;
}

/** Largest memory for decoding one picture, in bytes. */
const maxMemory = 320 * 2 ** 20;

/** Largest product of pixels and scans: some seconds. A phone's progressive photo has a tenth of it. */
const maxScannedPixels = 1_000_000_000;

/**
 * Estimates the memory for decoding the first picture of a file to a small square, in bytes: the most that was measured
 * with libvips 8.18, or a little more.
 *
 * @throws ImageError, code 'too-costly', when the memory or the time would be too much.
 */
export function decodingCost(file: CostedFile): number {
  const memory = wholePicture(file) + window(file.metadata);
  if (memory > maxMemory || scannedPixels(file) > maxScannedPixels) throw tooCostly(file);
  return memory;
}

/** Makes the error for an expensive file; also used when a file takes more than its header says. */
export const tooCostly = ({ format, metadata }: CostedFile): ImageError =>
  new ImageError({ code: 'too-costly', ...sizeOf(metadata), traits: traitsOf(format, metadata) });

const sizeOf = ({ width, height }: Metadata): PixelSize => ({ width, height });

/** Bytes per channel of one pixel. */
const sampleBytes = ({ depth }: Metadata): number => {
  if (depth === 'uchar' || depth === 'char') return 1;
  return depth === 'ushort' || depth === 'short' ? 2 : depth === 'double' || depth === 'complex' ? 8 : 4;
};

/** Rows that libvips buffers while it shrinks a picture, doubled by premultiplication with alpha. */
const windowRows = 2048;

const window = (metadata: Metadata): number => {
  const { width, height, channels } = metadata;
  return width * channels * sampleBytes(metadata) * Math.min(2 * height, windowRows);
};

/** Memory of decoders that hold the whole picture; 0 for those that decode row by row. */
function wholePicture({ format, metadata }: CostedFile): number {
  const { width, height, channels, isProgressive, chromaSubsampling = '' } = metadata;
  const pixels = width * height;
  const samples = pixels * channels * sampleBytes(metadata);
  switch (format) {
    case 'png':
      return isProgressive ? 1.25 * samples : 0;
    case 'jpeg':
      // Coefficients of 16 bits, as many as chroma subsampling stores.
      return isProgressive ? 2 * pixels * coefficientsOf(chromaSubsampling, channels) : 0;
    case 'gif':
      return 1.25 * 4 * pixels;
    case 'webp':
      return 4.25 * pixels; // only where it is lossless, which the header does not say
    case 'avif':
      return (sampleBytes(metadata) === 1 ? 18 : 22) * pixels;
    case 'tiff':
      return samples; // the whole picture may be one strip
    default:
      throw format satisfies never;
  }
}

/** Coefficients per pixel. JPEG's 4:2:0 stores a quarter of each chroma channel, 4:2:2 half. */
const coefficientsOf = (subsampling: string, channels: number): number =>
  channels < 3 ? 1 : subsampling.startsWith('4:2:0') ? channels / 2 : subsampling.startsWith('4:2:2') ? 2 : channels;

const scannedPixels = ({ bytes, format, metadata }: CostedFile): number =>
  format === 'jpeg' ? metadata.width * metadata.height * countScans(bytes) : 0;

/** Lists in words what makes a file expensive besides its size. */
function traitsOf(format: ReadableFormat, metadata: Metadata): readonly string[] {
  const { isProgressive, channels } = metadata;
  return [
    format.toUpperCase(),
    ...(sampleBytes(metadata) > 1 ? [`${8 * sampleBytes(metadata)} bits a channel`] : []),
    ...(channels > 3 ? [`${channels} channels`] : []),
    ...(isProgressive ? [format === 'jpeg' ? 'progressive' : 'interlaced'] : []),
  ];
}
