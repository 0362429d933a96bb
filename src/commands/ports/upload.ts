/** An uploaded file as it came: nothing about it is trusted yet. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The platform hid it when it was posted; what is made of it is hidden, too. */
  readonly isSensitive?: true;
}
