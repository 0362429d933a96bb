import {
  type APIAttachment,
  type APIMessage,
  type APIMessageReference,
  type APIUser,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import { storeFile } from './cdn.ts';
import { componentPayloads, embedPayload } from './components.ts';
import { refused } from './errors.ts';
import type { FormFile } from './form.ts';
import { messageEvent } from './payloads.ts';
import { type AttachmentBody, checkNotEmpty, type MessageBody } from './rules.ts';
import { type Channel, type StoredMessage, timeOf, type World } from './world.ts';

/** A message before it is written. */
export interface Draft {
  readonly author: APIUser;
  readonly body: MessageBody;
  readonly files: ReadonlyMap<string, FormFile>;
  /** The only person who shall see it. */
  readonly viewerId?: string;
  readonly fields?: Partial<APIMessage>;
}

/** Posts a message in a channel and dispatches its event. @throws DiscordError 50006 when it would show nothing. */
export async function writeMessage(world: World, channel: Channel, draft: Draft): Promise<APIMessage> {
  const { body, files, author, viewerId = null } = draft;
  const flags = (body.flags ?? 0) & ~MessageFlags.Ephemeral;
  const folder = viewerId === null ? 'attachments' : 'ephemeral-attachments';
  const attachments = await storeFiles(world, channel, folder, body.attachments ?? [], files);
  const message: APIMessage = {
    id: world.newId(),
    channel_id: channel.id,
    type: MessageType.Default,
    author,
    content: body.content ?? '',
    timestamp: timeOf(world),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments,
    embeds: [],
    components: [],
    flags: viewerId === null ? flags : flags | MessageFlags.Ephemeral,
    ...(body.nonce === undefined || body.nonce === null ? {} : { nonce: body.nonce }),
    ...draft.fields,
  };
  show(world, message, body);
  const isLoading = ((message.flags ?? 0) & MessageFlags.Loading) !== 0;
  if (!isLoading && draft.fields?.type !== MessageType.ThreadStarterMessage) requireContent(message);
  channel.messages.set(message.id, { message, viewerId });
  tell(world, channel, message, 'MESSAGE_CREATE', viewerId);
  return message;
}

/** Changes what a message shows. Fields that the body leaves out stay. */
export async function editMessage(
  world: World,
  channel: Channel,
  { message, viewerId }: StoredMessage,
  body: MessageBody,
  files: ReadonlyMap<string, FormFile>,
): Promise<APIMessage> {
  const folder = viewerId === null ? 'attachments' : 'ephemeral-attachments';
  const isFirstAnswer = ((message.flags ?? 0) & MessageFlags.Loading) !== 0;
  const listed = body.attachments ?? message.attachments;
  const kept = message.attachments.filter(({ id }) => listed.some((it) => String(it.id) === id));
  const changed = kept.map((attachment) => withDescription(attachment, body.attachments ?? []));
  const added = await storeFiles(world, channel, folder, body.attachments ?? [], files);
  const settable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;
  const next: APIMessage = {
    ...message,
    content: body.content === undefined ? message.content : (body.content ?? ''),
    attachments: [...changed, ...added],
    flags: (((message.flags ?? 0) & ~MessageFlags.Loading) | ((body.flags ?? 0) & settable)) as MessageFlags,
    edited_timestamp: isFirstAnswer ? null : timeOf(world),
  };
  show(world, next, body);
  requireContent(next);
  channel.messages.set(message.id, { message: next, viewerId });
  tell(world, channel, next, 'MESSAGE_UPDATE', viewerId);
  return next;
}

/** Deletes a message and dispatches its event. */
export function deleteMessage(world: World, channel: Channel, { message, viewerId }: StoredMessage): void {
  channel.messages.delete(message.id);
  world.changed();
  if (viewerId !== null) return;
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  world.dispatch('MESSAGE_DELETE', { id: message.id, channel_id: channel.id, ...guild }, channel);
}

/** A reference to another message of the same channel, as a reply carries it. */
export function replyTo(channel: Channel, messageId: string): APIMessageReference {
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  return { type: MessageReferenceType.Default, message_id: messageId, channel_id: channel.id, ...guild };
}

export function findMessage(channel: Channel, messageId: string): StoredMessage {
  const stored = channel.messages.get(messageId);
  if (stored === undefined) throw refused.unknownMessage();
  return stored;
}

function tell(world: World, channel: Channel, message: APIMessage, event: string, viewerId: string | null): void {
  world.changed();
  if (viewerId === null) world.dispatch(event, messageEvent(world, channel, message), channel);
}

function requireContent({ content, embeds, components, attachments, sticker_items }: APIMessage): void {
  const shown = { content, embeds: embeds.length, components: components?.length ?? 0 };
  checkNotEmpty({ ...shown, attachments: attachments.length + (sticker_items?.length ?? 0) });
}

/** Sets what the body says about embeds, components and mentions. Writes into `message`. */
function show(world: World, message: APIMessage, body: MessageBody): void {
  const media = { attachments: message.attachments, newId: world.newId };
  if (body.embeds !== undefined) message.embeds = (body.embeds ?? []).map((embed) => embedPayload(embed, media));
  if (body.components !== undefined) message.components = componentPayloads(body.components ?? [], media);
  Object.assign(message, mentionsOf(world, message.content, body.allowed_mentions));
}

async function storeFiles(
  world: World,
  channel: Channel,
  folder: 'attachments' | 'ephemeral-attachments',
  listed: readonly AttachmentBody[],
  files: ReadonlyMap<string, FormFile>,
): Promise<APIAttachment[]> {
  const stored: APIAttachment[] = [];
  for (const [key, { name, bytes }] of files) {
    const about = listed.find(({ id }) => String(id) === key);
    const file = { name: about?.filename ?? name, bytes, description: about?.description ?? null };
    stored.push(await storeFile(world, { channel, folder }, file));
  }
  return stored;
}

function withDescription(attachment: APIAttachment, listed: readonly AttachmentBody[]): APIAttachment {
  const description = listed.find(({ id }) => String(id) === attachment.id)?.description;
  return description ? { ...attachment, description } : attachment;
}

/** Who is pinged: whoever the text names and `allowed_mentions` does not keep quiet. */
function mentionsOf(world: World, content: string, allowed: MessageBody['allowed_mentions']) {
  const parses = (kind: string): boolean => allowed?.parse?.includes(kind) ?? !allowed;
  const ids = (pattern: RegExp): string[] => [...content.matchAll(pattern)].map(([, id]) => id ?? '');
  const users = ids(/<@!?(\d+)>/g).filter((id) => parses('users') || allowed?.users?.includes(id));
  const roles = ids(/<@&(\d+)>/g).filter((id) => parses('roles') || allowed?.roles?.includes(id));
  return {
    mentions: [...new Set(users)].flatMap((id) => world.users.get(id) ?? []),
    mention_roles: [...new Set(roles)],
    mention_everyone: parses('everyone') && /@(everyone|here)\b/.test(content),
  };
}
