import type { JobId } from '../../engine/client.ts';
import type { CommandContext } from '../command.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import type { Asker } from '../ports/asker.ts';
import type { JobService, JobSummary } from '../ports/job-service.ts';
import { readPictureId, recipeOfPicture } from '../recipes/picture-id.ts';

/**
 * Finds the job or picture with an id or, without one, the newest in the asker's channel.
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
  const job = await findPicture(typed as JobId, jobService);
  if (job === undefined) throw new UserError(userMessages.unknownJob({ id: typed }));
  return job;
}

/**
 * Finds a job, or one picture of a job that drew several: then its recipe has that drawing alone.
 *
 * @param id Of a job or a picture.
 * @throws UserError when the job has no picture with this number.
 */
export async function findPicture(id: JobId, jobService: Pick<JobService, 'find'>): Promise<JobSummary | undefined> {
  const { job, number } = readPictureId(id);
  const found = await jobService.find(job);
  return found && { ...found, recipe: recipeOfPicture(found.recipe, number) };
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
