import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { UnusableFile } from './plain-file.ts';

/**
 * The protobuf messages of an ONNX graph that may contain tensors, by the number of their fields. Source: onnx.proto3.
 */
interface Message {
  readonly [field: number]: () => Message;
}

const entry: Message = {};
const tensor: Message = { 13: () => entry };
const sparse: Message = { 1: () => tensor, 2: () => tensor };
const attribute: Message = {
  ...{ 5: () => tensor, 10: () => tensor, 6: () => graph, 11: () => graph },
  ...{ 22: () => sparse, 23: () => sparse },
};
const node: Message = { 5: () => attribute };
const graph: Message = { 1: () => node, 5: () => tensor, 15: () => sparse };
const training: Message = { 1: () => graph, 2: () => graph };
const fn: Message = { 7: () => node, 11: () => attribute };
const model: Message = { 7: () => graph, 20: () => training, 25: () => fn };

/** Largest nesting of messages. */
const maxDepth = 64;
/** Longer than any file name. */
const maxNameBytes = 4096;

/**
 * Lists the external data files of an ONNX graph, as the graph names them; they may lie anywhere.
 * @throws UnusableFile when the file is no ONNX graph.
 */
export function externalFiles(path: string): readonly string[] {
  const file = openSync(path, 'r');
  try {
    const found = new Set<string>();
    visit(readerOf(file), model, { from: 0, to: fstatSync(file).size, depth: 0 }, (location) => found.add(location));
    return [...found];
  } catch (error) {
    if (error instanceof RangeError) throw new UnusableFile(`${path}: this is no ONNX graph; export it again`);
    throw error;
  } finally {
    closeSync(file);
  }
}

interface Reader {
  byte(at: number): number;
  text(from: number, to: number): string;
}

const windowBytes = 64 * 1024;

/** Reads a file through a buffer, so that weights, which are skipped, are not read from disk. */
function readerOf(file: number): Reader {
  const window = Buffer.alloc(windowBytes);
  let start = 0;
  let length = 0;
  const byte = (at: number): number => {
    if (at < start || at >= start + length) {
      start = at;
      length = readSync(file, window, 0, windowBytes, at);
      if (length === 0) throw new RangeError('beyond the end of the file');
    }
    return window[at - start]!;
  };
  return {
    byte,
    text: (from, to) => Buffer.from(Array.from({ length: to - from }, (_, i) => byte(from + i))).toString('utf8'),
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/**
 * Visits a message and all nested ones, and reports external data.
 * @throws RangeError when the bytes are no such message.
 */
function visit(reader: Reader, message: Message, { from, to, depth }: Span, found: (location: string) => void): void {
  if (depth > maxDepth) throw new RangeError('graphs within too many graphs');
  let at = from;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 63; factor *= 128) {
      const byte = reader.byte(at++);
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    throw new RangeError('a number that does not end');
  };
  const texts: string[] = [];
  while (at < to) {
    const key = varint();
    const [field, wire] = [Math.floor(key / 8), key % 8];
    if (wire === 0) varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = varint();
      if (at + length > to) throw new RangeError('a field that is longer than its message');
      const inner = message[field];
      if (inner !== undefined) visit(reader, inner(), { from: at, to: at + length, depth: depth + 1 }, found);
      else if (message === entry) texts.push(reader.text(at, at + Math.min(length, maxNameBytes)));
      at += length;
    } else throw new RangeError('a field of an unknown kind');
  }
  // The entry's key and value may come in any order and repeatedly.
  if (message === entry && texts.includes('location')) for (const text of texts) if (text !== 'location') found(text);
}
