import type { Metadata } from 'sharp';
import type { ReadableFormat } from '../sniff.ts';
import { ImageError, type PixelSize } from './image-error.ts';
import { countScans } from './jpeg-scan.ts';

/** A file that is to be decoded, as far as its header tells. */
export interface CostedFile {
  readonly bytes: Uint8Array;
  readonly format: ReadableFormat;
  readonly metadata: Metadata;
}

/** The most memory that one picture may take to be decoded, in bytes. */
const maxMemory = 320 * 2 ** 20;

/** Pixels times scans: some seconds. A phone's progressive photo takes a tenth. */
const maxScannedPixels = 1_000_000_000;

/**
 * About the memory that it takes to decode the first picture of a file to a small square, in bytes: at most what was
 * measured with libvips 8.18, and mostly a little more.
 *
 * @throws ImageError, code 'too-costly', where that or the time would be too much.
 */
export function decodingCost(file: CostedFile): number {
  const memory = wholePicture(file) + window(file.metadata);
  if (memory > maxMemory || scannedPixels(file) > maxScannedPixels) throw tooCostly(file);
  return memory;
}

/** Said of a file that cost more than its header promised, too. */
export const tooCostly = ({ format, metadata }: CostedFile): ImageError =>
  new ImageError({ code: 'too-costly', ...sizeOf(metadata), traits: traitsOf(format, metadata) });

const sizeOf = ({ width, height }: Metadata): PixelSize => ({ width, height });

/** Bytes of one channel of one pixel. */
const sampleBytes = ({ depth }: Metadata): number => {
  if (depth === 'uchar' || depth === 'char') return 1;
  return depth === 'ushort' || depth === 'short' ? 2 : depth === 'double' || depth === 'complex' ? 8 : 4;
};

/** Rows that libvips holds at a time while it makes a picture smaller, twice where it multiplies with alpha. */
const windowRows = 2048;

const window = (metadata: Metadata): number => {
  const { width, height, channels } = metadata;
  return width * channels * sampleBytes(metadata) * Math.min(2 * height, windowRows);
};

/** What holds every pixel before the first one is given: nothing for what is decoded row by row. */
function wholePicture({ format, metadata }: CostedFile): number {
  const { width, height, channels, isProgressive, chromaSubsampling = '' } = metadata;
  const pixels = width * height;
  const samples = pixels * channels * sampleBytes(metadata);
  switch (format) {
    case 'png':
      return isProgressive ? 1.25 * samples : 0;
    case 'jpeg':
      // Coefficients of 16 bits; of the colours only as many as are stored.
      return isProgressive ? 2 * pixels * coefficientsOf(chromaSubsampling, channels) : 0;
    case 'gif':
      return 1.25 * 4 * pixels;
    case 'webp':
      return 4.25 * pixels; // only without loss, which the header does not tell
    case 'avif':
      return (sampleBytes(metadata) === 1 ? 18 : 22) * pixels;
    case 'tiff':
      return samples; // it may be one strip
    default:
      throw format satisfies never;
  }
}

/** Per pixel. Source: JPEG's 4:2:0 stores a quarter of each colour, 4:2:2 half. */
const coefficientsOf = (subsampling: string, channels: number): number =>
  channels < 3 ? 1 : subsampling.startsWith('4:2:0') ? channels / 2 : subsampling.startsWith('4:2:2') ? 2 : channels;

const scannedPixels = ({ bytes, format, metadata }: CostedFile): number =>
  format === 'jpeg' ? metadata.width * metadata.height * countScans(bytes) : 0;

/** What makes a file dear besides its size, in words. */
function traitsOf(format: ReadableFormat, metadata: Metadata): readonly string[] {
  const { isProgressive, channels } = metadata;
  return [
    format.toUpperCase(),
    ...(sampleBytes(metadata) > 1 ? [`${8 * sampleBytes(metadata)} bits a channel`] : []),
    ...(channels > 3 ? [`${channels} channels`] : []),
    ...(isProgressive ? [format === 'jpeg' ? 'progressive' : 'interlaced'] : []),
  ];
}
