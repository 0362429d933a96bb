import type { JobId } from '../../engine/client.ts';
import type { CommandContext } from '../command.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import type { Asker } from '../ports/asker.ts';
import type { JobSummary } from '../ports/job-service.ts';

/**
 * Finds the job with an id or, without one, the newest in the asker's channel.
 *
 * @throws UserError when there is none that the asker may see, or it is no longer stored.
 */
export async function jobFrom(
  typed: string | undefined,
  { jobService }: Pick<CommandContext<never>, 'jobService'>,
): Promise<JobSummary> {
  if (typed === undefined) {
    const [latest] = await jobService.recent(1);
    const found = latest && (await jobService.find(latest.id));
    if (found === undefined) throw new UserError(userMessages.noJob());
    return found;
  }
  const job = await jobService.find(typed as JobId);
  if (job === undefined) throw new UserError(userMessages.unknownJob({ id: typed }));
  return job;
}

/** Whether two requests come from the same person, in any channel. */
export const isSame = (one: Asker, other: Asker): boolean =>
  one.platform === other.platform && one.person === other.person;

/**
 * Whether `viewer` may see a job: its recipe, its pictures, and its existence. Its asker may, everywhere; others may in
 * its own channel, unless it is private.
 */
export const maySee = (viewer: Asker, asker: Asker): boolean =>
  isSame(viewer, asker) ||
  (asker.isPrivate !== true && viewer.platform === asker.platform && viewer.channel === asker.channel);

/**
 * Whether a request without a job id, as for "the latest here", may refer to a job. Everybody who sees the answer must
 * be allowed to see the job, so a private job is never shown in public by accident.
 */
export const mayBeMeant = (viewer: Asker, asker: Asker): boolean =>
  maySee(viewer, asker) && (viewer.isPrivate === true || asker.isPrivate !== true);
