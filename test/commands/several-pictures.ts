import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

// Files that hold more than one picture, as editors and phones write them.

export const side = 32;

/** A red frame above a blue one, as sharp takes animations. */
const frames = (): Sharp => {
  const area = side * side;
  const rgb = Uint8Array.from(
    { length: 2 * area * 3 },
    (_, i) =>
      [
        [255, 0, 0],
        [0, 0, 255],
      ][Number(i >= area * 3)]![i % 3]!,
  );
  return sharp(rgb, { raw: { width: side, height: 2 * side, channels: 3, pageHeight: side } });
};

const still = (): Sharp => sharp({ create: { width: side, height: side, channels: 3, background: 'red' } });

/** A PNG that announces more frames than its own. Source: PNG specification (third edition), 11.3.4.1. */
async function animatedPng(frameCount = 2): Promise<Buffer> {
  const png = await still().png().toBuffer();
  const data = Buffer.alloc(8);
  data.writeUInt32BE(frameCount);
  const chunk = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('acTL'), data, Buffer.alloc(4)]);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 16)), 16);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

/** An AVIF whose type box names these brands, the major one first. */
async function avifOf(major: string, ...compatible: readonly string[]): Promise<Buffer> {
  const file = await still().avif({ lossless: true }).toBuffer();
  file.write(major, 8, 'latin1');
  const end = file.readUInt32BE(0);
  for (let at = 16, i = 0; at < end; at += 4, i++) file.write(compatible[i] ?? 'miaf', at, 'latin1');
  return file;
}

export const animations = {
  gif: await frames().gif().toBuffer(),
  webp: await frames().webp({ lossless: true }).toBuffer(),
  png: await animatedPng(),
  avif: await avifOf('avis', 'avif', 'msf1'),
} as const;

/** Pages, not frames. */
export const pages = await frames().tiff().toBuffer();

export const stills = {
  'a PNG of one frame': await animatedPng(1),
  'an AVIF that names itself by its compatible brands': await avifOf('mif1', 'avif', 'mif1'),
  'an AVIF that names itself last': await avifOf('miaf', 'mif1', 'miaf', 'avif'),
} as const;

/** An animated AVIF whose frames are only in a track. */
export const trackOnly = Buffer.from(animations.avif);
trackOnly.write('free', trackOnly.indexOf('meta'), 'latin1');
