import type { RawPicture } from '../engine.ts';
import { ImageError } from '../images/reading/image-error.ts';
import type { MaskOptions, ReadMask } from '../images/reading/mask.ts';
import {
  type OpenedPicture,
  openPicture,
  type PixelsOptions,
  type ReadOptions,
  type ReadPicture,
} from '../images/reading/read.ts';
import { createDecoderProcess, DecoderDied } from './process.ts';
import { type ReadKind, type ReadKinds, readers } from './protocol.ts';

/** Limits, in bytes, for files that are read in this process: memory for decoding, and size of the file. */
const inProcessCost = 16 * 2 ** 20;
const inProcessBytes = 64 * 2 ** 10;

/** About ten times what the most expensive accepted file takes on an idle machine. */
const deadlineMs = 40_000;
const idleMs = 30_000;

/** The only decoder of this process, so that expensive files are decoded one at a time, which bounds their memory. */
const decoder = createDecoderProcess(deadlineMs, idleMs);

/**
 * Reads an uploaded file. An expensive one is read in the decoder process, after those that came before it.
 *
 * @throws ImageError when it cannot be used.
 */
async function read<K extends ReadKind>(
  kind: K,
  bytes: Uint8Array,
  options: ReadKinds[K]['options'],
): Promise<ReadKinds[K]['result']> {
  const opened = await openPicture(bytes, options);
  const isCheap = opened.cost <= inProcessCost && bytes.length <= inProcessBytes;
  return isCheap ? readers[kind](bytes, options) : readInDecoder(opened, { kind, bytes, options });
}

async function readInDecoder<K extends ReadKind>(
  { tooCostly }: OpenedPicture,
  request: { readonly kind: K; readonly bytes: Uint8Array; readonly options: ReadKinds[K]['options'] },
): Promise<ReadKinds[K]['result']> {
  const response = await decoder.decode(request).catch((error) => {
    throw error instanceof DecoderDied ? tooCostly : error;
  });
  switch (response.kind) {
    case 'read':
      return response.result as ReadKinds[K]['result'];
    case 'problem':
      throw new ImageError(response.problem);
    case 'failed':
      throw new Error(response.message);
    default:
      throw response satisfies never;
  }
}

/** Reads a picture as `readPicture` of images/reading/read.ts does. */
export const readPicture = (bytes: Uint8Array, options: ReadOptions = {}): Promise<ReadPicture> =>
  read('picture', bytes, options);

/** Reads a mask as `readMask` of images/reading/mask.ts does. */
export const readMask = (bytes: Uint8Array, options: MaskOptions): Promise<ReadMask> => read('mask', bytes, options);

/** Reads pixels as `readPixels` of images/reading/read.ts does. */
export const readPixels = (bytes: Uint8Array, options: PixelsOptions = {}): Promise<RawPicture> =>
  read('pixels', bytes, options);
