import { avifBrands, brandsOf } from './avif.ts';

const readable = ['png', 'jpeg', 'gif', 'webp', 'avif', 'tiff'] as const;
export type ReadableFormat = (typeof readable)[number];

/** The type of a file by its first bytes. Its name is ignored. */
type Sniffed =
  | { readonly kind: 'readable'; readonly format: ReadableFormat }
  | { readonly kind: 'unsupported'; readonly format: string }
  | { readonly kind: 'text' }
  | { readonly kind: 'unknown' };

const isAt = (bytes: Uint8Array, offset: number, signature: string): boolean =>
  bytes.length >= offset + signature.length &&
  [...signature].every((char, index) => bytes[offset + index] === char.charCodeAt(0));

/** Signatures from the formats' own specifications. */
const signatures: readonly { readonly format: string; readonly at: number; readonly signature: string }[] = [
  { format: 'png', at: 0, signature: '\x89PNG\r\n\x1a\n' },
  { format: 'jpeg', at: 0, signature: '\xff\xd8\xff' },
  { format: 'gif', at: 0, signature: 'GIF87a' },
  { format: 'gif', at: 0, signature: 'GIF89a' },
  { format: 'webp', at: 8, signature: 'WEBP' },
  { format: 'tiff', at: 0, signature: 'II*\0' },
  { format: 'tiff', at: 0, signature: 'MM\0*' },
  { format: 'jpeg xl', at: 0, signature: '\0\0\0\x0cJXL \r\n' },
  { format: 'jpeg xl', at: 0, signature: '\xff\x0a' },
  { format: 'bmp', at: 0, signature: 'BM' },
  { format: 'psd', at: 0, signature: '8BPS' },
  { format: 'pdf', at: 0, signature: '%PDF-' },
];

const isReadable = (format: string): format is ReadableFormat => (readable as readonly string[]).includes(format);

/** Brands of HEIC. `mif1`, the brand of the bare container, most likely means HEIC, too. */
const heicBrands = /^(hei|hev|mif1)/;

/** Determines the format by any of the brands, since the major one may only name the container. */
function formatByBrand(brands: readonly string[]): string | undefined {
  if (brands.length === 0) return undefined;
  if (brands.some((brand) => (avifBrands as readonly string[]).includes(brand))) return 'avif';
  return brands.some((brand) => heicBrands.test(brand)) ? 'heic' : 'video';
}

/** Detects the type of a file from its first bytes. */
export function sniff(bytes: Uint8Array): Sniffed {
  const format =
    signatures.find(({ at, signature }) => isAt(bytes, at, signature))?.format ?? formatByBrand(brandsOf(bytes));
  if (format !== undefined) return isReadable(format) ? { kind: 'readable', format } : { kind: 'unsupported', format };
  const opening = bytes.subarray(0, 1024);
  if (!looksLikeText(opening)) return { kind: 'unknown' };
  return /<svg[\s>]/i.test(new TextDecoder().decode(opening))
    ? { kind: 'unsupported', format: 'svg' }
    : { kind: 'text' };
}

function looksLikeText(bytes: Uint8Array): boolean {
  const isControl = (byte: number) => byte < 32 && ![9, 10, 12, 13].includes(byte);
  return !bytes.some(isControl);
}
