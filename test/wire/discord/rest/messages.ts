import { ChannelType, MessageFlags, MessageType, PermissionFlagsBits } from 'discord-api-types/v10';
import { DiscordError, invalidForm, refused } from '../errors.ts';
import { deleteMessage, editMessage, findMessage, replyTo, writeMessage } from '../messages.ts';
import { threadPayload } from '../payloads.ts';
import { isThread } from '../permissions.ts';
import { answers, messageEdit, messageRequest, threadRequest } from '../request-schemas.ts';
import { checkMessage, type MessageBody } from '../rules.ts';
import { type Channel, type StoredMessage, timeOf, type World } from '../world.ts';
import { type Call, channelOf, created, demand, may, nothing, ok, param, type Route } from './route.ts';

/** Messages by nonce, for as long as Discord remembers them ("the past few minutes"). */
const NONCE_MEMORY_MS = 5 * 60_000;

export const messageRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/channels/:channel/messages',
    request: messageRequest,
    answer: 'message',
    limit: { count: 5, perMs: 5000 },
    run: async (call) => ok(await postMessage(call)),
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages',
    run: (call) => ok(listMessages(call)),
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages/:message',
    answer: 'message',
    run: (call) => {
      const channel = channelOf(call);
      if (!may(call.world, channel, PermissionFlagsBits.ReadMessageHistory)) throw refused.missingPermissions();
      return ok(publicMessage(channel, param(call, 'message')).message);
    },
  },
  {
    method: 'PATCH',
    path: '/channels/:channel/messages/:message',
    request: messageEdit,
    answer: 'message',
    limit: { count: 5, perMs: 5000 },
    run: async (call) => ok(await patchMessage(call)),
  },
  {
    method: 'DELETE',
    path: '/channels/:channel/messages/:message',
    limit: { count: 5, perMs: 1000 },
    run: (call) => {
      const channel = channelOf(call);
      const stored = publicMessage(channel, param(call, 'message'));
      if (stored.message.author.id !== call.world.bot.id)
        demand(call.world, channel, PermissionFlagsBits.ManageMessages);
      deleteMessage(call.world, channel, stored);
      return nothing;
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages/:message/threads',
    request: threadRequest,
    answer: answers.thread,
    limit: { count: 10, perMs: 10_000 },
    run: (call) => created(openThread(call)),
  },
];

/** By the bot token nobody finds a message that only one person sees. */
function publicMessage(channel: Channel, id: string): StoredMessage {
  const stored = findMessage(channel, id);
  if (stored.viewerId !== null) throw refused.unknownMessage();
  return stored;
}

async function postMessage(call: Call) {
  const { world, files } = call;
  const body = (call.body ?? {}) as MessageBody;
  const channel = channelOf(call);
  demandToWrite(world, channel, files.size > 0);
  if (channel.recipients.some(({ id }) => world.refusesDirectMessages.has(id))) throw refused.cannotMessageUser();
  if (((body.flags ?? 0) & MessageFlags.Ephemeral) !== 0)
    throw invalidForm({
      path: ['flags'],
      code: 'MESSAGE_FLAGS_INVALID',
      message: 'Ephemeral messages need an interaction',
    });
  checkMessage(body, files, { fileBytes: world.limits.enforcedFileBytes });
  const again = body.enforce_nonce ? sameNonce(world, channel, body.nonce) : undefined;
  if (again !== undefined) return again.message;
  const fields = referenceFields(world, channel, body);
  unarchive(world, channel);
  return writeMessage(world, channel, { author: world.bot, body, files, fields });
}

/** @throws DiscordError 50013 or 50083 */
export function demandToWrite(world: World, channel: Channel, withFiles: boolean): void {
  demand(
    world,
    channel,
    isThread(channel) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages,
  );
  if (withFiles) demand(world, channel, PermissionFlagsBits.AttachFiles);
  if (channel.isLocked && !may(world, channel, PermissionFlagsBits.ManageThreads)) throw refused.threadArchived();
}

function sameNonce(world: World, channel: Channel, nonce: MessageBody['nonce']): StoredMessage | undefined {
  const isRecent = (iso: string): boolean => Date.parse(iso) > world.clock.now() - NONCE_MEMORY_MS;
  return [...channel.messages.values()].find(
    ({ message }) => message.author.id === world.bot.id && message.nonce === nonce && isRecent(message.timestamp),
  );
}

