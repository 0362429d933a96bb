/** What is wrong with an uploaded file, with the facts that a sentence about it needs. */
export type ImageProblem =
  | { readonly code: 'empty' }
  | { readonly code: 'not-a-picture'; readonly looksLike: 'text' | 'unknown' }
  /** A picture, but of a kind that is not read here: 'svg', 'heic', 'pdf', … */
  | { readonly code: 'unsupported-format'; readonly format: string }
  | { readonly code: 'damaged'; readonly format: string }
  | { readonly code: 'too-many-bytes'; readonly sizeBytes: number; readonly maxBytes: number }
  | { readonly code: 'too-many-pixels'; readonly width: number; readonly height: number; readonly maxPixels: number }
  /** Opening it would take more memory or time than is given to one file. */
  | {
      readonly code: 'too-costly';
      readonly width: number;
      readonly height: number;
      /** What makes it dear besides its size: 'PNG', 'interlaced', … */
      readonly traits: readonly string[];
    }
  /** The mask's sides are in another proportion than those of the picture it belongs to. */
  | { readonly code: 'mask-does-not-fit'; readonly mask: PixelSize; readonly picture: PixelSize };

export type ImageErrorCode = ImageProblem['code'];

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** An uploaded file that cannot be used. The sentences for chat users are in commands/errors.ts. */
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
