/** An uploaded file, not validated yet. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The platform marks it as sensitive, so files made from it are hidden, too. */
  readonly isSensitive?: true;
}