function referenceFields(world: World, channel: Channel, { message_reference: reference }: MessageBody) {
  if (!reference) return {};
  if (!may(world, channel, PermissionFlagsBits.ReadMessageHistory)) throw refused.noHistoryForReply();
  const target = channel.messages.get(reference.message_id);
  if (target === undefined || target.viewerId !== null) {
    if (reference.fail_if_not_exists === false) return {};
    const gone = { path: ['message_reference'], code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' };
    // Not a mistake of the bot: somebody may have deleted the message a moment ago.
    throw new DiscordError(400, 50035, 'Invalid Form Body', [gone]);
  }
  const { referenced_message: _inner, ...message } = target.message;
  return {
    type: MessageType.Reply,
    message_reference: replyTo(channel, reference.message_id),
    referenced_message: message,
  };
}

/** Writing into an archived thread opens it again. */
function unarchive(world: World, channel: Channel): void {
  if (!channel.isArchived) return;
  channel.isArchived = false;
  channel.archivedAt = timeOf(world);
  world.dispatch('THREAD_UPDATE', threadPayload(world, channel), channel);
}

function listMessages(call: Call) {
  const channel = channelOf(call);
  if (!may(call.world, channel, PermissionFlagsBits.ReadMessageHistory)) return [];
  const limit = Number(call.query.get('limit') ?? 50);
  if (!(limit >= 1 && limit <= 100))
    throw invalidForm({ path: ['limit'], code: 'NUMBER_TYPE_MAX', message: 'limit must be between 1 and 100' });
  const [after, before] = [call.query.get('after'), call.query.get('before')];
  const messages = [...channel.messages.values()]
    .filter(({ viewerId }) => viewerId === null)
    .map(({ message }) => message)
    .filter(
      ({ id }) => (after === null || BigInt(id) > BigInt(after)) && (before === null || BigInt(id) < BigInt(before)),
    );
  // The newest come first; with `after`, the page is the one right behind that message.
  return (after === null ? messages.slice(-limit) : messages.slice(0, limit)).reverse();
}

async function patchMessage(call: Call) {
  const { world, files } = call;
  const body = (call.body ?? {}) as MessageBody;
  const channel = channelOf(call);
  const stored = publicMessage(channel, param(call, 'message'));
  if (stored.message.author.id !== world.bot.id) throw refused.notAuthor();
  if (channel.isArchived) throw refused.threadArchived();
  if (files.size > 0) demand(world, channel, PermissionFlagsBits.AttachFiles);
  const kept = stored.message.attachments.map(({ id }) => id);
  checkMessage(body, files, { kept, fileBytes: world.limits.enforcedFileBytes });
  return editMessage(world, channel, stored, body, files);
}

function openThread(call: Call) {
  const { world } = call;
  const parent = channelOf(call);
  const body = call.body as { name: string; auto_archive_duration?: Channel['autoArchiveMinutes'] | null };
  if (parent.type !== ChannelType.GuildText) throw refused.wrongChannelType();
  demand(world, parent, PermissionFlagsBits.CreatePublicThreads);
  const stored = publicMessage(parent, param(call, 'message'));
  const { id } = stored.message;
  if (world.channels.has(id)) throw refused.hasThread();
  const thread: Channel = {
    id,
    type: ChannelType.PublicThread,
    name: body.name,
    guildId: parent.guildId,
    parentId: parent.id,
    ownerId: world.bot.id,
    recipients: [],
    overwrites: [],
    messages: new Map(),
    createdAt: timeOf(world),
    isArchived: false,
    isLocked: false,
    autoArchiveMinutes: body.auto_archive_duration ?? 1440,
    archivedAt: timeOf(world),
  };
  world.channels.set(id, thread);
  const payload = threadPayload(world, thread);
  const flags = ((stored.message.flags ?? 0) | MessageFlags.HasThread) as MessageFlags;
  parent.messages.set(id, { ...stored, message: { ...stored.message, flags, thread: payload } });
  world.dispatch('THREAD_CREATE', { ...payload, newly_created: true }, thread);
  world.changed();
  return payload;
}
