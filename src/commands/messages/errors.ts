import { EngineError } from '../../engine/client.ts';
import { t } from '../language/translate.ts';
import type { Notice } from '../ports/notice.ts';
import { type Reply, ReplyGone, ReplyPostponed } from '../ports/reply.ts';
import { type DiskProblem, diskProblem } from './disk-errors.ts';
import { visible } from './display-text.ts';
import { engineMessage } from './engine-messages.ts';
import { userMessages } from './user-messages.ts';

export type { Notice } from '../ports/notice.ts';

/** The only error whose message is shown to a chat user. Invisible characters of quoted user text are removed. */
export class UserError extends Error {
  readonly notice: Notice;
  constructor(notice: Notice, options?: ErrorOptions) {
    super(notice.message, options);
    this.notice = {
      ...notice,
      message: visible(notice.message),
      ...(notice.hint !== undefined && { hint: visible(notice.hint) }),
    };
  }
}

/** The part of a logger that `answerFailure` needs. */
export interface FailureLog {
  error(fields: { readonly reference: string; readonly err: unknown }, message: string): void;
}

/**
 * Answers a request that failed. This is the only place where an error becomes a message to a chat user. Does not throw
 * when the reply is gone; then it only logs.
 */
export async function answerFailure(error: unknown, reply: Reply, log: FailureLog): Promise<void> {
  try {
    if (error instanceof ReplyGone) return;
    if (error instanceof UserError) return await reply.show({ kind: 'notice', ...error.notice });
    const reference = crypto.randomUUID().slice(0, 8);
    log.error({ reference, err: error }, 'request failed');
    await reply.show({ kind: 'notice', ...(foreseen(error) ?? unforeseen(reference)) });
  } catch (failure) {
    if (!(failure instanceof ReplyGone)) throw failure;
  }
}

/** Returns the message for a known failure that is neither a bug nor the asker's mistake. */
function foreseen(error: unknown): Notice | undefined {
  if (error instanceof ReplyPostponed) return engineMessage('stopped');
  if (error instanceof EngineError && error.code !== 'internal') return engineMessage(error.code);
  const disk = diskProblem(error);
  return disk && diskNotice(disk);
}

const unforeseen = (reference: string): Notice => ({
  message: t('Something went wrong on our side.'),
  hint: t('Reference: {{reference}}', { reference }),
});

/** Returns the message for a failure of the disk. The operator's message is in the log. */
export const diskNotice = (problem: DiskProblem): Notice =>
  problem === 'full' ? userMessages.diskFull() : userMessages.diskUnusable();
