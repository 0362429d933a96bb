/** A refusal with Slack's error code. Slack answers it with HTTP 200 and `ok: false`. */
export class SlackError extends Error {
  readonly error: string;
  /** Further fields of the answer, for example `needed` and `provided`. */
  readonly fields: object;
  /** A request that can never be right, whatever the state of the world: a mistake in the bot. */
  readonly isViolation: boolean;

  constructor(error: string, fields: object = {}, isViolation = false) {
    super(error);
    this.error = error;
    this.fields = fields;
    this.isViolation = isViolation;
  }

  body(): object {
    return { ok: false, error: this.error, ...this.fields };
  }
}

/** Depends on the state of the world: the bot must cope. */
export const refusal = (error: string, fields: object = {}): SlackError => new SlackError(error, fields);

/** Never right: the bot must not send this. */
export const mistake = (error: string, ...messages: readonly string[]): SlackError =>
  new SlackError(error, messages.length > 0 ? details(messages) : {}, true);

/** Block Kit's complaints, each with a pointer to the place. */
export const invalidBlocks = (messages: readonly string[], isViolation = true): SlackError =>
  new SlackError('invalid_blocks', { errors: messages, ...details(messages) }, isViolation);

export const missingScope = (needed: readonly string[], provided: readonly string[]): SlackError =>
  new SlackError('missing_scope', { needed: needed.join(','), provided: provided.join(',') });

const details = (messages: readonly string[]): object => ({
  response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
});
