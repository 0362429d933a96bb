import type { Sharp } from 'sharp';
import { sharp } from '../sharp.ts';

/** A picture or film that was compressed to a maximal size. */
interface Shrunk {
  readonly mediaType: 'image/png' | 'image/webp';
  readonly bytes: Uint8Array;
}

/** Encodings of a still picture, best quality first. */
const stillVariants: readonly ((side: number) => (picture: Sharp) => Sharp)[] = [
  () => (picture) => picture.webp({ lossless: true, effort: 4 }),
  ...[90, 75, 60, 45].map((quality) => () => (picture: Sharp) => picture.webp({ quality })),
  ...[2 / 3, 1 / 2, 1 / 3, 1 / 4, 1 / 6, 1 / 8].map(
    (share) => (width: number) => (picture: Sharp) =>
      picture.resize({ width: Math.max(1, Math.round(width * share)) }).webp({ quality: 60 }),
  ),
];

/** Reductions of a film: every n-th frame, at a share of the side. */
const filmVariants = [
  { every: 1, share: 1 },
  { every: 2, share: 1 },
  { every: 2, share: 1 / 2 },
  { every: 4, share: 1 / 2 },
  { every: 4, share: 1 / 4 },
  { every: 8, share: 1 / 8 },
] as const;

/**
 * Compresses a picture or film that this program made to a WebP of at most `maxBytes`: first lossless, then with less
 * quality, then scaled down; a film with fewer and smaller frames, but the same duration.
 *
 * @throws RangeError when even the smallest does not fit.
 */
export async function shrink(bytes: Uint8Array, maxBytes: number): Promise<Shrunk> {
  const { pages = 1, width } = await sharp(bytes).metadata();
  const attempts =
    pages > 1
      ? filmVariants.map((variant) => () => shorterFilm(bytes, variant))
      : stillVariants.map((variant) => () => variant(width)(sharp(bytes)).toBuffer());
  for (const attempt of attempts) {
    const smaller = await attempt();
    if (smaller.length <= maxBytes) return { mediaType: 'image/webp', bytes: smaller };
  }
  throw new RangeError(`shrink: a picture of ${bytes.length} bytes cannot be made to fit ${maxBytes}`);
}

async function shorterFilm(
  bytes: Uint8Array,
  { every, share }: { readonly every: number; readonly share: number },
): Promise<Uint8Array> {
  const { pages = 1, pageHeight, width, delay = [] } = await sharp(bytes, { animated: true }).metadata();
  const side = { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(pageHeight! * share)) };
  // Counted backwards from the last frame, which must stay: it shows the result.
  const kept = Array.from({ length: Math.ceil(pages / every) }, (_, i) => pages - 1 - i * every).reverse();
  const frames = kept.map((page) =>
    sharp(bytes, { page }).flatten({ background: 'white' }).resize(side.width, side.height).raw().toBuffer(),
  );
  const raw = { width: side.width, height: side.height * kept.length, channels: 3, pageHeight: side.height } as const;
  const delays = kept.map((page, i) => total(delay.slice(i === 0 ? 0 : kept[i - 1]! + 1, page + 1)));
  return sharp(Buffer.concat(await Promise.all(frames)), { raw })
    .webp({ loop: 0, delay: delays, quality: 60, effort: 4 })
    .toBuffer();
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Encodings without a recipe. */
export type PlainEncoding = 'jpeg' | 'webp';

/** High enough that no loss can be seen. */
const quality = 92;

/** Encodes a finished PNG as JPEG or WebP. Neither carries the recipe. Transparency becomes white in a JPEG. */
export async function encodeAs(png: Uint8Array, encoding: PlainEncoding): Promise<Uint8Array> {
  const picture = sharp(png);
  return encoding === 'jpeg'
    ? picture.flatten({ background: 'white' }).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer()
    : picture.webp({ quality }).toBuffer();
}
