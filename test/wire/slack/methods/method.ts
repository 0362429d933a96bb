import { mistake, refusal } from '../errors.ts';
import type { Processing } from '../files.ts';
import { POSTS_PER_CHANNEL, type Rate } from '../rate-limits.ts';
import { type Channel, directMessages, type Json, type StoredMessage, type World } from '../world.ts';

export interface Call {
  readonly world: World;
  readonly processing: Processing;
  readonly args: Json;
  readonly token: 'bot' | 'app';
  /** Where sockets are opened. */
  readonly socketUrl: () => string;
}

/** One Web API method, as the bot uses it. */
export interface Method {
  /** Any of these lets the bot call it; none are needed when it is empty. */
  readonly scopes: readonly string[];
  readonly rate: Rate;
  /** A second limit, for each channel. */
  readonly channelRate?: Rate;
  /** Which token it takes; the bot's when left out. */
  readonly token?: 'bot' | 'app' | 'any';
  readonly required?: readonly string[];
  /** @returns The answer without its `ok`. @throws SlackError */
  run(call: Call): object | Promise<object>;
}

export const posting = { channelRate: POSTS_PER_CHANNEL };

/** An argument that must be text. */
export function text(args: Json, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw mistake('invalid_arguments', `must be a string [json-pointer:/${name}]`);
  return value;
}

export const isTrue = (value: unknown): boolean => value === true || value === 'true' || value === '1' || value === 1;

/**
 * The channel that is meant; a person's id means the direct messages with them.
 *
 * @throws SlackError channel_not_found, also for a private channel that the bot is not in.
 */
export function findChannel(world: World, id: unknown): Channel {
  const person = typeof id === 'string' ? world.users.get(id) : undefined;
  if (person !== undefined && !person.isBot) return directMessages(world, person);
  const channel = typeof id === 'string' ? world.channels.get(id) : undefined;
  const isHidden = channel?.kind !== 'public' && !channel?.members.has(world.bot.id);
  if (channel === undefined || isHidden) throw refusal('channel_not_found');
  return channel;
}

/** @throws SlackError when the bot may not write there. */
export function findWritable(world: World, id: unknown): Channel {
  const channel = findChannel(world, id);
  if (channel.isArchived) throw refusal('is_archived');
  const isPublic = channel.kind === 'public' && world.installation.scopes.includes('chat:write.public');
  if (!channel.members.has(world.bot.id) && !isPublic) throw refusal('not_in_channel');
  return channel;
}

/** A message that everybody sees. @throws SlackError message_not_found */
export function findMessage(channel: Channel, ts: unknown): StoredMessage {
  const stored = typeof ts === 'string' ? channel.messages.get(ts) : undefined;
  if (stored === undefined || stored.viewerId !== null) throw refusal('message_not_found');
  return stored;
}

/**
 * The thread that is meant, by its first message.
 *
 * @throws SlackError thread_not_found; a reply's own timestamp is written against by the documentation, and noted.
 */
export function findThread(world: World, channel: Channel, ts: string | undefined): string | null {
  if (ts === undefined) return null;
  if (!/^\d+\.\d{6}$/.test(ts)) throw mistake('invalid_thread_ts');
  const stored = channel.messages.get(ts);
  if (stored === undefined) throw refusal('thread_not_found');
  const parent = stored.message.thread_ts ?? ts;
  if (parent !== ts) world.violation(`thread_ts ${ts} is a reply; the thread is ${parent}`);
  return parent;
}
