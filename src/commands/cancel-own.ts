import type { JobId } from '../engine/client.ts';
import type { CommandContext } from './command.ts';
import { UserError } from './errors.ts';
import { isSame } from './jobs.ts';
import { userNotices } from './notices.ts';

type CancelContext = Pick<CommandContext<never>, 'asker' | 'reply' | 'studio'>;

/** @throws UserError when it is somebody else's, or has ended. */
export async function cancelOwn(id: JobId, { asker, reply, studio }: CancelContext): Promise<void> {
  const job = await studio.find(id);
  if (job !== undefined && !isSame(job.asker, asker)) throw new UserError(userNotices.notYours());
  if (!(await studio.cancel(id))) throw new UserError(userNotices.nothingToCancel());
  await reply.show({ kind: 'notice', ...userNotices.cancelled() });
}
