import type { JobId } from '../../engine/client.ts';
import type { CommandContext } from '../command.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { isSame } from './find-job.ts';

type CancelContext = Pick<CommandContext<never>, 'asker' | 'reply' | 'jobService'>;

/** Cancels a job of the asker and confirms it. @throws UserError when it is somebody else's, or has ended. */
export async function cancelOwn(id: JobId, { asker, reply, jobService }: CancelContext): Promise<void> {
  const job = await jobService.find(id);
  if (job !== undefined && !isSame(job.asker, asker)) throw new UserError(userMessages.notYours());
  if (!(await jobService.cancel(id))) throw new UserError(userMessages.nothingToCancel());
  await reply.show({ kind: 'notice', ...userMessages.cancelled() });
}
