import type { JobId } from '../../engine/client.ts';
import type { CommandContext } from '../command.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import type { Asker } from '../ports/asker.ts';
import type { JobSummary } from '../ports/job-service.ts';

/**
 * The job with this id, or the newest in the asker's channel.
 *
 * @throws UserError when there is none that the asker may see, or it is no longer kept.
 */
export async function jobFrom(
  typed: string | undefined,
  { jobService }: Pick<CommandContext<never>, 'jobService'>,
): Promise<JobSummary> {
  if (typed === undefined) {
    const [latest] = await jobService.recent(1);
    if (latest === undefined) throw new UserError(userMessages.noJob());
    return latest;
  }
  const job = await jobService.find(typed as JobId);
  if (job === undefined) throw new UserError(userMessages.unknownJob({ id: typed }));
  return job;
}

/** The same person, wherever they ask from. */
export const isSame = (one: Asker, other: Asker): boolean =>
  one.platform === other.platform && one.person === other.person;

/**
 * Whether `viewer` may see a job: its recipe, its pictures, and that there is a job with its id. Who asked for it may,
 * wherever they are; others see it in its own channel, unless it was asked for in private.
 */
export const maySee = (viewer: Asker, asker: Asker): boolean =>
  isSame(viewer, asker) ||
  (asker.isPrivate !== true && viewer.platform === asker.platform && viewer.channel === asker.channel);

/**
 * Whether a job can be meant where nobody named one, as by "the latest here": everybody who sees the answer must be
 * allowed to see the job, so what was asked for in private never comes out in public by itself.
 */
export const mayBeMeant = (viewer: Asker, asker: Asker): boolean =>
  maySee(viewer, asker) && (viewer.isPrivate === true || asker.isPrivate !== true);
