import { once } from 'node:events';
import { crc32, createDeflate } from 'node:zlib';
import sharp from 'sharp';

// Small files that are expensive to decode.

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
}

/** Columns and rows of Adam7's passes: where they begin, and how far apart they are. Source: PNG specification, 8.1. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export interface PngKind {
  readonly width: number;
  readonly height: number;
  readonly depth: 8 | 16;
  readonly isInterlaced: boolean;
}

function pngOf({ width, height, depth, isInterlaced }: PngKind, pixels: Uint8Array): Buffer {
  const header = Buffer.concat([u32(width), u32(height), Buffer.from([depth, 2, 0, 0, Number(isInterlaced)])]);
  const parts = [chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', new Uint8Array())];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

/** Only a header, and pixels that are none: whoever decodes it says that it is damaged. */
export const pngHeader = (kind: PngKind): Buffer => pngOf(kind, new Uint8Array(8));

/** All black. Made without ever holding its pixels. */
export async function blackPng(kind: PngKind): Promise<Buffer> {
  const { width, height, depth, isInterlaced } = kind;
  const passes = isInterlaced ? adam7 : ([[0, 0, 1, 1]] as const);
  const deflate = createDeflate({ level: 1 });
  const packed: Buffer[] = [];
  deflate.on('data', (part: Buffer) => packed.push(part));
  for (const [x, y, across, down] of passes) {
    const row = Buffer.alloc(1 + Math.ceil((width - x) / across) * 3 * (depth / 8));
    for (let at = y; at < height; at += down) if (!deflate.write(row)) await once(deflate, 'drain');
  }
  deflate.end();
  await once(deflate, 'end');
  return pngOf(kind, Buffer.concat(packed));
}

/** A progressive JPEG whose header says that it is as large as this. */
export async function progressiveJpeg(width: number, height: number, chromaSubsampling: string): Promise<Buffer> {
  const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
    .jpeg({ progressive: true, chromaSubsampling })
    .toBuffer();
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc2]));
  jpeg.writeUInt16BE(height, frame + 5);
  jpeg.writeUInt16BE(width, frame + 7);
  return jpeg;
}

/** The same with its last scan so many times more. */
export function moreScans(jpeg: Buffer, count: number): Buffer {
  const last = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = jpeg.subarray(last, -2);
  return Buffer.concat([jpeg.subarray(0, -2), ...Array.from({ length: count }, () => scan), jpeg.subarray(-2)]);
}

/** A GIF whose screen and frame say that they are as large as this. */
export async function gifHeader(width: number, height: number): Promise<Buffer> {
  const gif = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .gif()
    .toBuffer();
  const frame = gif.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 8, 0, 8, 0]));
  for (const at of [6, frame + 5]) {
    gif.writeUInt16LE(width, at);
    gif.writeUInt16LE(height, at + 2);
  }
  return gif;
}
