import {
  type APIRole,
  type APIUser,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  type RoleFlags,
} from 'discord-api-types/v10';
import { channelPayload, guildPayload, memberPayload } from './payloads.ts';
import { ALL_PERMISSIONS } from './permissions.ts';
import { type Channel, type Guild, type Member, newUser, timeOf, type World } from './world.ts';

/** What the bot's invite link asks for, unless a test says otherwise: everything but Administrator. */
const GENEROUS = ALL_PERMISSIONS & ~PermissionFlagsBits.Administrator;

/** What everybody may do in a fresh server, as far as it matters here. */
const EVERYBODY =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalApps;

export interface ChannelFields {
  readonly type: ChannelType;
  readonly name?: string;
  readonly guildId?: string;
  readonly recipients?: readonly APIUser[];
}

export function newChannel(world: World, { type, name, guildId, recipients = [] }: ChannelFields): Channel {
  const now = timeOf(world);
  const channel: Channel = {
    id: world.newId(),
    type,
    name: name ?? null,
    guildId: guildId ?? null,
    parentId: null,
    ownerId: null,
    recipients,
    overwrites: [],
    messages: new Map(),
    createdAt: now,
    isArchived: false,
    isLocked: false,
    autoArchiveMinutes: 1440,
    archivedAt: now,
  };
  world.channels.set(channel.id, channel);
  if (type === ChannelType.GuildText) world.dispatch('CHANNEL_CREATE', channelPayload(world, channel), channel);
  return channel;
}

/** Somebody with a Discord account. */
export function newPerson(world: World, username: string): APIUser {
  const user = newUser(world.newId(), username);
  world.users.set(user.id, user);
  return user;
}

export interface GuildFields {
  readonly name?: string;
  /** Discord's locale code, for example `en-US`. */
  readonly locale?: string;
  /** False for a server that the bot is not in, where people use it as their own app. */
  readonly isInstalled?: boolean;
  /** What the bot may do, as bits; generous by default. */
  readonly botPermissions?: bigint;
  /** What everybody may do, as bits. */
  readonly everyonePermissions?: bigint;
}

/** A server, owned by somebody who does not appear. */
export function newGuild(world: World, fields: GuildFields = {}): Guild {
  const id = world.newId();
  const owner = newPerson(world, 'owner');
  const everyone = fields.everyonePermissions ?? EVERYBODY;
  const guild: Guild = {
    id,
    name: fields.name ?? 'Studio',
    ownerId: owner.id,
    locale: fields.locale ?? 'en-US',
    isInstalled: fields.isInstalled ?? true,
    roles: new Map([[id, role(id, '@everyone', everyone, 0)]]),
    members: new Map(),
    emojis: [],
    stickers: [],
  };
  world.guilds.set(id, guild);
  addMember(world, guild, owner);
  if (guild.isInstalled) {
    const own = addRole(world, guild, {
      name: 'Stridebot',
      permissions: fields.botPermissions ?? GENEROUS,
      botId: world.bot.id,
    });
    addMember(world, guild, world.bot, [own.id]);
    world.dispatch('GUILD_CREATE', guildPayload(world, guild), { guildId: id });
  }
  return guild;
}

const role = (id: string, name: string, permissions: bigint, position: number): APIRole => ({
  id,
  name,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  icon: null,
  unicode_emoji: null,
  position,
  permissions: permissions.toString(),
  managed: false,
  mentionable: false,
  flags: 0 as RoleFlags,
});

export interface RoleFields {
  readonly name: string;
  readonly permissions?: bigint;
  /** The bot whose own role it is. */
  readonly botId?: string;
}

export function addRole(world: World, guild: Guild, { name, permissions = 0n, botId }: RoleFields): APIRole {
  const made = role(world.newId(), name, permissions, guild.roles.size);
  const whole = botId === undefined ? made : { ...made, managed: true, tags: { bot_id: botId } };
  guild.roles.set(whole.id, whole);
  // Before the bot has joined, no event is dispatched.
  if (guild.members.has(world.bot.id))
    world.dispatch('GUILD_ROLE_CREATE', { guild_id: guild.id, role: whole }, { guildId: guild.id });
  return whole;
}

export function addMember(world: World, guild: Guild, user: APIUser, roleIds: readonly string[] = []): Member {
  const member = { user, roleIds: [...roleIds], joinedAt: timeOf(world) };
  guild.members.set(user.id, member);
  return member;
}

/** Replaces what a role may do, for example the bot's own. */
export function setRolePermissions(world: World, guild: Guild, roleId: string, permissions: bigint): void {
  const known = guild.roles.get(roleId);
  if (known === undefined) throw new Error(`${guild.name} has no role ${roleId}`);
  const changed = { ...known, permissions: permissions.toString() };
  guild.roles.set(roleId, changed);
  world.dispatch('GUILD_ROLE_UPDATE', { guild_id: guild.id, role: changed }, { guildId: guild.id });
}

/** Denies or allows one member something in one channel; replaces what was said before. */
export function setOverwrite(
  world: World,
  channel: Channel,
  userId: string,
  bits: { allow?: bigint; deny?: bigint },
): void {
  const others = channel.overwrites.filter(({ id }) => id !== userId);
  const own = {
    id: userId,
    type: OverwriteType.Member,
    allow: String(bits.allow ?? 0n),
    deny: String(bits.deny ?? 0n),
  };
  channel.overwrites.splice(0, channel.overwrites.length, ...others, own);
  world.dispatch('CHANNEL_UPDATE', channelPayload(world, channel), channel);
}

/** Gives a member exactly these roles. */
export function setRoles(world: World, guild: Guild, userId: string, roleIds: readonly string[]): void {
  const member = guild.members.get(userId);
  if (member === undefined) throw new Error(`${guild.name} has no member ${userId}`);
  member.roleIds.splice(0, member.roleIds.length, ...roleIds);
  if (userId === world.bot.id)
    world.dispatch('GUILD_MEMBER_UPDATE', { ...memberPayload(member), guild_id: guild.id }, { guildId: guild.id });
}
