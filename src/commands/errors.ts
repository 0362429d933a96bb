import { type Reply, ReplyGone } from './reply.ts';

/** A sentence for the chat user: what happened, and what to do. */
export interface Notice {
  readonly message: string;
  readonly hint?: string;
}

/** The only error whose words reach a chat user. */
export class UserError extends Error {
  readonly notice: Notice;
  constructor(notice: Notice, options?: ErrorOptions) {
    super(notice.message, options);
    this.notice = notice;
  }
}

/** The part of a logger that a failure needs. */
export interface FailureLog {
  error(fields: { readonly reference: string; readonly err: unknown }, message: string): void;
}

/**
 * The single place where a failure becomes something a chat user reads. Does not throw when there is no place left to
 * answer: then it only logs.
 */
export async function answerFailure(error: unknown, reply: Reply, log: FailureLog): Promise<void> {
  try {
    if (error instanceof ReplyGone) return;
    if (error instanceof UserError) return await reply.show({ kind: 'notice', ...error.notice });
    const reference = crypto.randomUUID().slice(0, 8);
    log.error({ reference, err: error }, 'request failed');
    await reply.show({ kind: 'notice', message: 'Something went wrong on our side.', hint: `Reference: ${reference}` });
  } catch (failure) {
    if (!(failure instanceof ReplyGone)) throw failure;
  }
}
