/** Files of the ISO base media format: AVIF, HEIC, videos. Source: ISO/IEC 14496-12, 4.3, and the AVIF specification, 6. */

const major = 8;
const firstCompatible = 16;
const brandLength = 4;

/** The brands in a file's type box, the major one first; none where it does not begin with one. */
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

/** Brands that say AVIF; the second one, that it moves. */
export const avifBrands = ['avif', 'avis'] as const;

export const isAnimatedAvif = (bytes: Uint8Array): boolean => brandsOf(bytes).includes('avis');

/** Brands of what moves. */
const movingBrands = ['avis', 'msf1'];

/**
 * The same file as its brands would say of a still picture: the decoder knows AVIF by the major one alone, and of an
 * animation it wants the track, which we do not.
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

/** Whether the file has a still picture: an animation may come without one, which the decoder cannot read. */
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
