import { isFrame, isRestart, type JpegSegment, jpegMarkers, jpegSegments } from './jpeg-segments.ts';

/**
 * Whether the only scan of a baseline JPEG contains exactly the blocks that its header declares. libjpeg stops at the
 * last block that it needs and makes up missing ones. Here damage in the middle is detected, because the data after it
 * have another length. Any other kind of JPEG counts as whole: libjpeg reads all its scans and then warns by itself.
 * Source: ITU-T T.81, annexes B and F.2.2.
 */
export function isWholeBaseline(bytes: Uint8Array): boolean {
  const tables = new Map<number, Uint16Array>();
  let frame: Frame | undefined;
  let restartInterval = 0;
  for (const segment of jpegSegments(bytes)) {
    const { marker, body } = segment;
    if (marker === jpegMarkers.dht) addTables(tables, body);
    else if (marker === jpegMarkers.dri) restartInterval = word(body, 0);
    else if (isFrame(marker)) {
      if (marker > sequential) return true;
      frame = frameOf(body);
    } else if (marker === jpegMarkers.sos) {
      const components = frame && scanComponents(segment, frame, tables);
      if (components === undefined) return true; // several scans, or one that libjpeg refuses
      return isWholeScan(segment.data, components, mcuCount(frame!), restartInterval);
    }
  }
  return true;
}

/** Counts the scans of a JPEG: one for a baseline file, several for a progressive one. */
export function countScans(bytes: Uint8Array): number {
  let scans = 0;
  for (const { marker } of jpegSegments(bytes)) if (marker === jpegMarkers.sos) scans += 1;
  return scans;
}

/** SOF1: sequential with Huffman codes. */
const sequential = 0xc1;

interface Component {
  readonly id: number;
  readonly across: number;
  readonly down: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: readonly Component[];
}

/** The Huffman tables of one component, and its blocks per minimum coded unit. */
interface ScanComponent {
  readonly dc: Uint16Array;
  readonly ac: Uint16Array;
  readonly blocks: number;
}

const word = (bytes: Uint8Array, at: number): number => bytes[at]! * 256 + bytes[at + 1]!;

const frameOf = (body: Uint8Array): Frame => ({
  height: word(body, 1),
  width: word(body, 3),
  components: Array.from({ length: body[5]! }, (_, i) => {
    const sampling = body[7 + 3 * i]!;
    return { id: body[6 + 3 * i]!, across: sampling >> 4, down: sampling & 15 };
  }),
});

function mcuCount({ width, height, components }: Frame): number {
  const isAlone = components.length === 1;
  const across = isAlone ? 1 : Math.max(...components.map((each) => each.across));
  const down = isAlone ? 1 : Math.max(...components.map((each) => each.down));
  return Math.ceil(width / (8 * across)) * Math.ceil(height / (8 * down));
}

/** Reads the components of a scan; undefined where the scan does not contain all of them, or a table is missing. */
function scanComponents(
  { body }: JpegSegment,
  { components }: Frame,
  tables: ReadonlyMap<number, Uint16Array>,
): readonly ScanComponent[] | undefined {
  if (body[0] !== components.length) return undefined;
  const found = components.map(({ across, down }, i) => {
    const selectors = body[2 + 2 * i]!;
    const dc = tables.get(selectors >> 4);
    const ac = tables.get(0x10 | (selectors & 15));
    return dc && ac && { dc, ac, blocks: components.length === 1 ? 1 : across * down };
  });
  return found.every((each) => each !== undefined) ? found : undefined;
}

const maxCodeLength = 16;

/**
 * Builds lookup tables: for every 16 bits, the length of the code that they begin with (0: none) and its symbol, as
 * `length << 8 | symbol`.
 */
function addTables(tables: Map<number, Uint16Array>, body: Uint8Array): void {
  for (let at = 0; at + 17 <= body.length; ) {
    const counts = body.subarray(at + 1, at + 17);
    const table = new Uint16Array(1 << maxCodeLength);
    let next = 0;
    let symbol = at + 17;
    for (const [index, count] of counts.entries()) {
      const span = 1 << (maxCodeLength - index - 1);
      for (let i = 0; i < count; i++, next += span) table.fill(((index + 1) << 8) | body[symbol++]!, next, next + span);
    }
    tables.set(body[at]!, table);
    at = symbol;
  }
}

/** Largest padding after the last block, in bits: some cameras add a byte or two. */
const maxPadding = 24;

function isWholeScan(
  data: Uint8Array,
  components: readonly ScanComponent[],
  mcus: number,
  restartInterval: number,
): boolean {
  const perInterval = restartInterval || mcus;
  const intervals = splitAtRestarts(data);
  if (intervals.length !== Math.ceil(mcus / perInterval)) return false;
  return intervals.every((interval, i) => {
    const left = bitsLeft(interval, components, Math.min(perInterval, mcus - i * perInterval));
    return left >= 0 && left < maxPadding;
  });
}

/** Splits the data at restart markers and removes stuffed bytes. */
function splitAtRestarts(data: Uint8Array): readonly Uint8Array[] {
  const intervals: Uint8Array[] = [];
  let plain = new Uint8Array(data.length);
  let length = 0;
  for (let at = 0; at < data.length; at++) {
    const byte = data[at]!;
    const next = data[at + 1] ?? 0;
    if (byte === 0xff && isRestart(next)) {
      intervals.push(plain.subarray(0, length));
      plain = new Uint8Array(data.length - at);
      length = 0;
      at += 1;
    } else {
      plain[length++] = byte;
      if (byte === 0xff && next === 0) at += 1;
    }
  }
  return [...intervals, plain.subarray(0, length)];
}

/** Counts the bits after the last block; negative where data are missing or invalid. */
function bitsLeft(data: Uint8Array, components: readonly ScanComponent[], mcus: number): number {
  let bit = 0;
  const peek = (): number => {
    const at = bit >> 3;
    const three = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    return (three >> (8 - (bit & 7))) & 0xffff;
  };
  /** Reads the next code and returns its symbol; −1 where there is no such code. */
  const symbol = (table: Uint16Array): number => {
    const entry = table[peek()]!;
    bit += entry >> 8;
    return entry >> 8 === 0 ? -1 : entry & 0xff;
  };
  const skipBlock = ({ dc, ac }: ScanComponent): boolean => {
    const size = symbol(dc);
    if (size < 0 || size > 11) return false;
    bit += size;
    for (let k = 1; k < 64; k++) {
      const both = symbol(ac);
      if (both < 0) return false;
      const [run, bits] = [both >> 4, both & 15];
      if (bits === 0 && run < 15) return true; // end of block
      k += run;
      if (k > 63) return false;
      bit += bits;
    }
    return true;
  };
  const available = 8 * data.length;
  for (let mcu = 0; mcu < mcus; mcu++) {
    for (const component of components) {
      for (let block = 0; block < component.blocks; block++) {
        if (!skipBlock(component) || bit > available) return -1;
      }
    }
  }
  return available - bit;
}
