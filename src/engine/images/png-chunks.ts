import { promisify } from 'node:util';
import { crc32, deflate, inflateSync } from 'node:zlib';

/**
 * Reads and writes text in PNG files, as compressed international text chunks.
 * Source: PNG specification (third edition), 5.3 chunk layout and 11.3.3.4 iTXt.
 */

const signatureLength = 8;
/** Length, type and checksum around a chunk's data. */
const frameLength = 12;
/** Largest decompressed text: far above any that this program writes, far below a decompression bomb. */
const maxTextBytes = 16 * 1024 * 1024;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  /** Where the chunk after this one begins. */
  readonly end: number;
}

function* chunks(png: Uint8Array): Generator<Chunk> {
  const buffer = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  let offset = signatureLength;
  while (offset + frameLength <= buffer.length) {
    const length = buffer.readUInt32BE(offset);
    const end = offset + frameLength + length;
    if (end > buffer.length) return;
    yield { type: buffer.toString('latin1', offset + 4, offset + 8), data: buffer.subarray(offset + 8, end - 4), end };
    offset = end;
  }
}

/** Whether a PNG is animated. Source: PNG specification (third edition), 11.3.4.1 acTL. */
export function isAnimatedPng(png: Uint8Array): boolean {
  for (const { type, data } of chunks(png)) {
    if (type === 'IDAT') return false; // acTL comes before the pixels
    if (type === 'acTL' && data.length >= 4) return data.readUInt32BE(0) > 1;
  }
  return false;
}

/** Inserts a text chunk after the header of a PNG. Other chunks stay. Does not modify `png`. */
export async function withText(png: Uint8Array, keyword: string, text: string): Promise<Uint8Array> {
  const [header] = chunks(png);
  if (header?.type !== 'IHDR') throw new TypeError('withText: not a PNG, the first chunk is not IHDR');
  const compressed = await promisify<string, Buffer>(deflate)(text);
  // Keyword; compressed, by deflate; no language tag; no translated keyword.
  const data = Buffer.concat([Buffer.from(`${keyword}\0\x01\0\0\0`, 'latin1'), compressed]);
  return Buffer.concat([png.subarray(0, header.end), chunk('iTXt', data), png.subarray(header.end)]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** Reads the first international text with a keyword: undefined where there is none, null where it cannot be read. */
export function readText(png: Uint8Array, keyword: string): string | null | undefined {
  const opening = Buffer.from(`${keyword}\0`, 'latin1');
  for (const { type, data } of chunks(png)) {
    if (type === 'iTXt' && data.subarray(0, opening.length).equals(opening))
      return textBehindKeyword(data.subarray(opening.length));
  }
  return undefined;
}

function textBehindKeyword(data: Buffer): string | null {
  const isCompressed = data[0] === 1;
  const languageEnd = data.indexOf(0, 2);
  const translatedEnd = data.indexOf(0, languageEnd + 1);
  if (languageEnd < 0 || translatedEnd < 0) return null;
  const text = data.subarray(translatedEnd + 1);
  try {
    return (isCompressed ? inflateSync(text, { maxOutputLength: maxTextBytes }) : text).toString('utf8');
  } catch {
    return null; // broken or a bomb
  }
}
