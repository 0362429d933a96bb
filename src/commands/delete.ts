import type { JobId } from '../engine/client.ts';
import { type CommandContext, command } from './command.ts';
import { deleteOwn } from './jobs/delete-own.ts';
import { isSame } from './jobs/find-job.ts';
import { UserError } from './messages/errors.ts';
import { userMessages } from './messages/user-messages.ts';
import { text } from './options/options.ts';
import type { JobSummary } from './ports/job-service.ts';

/** How many jobs of the channel are looked at for the asker's latest. */
const recentJobs = 100;

export const deletePicture = command({
  name: 'delete',
  summary: 'Delete a picture of yours, and all that I posted of it; without a name, your latest.',
  options: {
    job: text({ summary: 'Which picture; without it, your latest here.', maxLength: 60, complete: 'jobs' }),
  },
  examples: ['/delete'],
  isOnceOnly: true,
  async run({ options, ...context }) {
    await deleteOwn((options.job as JobId | undefined) ?? (await latestOf(context)), context);
  },
});

/** @throws UserError when the asker has no picture here. */
async function latestOf({ asker, jobService }: Pick<CommandContext<never>, 'asker' | 'jobService'>): Promise<JobId> {
  const recent = await jobService.recent(recentJobs);
  // A picture that is drawn may still be told in its thread.
  const isDrawn = ({ state, place }: JobSummary) => state === 'delivered' || (state === 'running' && place === null);
  const own = recent.find((job) => isDrawn(job) && isSame(job.asker, asker));
  if (own === undefined) throw new UserError(userMessages.noJob());
  return own.id;
}
