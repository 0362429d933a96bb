import type { RawPicture } from '../engine.ts';
import type { ImageProblem } from '../images/reading/image-error.ts';
import { type MaskOptions, type ReadMask, readMask } from '../images/reading/mask.ts';
import {
  type ReadLimits,
  type ReadOptions,
  type ReadPicture,
  readPicture,
  readSquare,
} from '../images/reading/read.ts';

/** Ways to read an uploaded file. */
export interface Readings {
  readonly picture: { readonly options: ReadOptions; readonly result: ReadPicture };
  readonly mask: { readonly options: MaskOptions; readonly result: ReadMask };
  readonly square: { readonly options: ReadLimits; readonly result: RawPicture };
}

export type ReadingKind = keyof Readings;

/** Reads in this process. @throws ImageError */
export const readers: {
  readonly [K in ReadingKind]: (bytes: Uint8Array, options: Readings[K]['options']) => Promise<Readings[K]['result']>;
} = { picture: readPicture, mask: readMask, square: readSquare };

/** What the decoder's process is asked; one at a time. */
export interface DecoderRequest<K extends ReadingKind = ReadingKind> {
  readonly kind: K;
  readonly bytes: Uint8Array;
  readonly options: Readings[K]['options'];
}

export type DecoderAnswer =
  | { readonly kind: 'read'; readonly result: Readings[ReadingKind]['result'] }
  | { readonly kind: 'problem'; readonly problem: ImageProblem }
  /** A fault of ours. */
  | { readonly kind: 'failed'; readonly message: string };
