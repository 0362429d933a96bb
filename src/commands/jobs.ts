import type { JobId } from '../engine/client.ts';
import type { Asker, CommandContext } from './command.ts';
import { UserError } from './errors.ts';
import { userNotices } from './notices.ts';
import type { JobSummary } from './studio.ts';

/**
 * The job with this id, or the newest in the asker's channel.
 *
 * @throws UserError when there is none, or it is no longer kept.
 */
export async function jobFrom(
  typed: string | undefined,
  { studio, asker }: Pick<CommandContext<never>, 'studio' | 'asker'>,
): Promise<JobSummary> {
  if (typed === undefined) {
    const [latest] = await studio.recent(asker, 1);
    if (latest === undefined) throw new UserError(userNotices.noJob());
    return latest;
  }
  const job = await studio.find(typed as JobId);
  if (job === undefined) throw new UserError(userNotices.unknownJob({ id: typed }));
  return job;
}

/** The same person, wherever they ask from. */
export const isSame = (one: Asker, other: Asker): boolean =>
  one.platform === other.platform && one.person === other.person;
