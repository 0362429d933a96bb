import { checkBlocks } from '../blocks.ts';
import { mistake, refusal } from '../errors.ts';
import { addMessage, editMessage, removeMessage } from '../messages.ts';
import { TIERS } from '../rate-limits.ts';
import { isReadable, type Json, type SlackFile, type World } from '../world.ts';
import { type Call, findChannel, findMessage, findThread, findWritable, type Method, posting, text } from './method.ts';

const POST_TEXT = 40_000;
const UPDATE_TEXT = 4000;
const MARKDOWN_TEXT = 12_000;

/** What a message shall show. @throws SlackError no_text, msg_too_long, invalid_blocks, … */
export function contentOf(
  world: World,
  args: Json,
  most = POST_TEXT,
): { text?: string; blocks?: Json[]; attachments?: Json[] } {
  const markdown = text(args, 'markdown_text');
  const plain = text(args, 'text');
  if (markdown !== undefined && (plain !== undefined || args.blocks !== undefined))
    throw mistake('markdown_text_conflict');
  const said = plain ?? markdown;
  if ((said?.length ?? 0) > (markdown === undefined ? most : MARKDOWN_TEXT)) throw mistake('msg_too_long');
  const blocks = args.blocks === undefined ? undefined : checkBlocks(world, args.blocks, 'message');
  const attachments = args.attachments === undefined ? undefined : checkAttachments(world, args.attachments);
  return {
    ...(said === undefined ? {} : { text: said }),
    ...(blocks === undefined ? {} : { blocks }),
    ...(attachments === undefined ? {} : { attachments }),
  };
}

function checkAttachments(world: World, value: unknown): Json[] {
  if (!Array.isArray(value)) throw mistake('invalid_attachments');
  if (value.length > 100) throw mistake('too_many_attachments');
  return (value as Json[]).map((attachment, index) =>
    attachment.blocks === undefined
      ? attachment
      : { ...attachment, blocks: checkBlocks(world, attachment.blocks, 'message', `/attachments/${index}/blocks`) },
  );
}

const isEmpty = (content: { text?: string; blocks?: Json[]; attachments?: Json[] }): boolean =>
  content.text === undefined && !content.blocks?.length && !content.attachments?.length;

function postMessage({ world, args }: Call): object {
  const channel = findWritable(world, args.channel);
  const content = contentOf(world, args);
  if (isEmpty(content)) throw mistake('no_text');
  const threadTs = findThread(world, channel, text(args, 'thread_ts'));
  const metadata = args.metadata as Json | undefined;
  const { message } = addMessage(world, channel, {
    author: world.bot,
    ...content,
    text: content.text ?? '',
    threadTs,
    ...(metadata === undefined ? {} : { metadata }),
  });
  return { channel: channel.id, ts: message.ts, message };
}

function postEphemeral({ world, args }: Call): object {
  const channel = findWritable(world, args.channel);
  const viewer = world.users.get(String(args.user));
  if (viewer === undefined) throw refusal('user_not_found');
  if (!channel.members.has(viewer.id)) throw refusal('user_not_in_channel');
  const content = contentOf(world, args);
  if (isEmpty(content)) throw mistake('no_text');
  const threadTs = findThread(world, channel, text(args, 'thread_ts'));
  const written = { author: world.bot, ...content, text: content.text ?? '', threadTs, viewerId: viewer.id };
  return { message_ts: addMessage(world, channel, written).message.ts };
}

function update({ world, args }: Call): object {
  const channel = findChannel(world, args.channel);
  const stored = findMessage(channel, args.ts);
  if (channel.isArchived) throw refusal('is_inactive');
  if (stored.message.user !== world.bot.id) throw refusal('cant_update_message');
  if (stored.message.streaming_state === 'in_progress') throw refusal('streaming_state_conflict');
  const content = contentOf(world, args, UPDATE_TEXT);
  const files = filesOf(world, args.file_ids);
  if (isEmpty(content) && args.blocks === undefined && files.length === 0) throw mistake('no_text');
  // Text alone takes the blocks away.
  const blocks = content.blocks ?? (content.text === undefined ? undefined : null);
  const changes = { ...content, ...(blocks === undefined ? {} : { blocks }), ...(files.length > 0 ? { files } : {}) };
  editMessage(world, stored, changes, world.bot);
  return { channel: channel.id, ts: stored.message.ts, text: stored.message.text, message: stored.message };
}

function filesOf(world: World, ids: unknown): SlackFile[] {
  if (ids === undefined) return [];
  const wanted = Array.isArray(ids) ? ids : String(ids).split(',');
  return wanted.map((id) => {
    const stored = world.files.get(String(id).trim());
    if (stored?.state !== 'ready' || !isReadable(world, stored)) throw refusal('file_not_found');
    return stored.file;
  });
}

function remove({ world, args }: Call): object {
  const channel = findChannel(world, args.channel);
  const stored = findMessage(channel, args.ts);
  if (stored.message.user !== world.bot.id) throw refusal('cant_delete_message');
  removeMessage(world, stored);
  return { channel: channel.id, ts: stored.message.ts };
}

function getPermalink({ world, args }: Call): object {
  const channel = findChannel(world, args.channel);
  const { message } = findMessage(channel, args.message_ts);
  const path = `archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  const query = isReply ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : '';
  return { channel: channel.id, permalink: `https://${world.team.domain}.slack.com/${path}${query}` };
}

export const chat: Readonly<Record<string, Method>> = {
  'chat.postMessage': {
    scopes: ['chat:write'],
    rate: TIERS.special,
    ...posting,
    required: ['channel'],
    run: postMessage,
  },
  'chat.postEphemeral': { scopes: ['chat:write'], rate: TIERS[4], required: ['channel', 'user'], run: postEphemeral },
  'chat.update': { scopes: ['chat:write'], rate: TIERS[3], required: ['channel', 'ts'], run: update },
  'chat.delete': { scopes: ['chat:write'], rate: TIERS[3], required: ['channel', 'ts'], run: remove },
  'chat.getPermalink': { scopes: [], rate: TIERS.special, required: ['channel', 'message_ts'], run: getPermalink },
};
