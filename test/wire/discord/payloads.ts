import {
  type APIChannel,
  type APIGuildMember,
  type APIMessage,
  type APIThreadChannel,
  type ChannelFlags,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  GuildDefaultMessageNotifications,
  GuildExplicitContentFilter,
  GuildMemberFlags,
  GuildMFALevel,
  GuildNSFWLevel,
  GuildPremiumTier,
  type GuildSystemChannelFlags,
  GuildVerificationLevel,
  type Locale,
  ThreadMemberFlags,
} from 'discord-api-types/v10';
import { isThread } from './permissions.ts';
import type { Channel, Guild, Member, World } from './world.ts';

/** The enum has no name for nothing. */
const NO_FLAGS = 0 as ChannelFlags;

export const memberPayload = ({ user, roleIds, joinedAt }: Member): APIGuildMember => ({
  user,
  roles: [...roleIds],
  joined_at: joinedAt,
  deaf: false,
  mute: false,
  flags: GuildMemberFlags.CompletedOnboarding,
  avatar: null,
  banner: null,
  nick: null,
  pending: false,
  premium_since: null,
  communication_disabled_until: null,
});

export function channelPayload(world: World, channel: Channel): APIChannel {
  const last_message_id = [...channel.messages.keys()].at(-1) ?? null;
  if (channel.type === ChannelType.DM) {
    return {
      id: channel.id,
      type: channel.type,
      name: null,
      last_message_id,
      recipients: [...channel.recipients],
      flags: NO_FLAGS,
    };
  }
  if (channel.type === ChannelType.GroupDM) {
    return {
      id: channel.id,
      type: channel.type,
      name: channel.name,
      last_message_id,
      recipients: [...channel.recipients],
      flags: NO_FLAGS,
    };
  }
  if (isThread(channel)) return threadPayload(world, channel);
  return {
    id: channel.id,
    type: ChannelType.GuildText,
    name: channel.name ?? '',
    guild_id: channel.guildId ?? '',
    position: 0,
    permission_overwrites: [...channel.overwrites],
    parent_id: null,
    nsfw: false,
    topic: null,
    rate_limit_per_user: 0,
    last_message_id,
    flags: NO_FLAGS,
  };
}

export function threadPayload(world: World, channel: Channel): APIThreadChannel {
  return {
    id: channel.id,
    type: ChannelType.PublicThread,
    name: channel.name ?? '',
    guild_id: channel.guildId ?? '',
    parent_id: channel.parentId ?? '',
    owner_id: channel.ownerId ?? '',
    last_message_id: [...channel.messages.keys()].at(-1) ?? null,
    message_count: channel.messages.size,
    member_count: 1,
    total_message_sent: channel.messages.size,
    rate_limit_per_user: 0,
    flags: NO_FLAGS,
    member: {
      id: channel.id,
      user_id: world.bot.id,
      join_timestamp: channel.createdAt,
      flags: ThreadMemberFlags.HasInteracted,
    },
    thread_metadata: {
      archived: channel.isArchived,
      locked: channel.isLocked,
      auto_archive_duration: channel.autoArchiveMinutes,
      archive_timestamp: channel.archivedAt,
      create_timestamp: channel.createdAt,
    },
  };
}

export function guildPayload(world: World, guild: Guild): GatewayGuildCreateDispatchData {
  const channels = [...world.channels.values()].filter(({ guildId }) => guildId === guild.id);
  return {
    ...guildFields(guild),
    joined_at: guild.members.get(world.bot.id)?.joinedAt ?? '',
    large: false,
    member_count: guild.members.size,
    voice_states: [],
    // Without the members intent Discord sends the bot itself only.
    members: [...guild.members.values()].filter(({ user }) => user.id === world.bot.id).map(memberPayload),
    channels: channels
      .filter((channel) => !isThread(channel))
      .map((channel) => channelPayload(world, channel)) as GatewayGuildCreateDispatchData['channels'],
    threads: channels
      .filter((channel) => isThread(channel) && !channel.isArchived)
      .map((it) => threadPayload(world, it)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A guild without what changes by the minute, as REST gives it. */
export const guildFields = (guild: Guild) => ({
  id: guild.id,
  name: guild.name,
  owner_id: guild.ownerId,
  icon: null,
  splash: null,
  discovery_splash: null,
  banner: null,
  description: null,
  features: [],
  afk_channel_id: null,
  afk_timeout: 300 as const,
  verification_level: GuildVerificationLevel.None,
  default_message_notifications: GuildDefaultMessageNotifications.OnlyMentions,
  explicit_content_filter: GuildExplicitContentFilter.Disabled,
  roles: [...guild.roles.values()],
  emojis: [...guild.emojis],
  stickers: [...guild.stickers],
  mfa_level: GuildMFALevel.None,
  application_id: null,
  system_channel_id: null,
  system_channel_flags: 0 as GuildSystemChannelFlags,
  rules_channel_id: null,
  vanity_url_code: null,
  premium_tier: GuildPremiumTier.None,
  preferred_locale: guild.locale as Locale,
  public_updates_channel_id: null,
  nsfw_level: GuildNSFWLevel.Default,
  premium_progress_bar_enabled: false,
  safety_alerts_channel_id: null,
  incidents_data: null,
  hub_type: null,
  region: 'deprecated',
  widget_enabled: false,
  widget_channel_id: null,
});

/** What the gateway adds to a message. */
export function messageEvent(world: World, channel: Channel, message: APIMessage): object {
  if (channel.guildId === null) return message;
  const member = world.guilds.get(channel.guildId)?.members.get(message.author.id);
  if (member === undefined) return { ...message, guild_id: channel.guildId };
  const { user: _user, ...rest } = memberPayload(member);
  return { ...message, guild_id: channel.guildId, member: rest };
}
