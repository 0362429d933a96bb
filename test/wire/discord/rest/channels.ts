import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { refused } from '../errors.ts';
import { channelPayload, threadPayload } from '../payloads.ts';
import { isThread } from '../permissions.ts';
import { newChannel } from '../places.ts';
import { answers, privateChannelRequest, threadEdit } from '../request-schemas.ts';
import { type Channel, timeOf } from '../world.ts';
import { type Call, channelOf, demand, may, nothing, ok, type Route } from './route.ts';

export const channelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel',
    run: (call) => ok(channelPayload(call.world, channelOf(call))),
  },
  {
    method: 'PATCH',
    path: '/channels/:channel',
    request: threadEdit,
    limit: { count: 5, perMs: 5000 },
    run: (call) => ok(patchThread(call)),
  },
  {
    method: 'DELETE',
    path: '/channels/:channel',
    run: (call) => {
      const channel = channelOf(call);
      demand(
        call.world,
        channel,
        isThread(channel) ? PermissionFlagsBits.ManageThreads : PermissionFlagsBits.ManageChannels,
      );
      const payload = channelPayload(call.world, channel);
      call.world.channels.delete(channel.id);
      call.world.dispatch(isThread(channel) ? 'THREAD_DELETE' : 'CHANNEL_DELETE', payload, channel);
      call.world.changed();
      return ok(payload);
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/typing',
    run: (call) => {
      channelOf(call);
      return nothing;
    },
  },
  {
    method: 'PUT',
    path: '/channels/:channel/thread-members/@me',
    run: (call) => {
      if (!isThread(channelOf(call))) throw refused.wrongChannelType();
      return nothing;
    },
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    request: privateChannelRequest,
    answer: answers.directMessages,
    run: ({ world, body }) => {
      const { recipient_id } = body as { recipient_id: string };
      const user = world.users.get(recipient_id);
      if (user === undefined) throw refused.unknownUser();
      const known = [...world.channels.values()].find(
        ({ type, recipients }) => type === ChannelType.DM && recipients.some(({ id }) => id === user.id),
      );
      const channel = known ?? newChannel(world, { type: ChannelType.DM, recipients: [user] });
      return ok(channelPayload(world, channel));
    },
  },
];

interface ThreadEdit {
  readonly name?: string | null;
  readonly archived?: boolean | null;
  readonly locked?: boolean | null;
  readonly auto_archive_duration?: Channel['autoArchiveMinutes'] | null;
}

/** The bot changes threads only. Who opened a thread may rename, archive and open it; locking needs the permission. */
function patchThread(call: Call) {
  const { world } = call;
  const body = (call.body ?? {}) as ThreadEdit;
  const thread = channelOf(call);
  if (!isThread(thread)) {
    demand(world, thread, PermissionFlagsBits.ManageChannels);
    throw refused.wrongChannelType();
  }
  const isManager = may(world, thread, PermissionFlagsBits.ManageThreads);
  const isOpening = body.archived === false && Object.keys(body).length === 1 && !thread.isLocked;
  const isOwner = thread.ownerId === world.bot.id;
  if (!isManager && !isOpening && !(isOwner && typeof body.locked !== 'boolean')) throw refused.missingPermissions();
  if (thread.isArchived && body.archived !== false) throw refused.threadArchived();
  if (body.name) thread.name = body.name;
  if (typeof body.archived === 'boolean') {
    thread.isArchived = body.archived;
    thread.archivedAt = timeOf(world);
  }
  thread.isLocked = body.locked ?? thread.isLocked;
  thread.autoArchiveMinutes = body.auto_archive_duration ?? thread.autoArchiveMinutes;
  const payload = threadPayload(world, thread);
  world.dispatch('THREAD_UPDATE', payload, thread);
  world.changed();
  return payload;
}
