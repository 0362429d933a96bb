import type { Channel, Json, Message, Trigger, User, World } from './world.ts';

export const teamOf = ({ team }: World): Json => ({ id: team.id, domain: team.domain });

export const userOf = ({ team }: World, { id, name }: User): Json => ({ id, username: name, name, team_id: team.id });

/** What every payload of the old days still carries. Apps must not believe it: signatures and sockets do that. */
export const VERIFICATION_TOKEN = 'out-of-use-verification-token';

export const interactionBase = (world: World, user: User): Json => ({
  token: VERIFICATION_TOKEN,
  team: teamOf(world),
  user: userOf(world, user),
  api_app_id: world.appId,
  enterprise: null,
  is_enterprise_install: false,
});

export const channelRef = ({ id, name }: Channel): Json => ({ id, name });

/** A key that opens one modal for this person, within three seconds. */
export function newTrigger(world: World, user: User): Trigger {
  const id = `${world.newId('').replaceAll(/\D/g, '1')}.${Math.floor(world.clock.now() / 1000)}.${world.newId('').toLowerCase()}`;
  const trigger: Trigger = { id, userId: user.id, madeAtMs: world.clock.now(), isUsed: false, viewId: null };
  world.triggers.set(id, trigger);
  return trigger;
}

/** An event as the Events API wraps it. */
export function eventCallback(world: World, event: Json): Json {
  const own = { enterprise_id: null, team_id: world.team.id, user_id: world.bot.id };
  return {
    token: VERIFICATION_TOKEN,
    team_id: world.team.id,
    context_team_id: world.team.id,
    context_enterprise_id: null,
    api_app_id: world.appId,
    event,
    type: 'event_callback',
    event_id: world.newId('Ev'),
    event_time: Math.floor(world.clock.now() / 1000),
    authorizations: [{ ...own, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
    event_context: `4-${world.newId('')}`,
  };
}

/** The name by which an app subscribes to an event. */
export function subscriptionOf(event: Json): string {
  if (event.type !== 'message') return String(event.type);
  return (
    { channel: 'message.channels', group: 'message.groups', im: 'message.im' }[String(event.channel_type)] ?? 'message'
  );
}

/** The event for a mention of the app, besides that of the message itself. */
export function mentionEvent(channel: Channel, message: Message): Json {
  const { subtype: _subtype, reply_count: _count, parent_user_id: _parent, ...rest } = message;
  return { ...rest, type: 'app_mention', channel: channel.id, event_ts: message.ts };
}
