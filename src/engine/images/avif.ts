/**
 * Reads brands of ISO base media files: AVIF, HEIC, videos. Source: ISO/IEC 14496-12, 4.3, and the AVIF specification,
 * 6.
 */

const major = 8;
const firstCompatible = 16;
const brandLength = 4;

/** Lists the brands of a file's `ftyp` box, the major brand first; none where the file does not begin with one. */
export function brandsOf(bytes: Uint8Array): readonly string[] {
  if (text(bytes, 4) !== 'ftyp') return [];
  const end = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), bytes.length, maxTypeBytes);
  const compatible = [];
  for (let at = firstCompatible; at + brandLength <= end; at += brandLength) compatible.push(text(bytes, at));
  return [text(bytes, major), ...compatible];
}

/** More brands than any file names. */
const maxTypeBytes = 1024;

const text = (bytes: Uint8Array, at: number): string =>
  Buffer.from(bytes.subarray(at, at + brandLength)).toString('latin1');

/** Brands of AVIF; the second one is that of animations. */
export const avifBrands = ['avif', 'avis'] as const;

export const isAnimatedAvif = (bytes: Uint8Array): boolean => brandsOf(bytes).includes('avis');

/** Brands of animations. */
const movingBrands = ['avis', 'msf1'];

/**
 * Copies an AVIF file with the brands of a still picture. The decoder recognises AVIF by the major brand alone, and
 * would read the track of an animation instead of its still picture.
 */
export function asStillAvif(bytes: Uint8Array): Uint8Array {
  const [first, ...compatible] = brandsOf(bytes);
  const copy = Uint8Array.from(bytes);
  const name = (at: number) => copy.set(Buffer.from('avif', 'latin1'), at);
  if (first !== 'avif') name(major);
  for (const [i, brand] of compatible.entries()) {
    if (movingBrands.includes(brand)) name(firstCompatible + i * brandLength);
  }
  return copy;
}

/** Whether an AVIF file has a still picture. An animation may lack one, and then the decoder cannot read it. */
export function hasStill(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 8 <= bytes.length; ) {
    if (text(bytes, at + 4) === 'meta') return true;
    const size = view.getUint32(at);
    if (size < 8) return false; // to the end of the file, or longer than 4 GB
    at += size;
  }
  return false;
}
