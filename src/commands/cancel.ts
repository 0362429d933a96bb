import type { JobId } from '../engine/client.ts';
import { type CommandContext, command } from './command.ts';
import { cancelOwn } from './jobs/cancel-own.ts';
import { UserError } from './messages/errors.ts';
import { userMessages } from './messages/user-messages.ts';
import { text } from './options/options.ts';

type Context = Pick<CommandContext<never>, 'asker' | 'reply' | 'jobService'>;

export const cancel = command({
  name: 'cancel',
  summary: 'Stop a picture of yours that is waiting or being drawn; without a name, your latest.',
  options: {
    job: text({ summary: 'Which one, from /queue; "all" for all of yours.', maxLength: 60, complete: 'waiting' }),
  },
  examples: ['/cancel', '/cancel all'],
  isOnceOnly: true,
  async run({ options, ...context }) {
    const own = (await context.jobService.queue()).flatMap((each) => each.own?.id ?? []);
    if (options.job?.toLowerCase() === 'all') return cancelAll(own, context);
    const id = (options.job as JobId | undefined) ?? own.at(-1);
    if (id === undefined) throw new UserError(userMessages.nothingToCancel());
    const job = await context.jobService.find(id);
    if (job === undefined || job.place === null) throw new UserError(userMessages.notWaiting({ id }));
    await cancelOwn(id, context);
  },
});

async function cancelAll(ids: readonly JobId[], { reply, jobService }: Context): Promise<void> {
  const ended = await Promise.all(ids.map((id) => jobService.cancel(id)));
  const count = ended.filter((isCancelled) => isCancelled).length;
  if (count === 0) throw new UserError(userMessages.nothingToCancel());
  await reply.show({ kind: 'notice', ...userMessages.cancelledAll({ count }) });
}
