import sharp, { type Sharp } from 'sharp';

/** A picture or film that was made to fit. */
export interface Shrunk {
  readonly mediaType: 'image/png' | 'image/webp';
  readonly bytes: Uint8Array;
}

/** Ways to make a still picture smaller, the kindest first. */
const stillWays: readonly ((side: number) => (picture: Sharp) => Sharp)[] = [
  () => (picture) => picture.webp({ lossless: true, effort: 4 }),
  ...[90, 75, 60, 45].map((quality) => () => (picture: Sharp) => picture.webp({ quality })),
  ...[2 / 3, 1 / 2, 1 / 3, 1 / 4, 1 / 6, 1 / 8].map(
    (share) => (width: number) => (picture: Sharp) =>
      picture.resize({ width: Math.max(1, Math.round(width * share)) }).webp({ quality: 60 }),
  ),
];

/** Every n-th frame, at this share of the side. */
const filmWays = [
  { every: 1, share: 1 },
  { every: 2, share: 1 },
  { every: 2, share: 1 / 2 },
  { every: 4, share: 1 / 2 },
  { every: 4, share: 1 / 4 },
  { every: 8, share: 1 / 8 },
] as const;

/**
 * A picture or an animated film of ours as WebP of at most `maxBytes`: first without loss, then with less quality, then
 * smaller; a film with fewer and smaller frames, that take as long.
 *
 * @throws RangeError when nothing would fit.
 */
export async function shrink(bytes: Uint8Array, maxBytes: number): Promise<Shrunk> {
  const { pages = 1, width } = await sharp(bytes).metadata();
  const attempts =
    pages > 1
      ? filmWays.map((way) => () => shorterFilm(bytes, way))
      : stillWays.map((way) => () => way(width)(sharp(bytes)).toBuffer());
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
  // From the last one backwards: it is what the film leads to.
  const kept = Array.from({ length: Math.ceil(pages / every) }, (_, i) => pages - 1 - i * every).reverse();
  const frames = kept.map((page) =>
    sharp(bytes, { page }).flatten({ background: 'white' }).resize(side.width, side.height).raw().toBuffer(),
  );
  const raw = { width: side.width, height: side.height * kept.length, channels: 3, pageHeight: side.height } as const;
  const lasting = kept.map((page, i) => total(delay.slice(i === 0 ? 0 : kept[i - 1]! + 1, page + 1)));
  return sharp(Buffer.concat(await Promise.all(frames)), { raw })
    .webp({ loop: 0, delay: lasting, quality: 60, effort: 4 })
    .toBuffer();
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
