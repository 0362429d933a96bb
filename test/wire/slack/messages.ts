import type { Channel, Json, Message, SlackFile, StoredMessage, Stream, User, World } from './world.ts';

export interface NewMessage {
  readonly author: User;
  readonly text: string;
  readonly blocks?: Json[];
  readonly attachments?: Json[];
  readonly files?: SlackFile[];
  readonly metadata?: Json;
  readonly threadTs?: string | null;
  readonly viewerId?: string | null;
  readonly stream?: Stream | null;
}

/** Posts a message in a channel, shares its files there, and sends the app an event where it subscribes to one. */
export function addMessage(world: World, channel: Channel, given: NewMessage): StoredMessage {
  const { author, threadTs = null, viewerId = null, stream = null, files = [] } = given;
  const ts = world.newTs();
  const parent = threadTs === null ? undefined : channel.messages.get(threadTs)?.message;
  const message: Message = {
    type: 'message',
    ...(files.length > 0 ? { subtype: 'file_share' } : {}),
    ts,
    user: author.id,
    team: world.team.id,
    ...(author.isBot ? { bot_id: world.botId, app_id: world.appId } : {}),
    text: given.text,
    ...(given.blocks ? { blocks: given.blocks } : {}),
    ...(given.attachments ? { attachments: given.attachments } : {}),
    ...(files.length > 0 ? { files } : {}),
    ...(given.metadata ? { metadata: given.metadata } : {}),
    ...(threadTs === null ? {} : { thread_ts: threadTs, parent_user_id: parent?.user ?? author.id }),
    ...(stream ? { streaming_state: 'in_progress' as const } : {}),
  };
  const stored: StoredMessage = { message, channel, viewerId, stream };
  channel.messages.set(ts, stored);
  if (parent && viewerId === null) {
    parent.thread_ts = parent.ts;
    parent.reply_count = (parent.reply_count ?? 0) + 1;
  }
  for (const file of files) share(world, channel, file, ts);
  if (viewerId === null) world.emit(messageEvent(channel, message));
  world.changed();
  return stored;
}

/** From now on the file is seen where the message is. */
function share(world: World, channel: Channel, file: SlackFile, ts: string): void {
  const places = { public: file.channels, private: file.groups, im: file.ims }[channel.kind];
  places.push(channel.id);
  const side = channel.kind === 'public' ? 'public' : 'private';
  const shares = (file.shares ?? {}) as Record<string, Record<string, unknown[]>>;
  const own = shares[side] ?? {};
  file.shares = {
    ...shares,
    [side]: { ...own, [channel.id]: [...(own[channel.id] ?? []), { ts, team_id: world.team.id }] },
  };
  world.emit({
    type: 'file_shared',
    channel_id: channel.id,
    file_id: file.id,
    user_id: file.user,
    file: { id: file.id },
    event_ts: ts,
  });
}

export interface Changes {
  readonly text?: string;
  readonly blocks?: Json[] | null;
  readonly attachments?: Json[];
  readonly files?: SlackFile[];
}

/** Changes a message in place. @param changes `blocks: null` takes them away. */
export function editMessage(world: World, { message, channel }: StoredMessage, changes: Changes, editor: User): void {
  const previous = { ...message };
  if (changes.text !== undefined) message.text = changes.text;
  if (changes.blocks === null) delete message.blocks;
  else if (changes.blocks !== undefined) message.blocks = changes.blocks;
  if (changes.attachments !== undefined) message.attachments = changes.attachments;
  if (changes.files !== undefined) {
    message.files = [...(message.files ?? []), ...changes.files];
    for (const file of changes.files) share(world, channel, file, message.ts);
  }
  if (changes.text !== undefined && !changes.blocks) message.edited = { user: editor.id, ts: world.newTs() };
  const ts = world.newTs();
  const changed = {
    subtype: 'message_changed',
    message,
    previous_message: previous,
    channel: channel.id,
    hidden: true,
  };
  world.emit({ type: 'message', ...changed, ts, event_ts: ts, channel_type: channelType(channel) });
  world.changed();
}

export function removeMessage(world: World, { message, channel }: StoredMessage): void {
  channel.messages.delete(message.ts);
  const parent = message.thread_ts === undefined ? undefined : channel.messages.get(message.thread_ts)?.message;
  if (parent && parent !== message) parent.reply_count = (parent.reply_count ?? 1) - 1;
  const ts = world.newTs();
  const deleted = { subtype: 'message_deleted', deleted_ts: message.ts, previous_message: message, hidden: true };
  world.emit({
    type: 'message',
    ...deleted,
    channel: channel.id,
    ts,
    event_ts: ts,
    channel_type: channelType(channel),
  });
  world.changed();
}

export const channelType = ({ kind }: Channel): string => ({ public: 'channel', private: 'group', im: 'im' })[kind];

function messageEvent(channel: Channel, message: Message): Json {
  const { reply_count: _count, ...rest } = message;
  return { ...rest, channel: channel.id, channel_type: channelType(channel), event_ts: message.ts };
}

/** Messages as a person sees them, oldest first. @param threadTs Only this thread, its first message included. */
export function seenBy(channel: Channel, viewer?: User, threadTs?: string): readonly Message[] {
  return [...channel.messages.values()]
    .filter(({ viewerId }) => viewerId === null || viewerId === viewer?.id)
    .map(({ message }) => message)
    .filter(({ ts, thread_ts }) => threadTs === undefined || ts === threadTs || thread_ts === threadTs);
}
