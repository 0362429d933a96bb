/** A prompt as the networks see it. */
export interface PromptEmbeds {
  /** Token states, row-major. Rows beyond `tokens` are zero. */
  readonly data: Float32Array;
  readonly shape: readonly [maxTokens: number, width: number];
  /** Number of real tokens, special ones included. */
  readonly tokens: number;
}
