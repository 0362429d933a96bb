/** The embeddings of one prompt: diffusers' `prompt_embeds`, the networks' `encoder_hidden_states`. */
export interface PromptEmbeds {
  /** One row per token, row-major. Rows beyond `tokens` are zero. */
  readonly data: Float32Array;
  readonly shape: readonly [maxTokens: number, width: number];
  /** Number of tokens without padding, special tokens included. */
  readonly tokens: number;
}
