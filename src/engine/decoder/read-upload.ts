import type { RawPicture } from '../engine.ts';
import { ImageError } from '../images/reading/image-error.ts';
import type { MaskOptions, ReadMask } from '../images/reading/mask.ts';
import {
  type OpenedPicture,
  openPicture,
  type ReadLimits,
  type ReadOptions,
  type ReadPicture,
} from '../images/reading/read.ts';
import { createDecoderProcess, DecoderDied } from './process.ts';
import { type ReadingKind, type Readings, readers } from './protocol.ts';

/** What is read in this process: little memory on the threads of libuv, and little work between them, in bytes. */
const lightCost = 16 * 2 ** 20;
const lightFile = 64 * 2 ** 10;

/** Some ten times what the dearest file that is let in takes on a machine with nothing else to do. */
const deadlineMs = 40_000;
const idleMs = 30_000;

/** One for the whole process: it is what bounds the memory that strangers' files take at a time. */
const decoder = createDecoderProcess(deadlineMs, idleMs);

/**
 * Reads an uploaded file; one that is dear to decode in a process apart, after those that came before it.
 *
 * @throws ImageError when it cannot be used.
 */
async function read<K extends ReadingKind>(
  kind: K,
  bytes: Uint8Array,
  options: Readings[K]['options'],
): Promise<Readings[K]['result']> {
  const opened = await openPicture(bytes, options);
  const isLight = opened.cost <= lightCost && bytes.length <= lightFile;
  return isLight ? readers[kind](bytes, options) : readApart(opened, { kind, bytes, options });
}

async function readApart<K extends ReadingKind>(
  { tooCostly }: OpenedPicture,
  request: { readonly kind: K; readonly bytes: Uint8Array; readonly options: Readings[K]['options'] },
): Promise<Readings[K]['result']> {
  const answer = await decoder.ask(request).catch((error) => {
    throw error instanceof DecoderDied ? tooCostly : error;
  });
  switch (answer.kind) {
    case 'read':
      return answer.result as Readings[K]['result'];
    case 'problem':
      throw new ImageError(answer.problem);
    case 'failed':
      throw new Error(answer.message);
    default:
      throw answer satisfies never;
  }
}

/** As `readPicture` of pictures/read.ts. */
export const readPicture = (bytes: Uint8Array, options: ReadOptions = {}): Promise<ReadPicture> =>
  read('picture', bytes, options);

/** As `readMask` of pictures/mask.ts. */
export const readMask = (bytes: Uint8Array, options: MaskOptions): Promise<ReadMask> => read('mask', bytes, options);

/** As `readSquare` of pictures/read.ts. */
export const readSquare = (bytes: Uint8Array, limits: ReadLimits = {}): Promise<RawPicture> =>
  read('square', bytes, limits);
