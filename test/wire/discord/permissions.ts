import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, Guild, World } from './world.ts';

export const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** What anybody may do in a direct message. */
const DIRECT_MESSAGE =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.UseExternalEmojis |
  PermissionFlagsBits.AddReactions;

const THREADS: readonly ChannelType[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

export const isThread = (channel: Channel): boolean => THREADS.includes(channel.type);

/** Permissions of a member in the whole guild; none for somebody who is not one. */
export function guildPermissions(guild: Guild, userId: string): bigint {
  const member = guild.members.get(userId);
  if (member === undefined) return 0n;
  if (guild.ownerId === userId) return ALL_PERMISSIONS;
  const roles = [guild.id, ...member.roleIds].map((id) => BigInt(guild.roles.get(id)?.permissions ?? '0'));
  const sum = roles.reduce((all, bits) => all | bits, 0n);
  return (sum & PermissionFlagsBits.Administrator) !== 0n ? ALL_PERMISSIONS : sum;
}

/**
 * Permissions of a person or of the bot in one channel; a thread has its parent's.
 * Source: discord.com/developers/docs/topics/permissions, "Permission Overwrites".
 */
export function channelPermissions(world: World, channel: Channel, userId: string): bigint {
  // A conversation between people is none of the bot's, even where somebody uses it as their own app.
  if (channel.type === ChannelType.GroupDM && userId === world.bot.id) return 0n;
  if (channel.guildId === null) return DIRECT_MESSAGE;
  const guild = world.guilds.get(channel.guildId);
  if (guild === undefined) return 0n;
  const base = guildPermissions(guild, userId);
  if (base === ALL_PERMISSIONS) return base;
  const home = (isThread(channel) && channel.parentId && world.channels.get(channel.parentId)) || channel;
  const roleIds = guild.members.get(userId)?.roleIds ?? [];
  const layers = [[guild.id], roleIds, [userId]];
  return layers.reduce((bits, ids) => applyLayer(bits, home, ids), base);
}

/** Within one layer, what any overwrite allows wins over what another denies. */
function applyLayer(bits: bigint, channel: Channel, ids: readonly string[]): bigint {
  const layer = channel.overwrites.filter(({ id }) => ids.includes(id));
  const deny = layer.reduce((all, overwrite) => all | BigInt(overwrite.deny), 0n);
  const allow = layer.reduce((all, overwrite) => all | BigInt(overwrite.allow), 0n);
  return (bits & ~deny) | allow;
}
