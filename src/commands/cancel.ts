import type { JobId } from '../engine/client.ts';
import { type CommandContext, command } from './command.ts';
import { UserError } from './messages/errors.ts';
import { userNotices } from './messages/user-messages.ts';
import { text } from './options/options.ts';
import { cancelOwn } from './recipes/cancel-own.ts';

type Context = Pick<CommandContext<never>, 'asker' | 'reply' | 'studio'>;

export const cancel = command({
  name: 'cancel',
  summary: 'Stop a picture of yours that is waiting or being drawn; without a name, your latest.',
  options: {
    job: text({ summary: 'Which one, from /queue; "all" for all of yours.', maxLength: 60, complete: 'waiting' }),
  },
  examples: ['/cancel', '/cancel all'],
  isOnceOnly: true,
  async run({ options, ...context }) {
    const own = (await context.studio.queue()).flatMap((each) => each.own?.id ?? []);
    if (options.job?.toLowerCase() === 'all') return cancelAll(own, context);
    const id = (options.job as JobId | undefined) ?? own.at(-1);
    if (id === undefined) throw new UserError(userNotices.nothingToCancel());
    const job = await context.studio.find(id);
    if (job === undefined || job.place === null) throw new UserError(userNotices.notWaiting({ id }));
    await cancelOwn(id, context);
  },
});

async function cancelAll(ids: readonly JobId[], { reply, studio }: Context): Promise<void> {
  const ended = await Promise.all(ids.map((id) => studio.cancel(id)));
  const count = ended.filter((isCancelled) => isCancelled).length;
  if (count === 0) throw new UserError(userNotices.nothingToCancel());
  await reply.show({ kind: 'notice', ...userNotices.cancelledAll({ count }) });
}
