/** What is wrong with an uploaded file, with the facts that a message needs. */
export type ImageProblem =
  | { readonly code: 'empty' }
  | { readonly code: 'not-a-picture'; readonly looksLike: 'text' | 'unknown' }
  /** A known format that is not supported: 'svg', 'heic', 'pdf', … */
  | { readonly code: 'unsupported-format'; readonly format: string }
  | { readonly code: 'damaged'; readonly format: string }
  | { readonly code: 'too-many-bytes'; readonly sizeBytes: number; readonly maxBytes: number }
  | { readonly code: 'too-many-pixels'; readonly width: number; readonly height: number; readonly maxPixels: number }
  /** Decoding it would take more memory or time than one file may take. */
  | {
      readonly code: 'too-costly';
      readonly width: number;
      readonly height: number;
      /** What makes it expensive besides its size: 'PNG', 'interlaced', … */
      readonly traits: readonly string[];
    }
  /** The mask's aspect ratio differs from that of its picture. */
  | { readonly code: 'mask-does-not-fit'; readonly mask: PixelSize; readonly picture: PixelSize };

type ImageErrorCode = ImageProblem['code'];

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** An uploaded file that cannot be used. commands/messages/engine-messages.ts has the messages for chat users. */
export class ImageError extends Error {
  readonly problem: ImageProblem;
  constructor(problem: ImageProblem, options?: ErrorOptions) {
    super(`unusable picture: ${JSON.stringify(problem)}`, options);
    this.problem = problem;
  }
  get code(): ImageErrorCode {
    return this.problem.code;
  }
}
