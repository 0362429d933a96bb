import type { JobId } from '../../engine/client.ts';
import type { CommandContext } from '../command.ts';
import { UserError } from '../messages/errors.ts';
import { userNotices } from '../messages/user-messages.ts';
import { isSame } from './find-job.ts';

type CancelContext = Pick<CommandContext<never>, 'asker' | 'reply' | 'studio'>;

/** @throws UserError when it is somebody else's, or has ended. */
export async function cancelOwn(id: JobId, { asker, reply, studio }: CancelContext): Promise<void> {
  const job = await studio.find(id);
  if (job !== undefined && !isSame(job.asker, asker)) throw new UserError(userNotices.notYours());
  if (!(await studio.cancel(id))) throw new UserError(userNotices.nothingToCancel());
  await reply.show({ kind: 'notice', ...userNotices.cancelled() });
}
