/** A segment of a JPEG file. Source: ITU-T T.81, annex B. */
export interface JpegSegment {
  /** The second byte of the marker. */
  readonly marker: number;
  /** The parameters, without their length. */
  readonly body: Uint8Array;
  /** For a scan: its entropy-coded data, restart markers included. */
  readonly data: Uint8Array;
}

export const jpegMarkers = { dht: 0xc4, eoi: 0xd9, sos: 0xda, dri: 0xdd } as const;

const none = new Uint8Array();

/** Iterates over the segments of a file up to its end-of-image marker, or to where a marker is missing. */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    if (marker === jpegMarkers.eoi) return;
    const bodyEnd = at + 2 + bytes[at + 2]! * 256 + bytes[at + 3]!;
    const end = marker === jpegMarkers.sos ? scanEnd(bytes, bodyEnd) : bodyEnd;
    yield { marker, body: bytes.subarray(at + 4, bodyEnd), data: end > bodyEnd ? bytes.subarray(bodyEnd, end) : none };
    at = end;
  }
}

/** Finds the next marker that ends a scan: neither a stuffed byte nor a restart marker. */
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]!;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
  }
  return bytes.length;
}

export const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

/** Whether a marker starts a frame, of any process: 0xC0 … 0xCF except DHT, JPG and DAC. */
export const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
