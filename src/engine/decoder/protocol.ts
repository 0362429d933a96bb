import type { RawPicture } from '../engine.ts';
import type { ImageProblem } from '../images/reading/image-error.ts';
import { type MaskOptions, type ReadMask, readMask } from '../images/reading/mask.ts';
import {
  type PixelsOptions,
  type ReadOptions,
  type ReadPicture,
  readPicture,
  readPixels,
} from '../images/reading/read.ts';

/** Options and result of each way to read an uploaded file. */
export interface ReadKinds {
  readonly picture: { readonly options: ReadOptions; readonly result: ReadPicture };
  readonly mask: { readonly options: MaskOptions; readonly result: ReadMask };
  readonly pixels: { readonly options: PixelsOptions; readonly result: RawPicture };
}

export type ReadKind = keyof ReadKinds;

/** Readers that run in the calling process. @throws ImageError */
export const readers: {
  readonly [K in ReadKind]: (bytes: Uint8Array, options: ReadKinds[K]['options']) => Promise<ReadKinds[K]['result']>;
} = { picture: readPicture, mask: readMask, pixels: readPixels };

/** A request to the decoder process; one at a time. */
export interface DecoderRequest<K extends ReadKind = ReadKind> {
  readonly kind: K;
  readonly bytes: Uint8Array;
  readonly options: ReadKinds[K]['options'];
}

export type DecoderResponse =
  | { readonly kind: 'read'; readonly result: ReadKinds[ReadKind]['result'] }
  | { readonly kind: 'problem'; readonly problem: ImageProblem }
  /** An unexpected error: a bug. */
  | { readonly kind: 'failed'; readonly message: string };
