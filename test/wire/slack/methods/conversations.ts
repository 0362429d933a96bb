import { missingScope, refusal } from '../errors.ts';
import { seenBy } from '../messages.ts';
import { TIERS } from '../rate-limits.ts';
import { type Channel, directMessages, type Message, type World } from '../world.ts';
import { type Call, findChannel, type Method, text } from './method.ts';

function channelObject(world: World, { id, name, kind, members, isArchived }: Channel): object {
  const person = [...members].find((member) => member !== world.bot.id);
  const own = kind === 'im' ? { user: person } : { name, name_normalized: name };
  return {
    id,
    ...own,
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_im: kind === 'im',
    is_mpim: false,
    is_private: kind !== 'public',
    is_archived: isArchived,
    is_member: members.has(world.bot.id),
    context_team_id: world.team.id,
  };
}

/**
 * Each kind of channel has a scope of its own. Source: docs.slack.dev, "conversations.history".
 *
 * @throws SlackError not_in_channel, missing_scope
 */
function findReadable(world: World, id: unknown): Channel {
  const channel = findChannel(world, id);
  const { scopes } = world.installation;
  const needed = { public: 'channels:history', private: 'groups:history', im: 'im:history' }[channel.kind];
  if (!scopes.includes(needed)) throw missingScope([needed], scopes);
  if (!channel.members.has(world.bot.id)) throw refusal('not_in_channel');
  return channel;
}

/** One page of messages between `oldest` and `latest`. */
function page({ args }: Call, messages: readonly Message[]): object {
  const oldest = Number(args.oldest ?? 0);
  const latest = Number(args.latest ?? Number.POSITIVE_INFINITY);
  const isInclusive = args.inclusive === true || args.inclusive === 'true';
  const inRange = messages.filter(({ ts }) => {
    const at = Number(ts);
    return isInclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
  const limit = Math.min(Number(args.limit ?? 100), 999);
  const start = Number(text(args, 'cursor') ?? 0);
  const end = start + limit;
  const hasMore = end < inRange.length;
  return {
    messages: inRange.slice(start, end),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? String(end) : '' },
  };
}

function replies(call: Call): object {
  const channel = findReadable(call.world, call.args.channel);
  const ts = String(call.args.ts);
  if (!channel.messages.has(ts)) throw refusal('thread_not_found');
  return page(call, seenBy(channel, undefined, channel.messages.get(ts)?.message.thread_ts ?? ts));
}

function history(call: Call): object {
  const channel = findReadable(call.world, call.args.channel);
  const top = seenBy(channel).filter(({ ts, thread_ts }) => thread_ts === undefined || thread_ts === ts);
  return page(call, top.toReversed());
}

function open({ world, args }: Call): object {
  const ids = (text(args, 'users') ?? '').split(',');
  const known = text(args, 'channel');
  if (known !== undefined) return { channel: { id: findChannel(world, known).id } };
  const [person] = ids.map((id) => world.users.get(id));
  if (ids.length !== 1 || person === undefined) throw refusal('user_not_found');
  return { channel: { id: directMessages(world, person).id } };
}

function join({ world, args }: Call): object {
  const channel = findChannel(world, args.channel);
  if (channel.kind !== 'public') throw refusal('method_not_supported_for_channel_type');
  if (channel.isArchived) throw refusal('is_archived');
  channel.members.add(world.bot.id);
  world.changed();
  return { channel: channelObject(world, channel) };
}

const reading = (what: string): readonly string[] => [`channels:${what}`, `groups:${what}`, `im:${what}`];

export const conversations: Readonly<Record<string, Method>> = {
  'conversations.open': { scopes: ['im:write', 'mpim:write'], rate: TIERS[3], run: open },
  'conversations.info': {
    scopes: reading('read'),
    rate: TIERS[3],
    required: ['channel'],
    run: ({ world, args }) => ({ channel: channelObject(world, findChannel(world, args.channel)) }),
  },
  'conversations.replies': { scopes: reading('history'), rate: TIERS[3], required: ['channel', 'ts'], run: replies },
  'conversations.history': { scopes: reading('history'), rate: TIERS[3], required: ['channel'], run: history },
  'conversations.join': { scopes: ['channels:join'], rate: TIERS[3], required: ['channel'], run: join },
};
