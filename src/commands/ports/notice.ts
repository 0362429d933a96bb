/** A message to a chat user: what happened, and what to do. */
export interface Notice {
  readonly message: string;
  readonly hint?: string;
}
