import type { JobId } from '../../engine/client.ts';
import type { CommandContext } from '../command.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { isPictureId, jobIdOf } from '../recipes/picture-id.ts';
import { isSame } from './find-job.ts';

type DeleteContext = Pick<CommandContext<never>, 'asker' | 'reply' | 'jobService' | 'removePosts'>;

/**
 * Deletes a job of the asker: its pictures, its steps, its recipe, and what was posted of it.
 *
 * @throws UserError when it is somebody else's, not kept, not drawn yet, or one picture of several.
 */
export async function deleteOwn(id: JobId, { asker, reply, jobService, removePosts }: DeleteContext): Promise<void> {
  if (isPictureId(id)) throw new UserError(userMessages.deletedAsAWhole({ id: jobIdOf(id) }));
  const job = await jobService.find(id);
  if (job === undefined) throw new UserError(userMessages.unknownJob({ id }));
  if (!isSame(job.asker, asker)) throw new UserError(userMessages.notYoursToDelete());
  if (job.place !== null) throw new UserError(userMessages.stillDrawn({ id }));
  // The job first, so that nothing more is posted of it.
  await jobService.remove(id);
  if (!(await removePosts(id))) throw new UserError(userMessages.someStays());
  await reply.show({ kind: 'notice', ...userMessages.deleted() });
}
