import { randomBytes } from 'node:crypto';
import {
  type APIInteraction,
  type APIUser,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  type InteractionType,
  type Locale,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { channelPayload, memberPayload } from './payloads.ts';
import { ALL_PERMISSIONS, channelPermissions } from './permissions.ts';
import type { Channel, Interaction, World } from './world.ts';

/** How long Discord waits for the first answer. */
export const FIRST_ANSWER_MS = 3000;
/** How long an interaction's token is good. */
export const TOKEN_LIFE_MS = 15 * 60_000;

/** Where and how somebody uses the app. */
export interface How {
  /** The person's own language, `en-US` by default. */
  readonly locale?: string;
  /** Through the server's installation or the person's own; by default the server's where there is one. */
  readonly via?: 'guild' | 'user';
  /** Largest upload that this interaction advertises, in bytes. */
  readonly attachmentSizeLimit?: number;
}

/** How the next interactions reach the bot, if not once and at once. */
export interface Delivery {
  /** How many times each is delivered. */
  readonly copies?: number;
  /** Real milliseconds until it is delivered. */
  readonly afterMs?: number;
  /** How many interactions; 1 when left out. */
  readonly times?: number;
}

export interface Deed {
  readonly type: InteractionType;
  readonly data: object;
  readonly message?: object;
  readonly sourceMessageId?: string | null;
}

/** Makes interactions, remembers them and delivers them. */
export function createInteractions(world: World) {
  let odd: { delivery: Delivery; left: number }[] = [];
  const timers = new Set<NodeJS.Timeout>();

  function takeDelivery(): Delivery {
    const next = odd[0];
    if (next === undefined) return {};
    next.left -= 1;
    odd = odd.filter(({ left }) => left > 0);
    return next.delivery;
  }

  function later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
  }

  function deliver({ payload, channel }: Interaction): void {
    const { copies = 1, afterMs = 0 } = takeDelivery();
    const send = () => {
      for (let copy = 0; copy < copies; copy += 1) world.dispatch('INTERACTION_CREATE', payload, channel);
    };
    if (afterMs === 0) send();
    else later(afterMs, send);
  }

  return {
    deliverNext: (delivery: Delivery) => {
      odd.push({ delivery, left: delivery.times ?? 1 });
    },
    /** @throws Error that says why a Discord client would not offer this. */
    start: (user: APIUser, channel: Channel, how: How, deed: Deed): Interaction => {
      const interaction = build(world, user, channel, how, deed);
      world.interactions.set(interaction.token, interaction);
      deliver(interaction);
      // Whoever waits for the answer hears in time that there will be none.
      later(FIRST_ANSWER_MS + 1, world.changed);
      return interaction;
    },
    close: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

export type Interactions = ReturnType<typeof createInteractions>;

/** Server, direct message with the bot, or a conversation of others. */
export function contextOf(channel: Channel): InteractionContextType {
  if (channel.guildId !== null) return InteractionContextType.Guild;
  return channel.type === ChannelType.DM ? InteractionContextType.BotDM : InteractionContextType.PrivateChannel;
}

/** The installation that an interaction goes through. @throws Error when the bot is not in that place. */
export function installationOf(world: World, channel: Channel, { via }: How): ApplicationIntegrationType {
  const isThere =
    channel.guildId === null
      ? channel.type === ChannelType.DM
      : world.guilds.get(channel.guildId)?.isInstalled === true;
  const chosen = via ?? (isThere ? 'guild' : 'user');
  if (chosen === 'guild' && !isThere) throw new Error('the app is not installed here');
  return chosen === 'guild' ? ApplicationIntegrationType.GuildInstall : ApplicationIntegrationType.UserInstall;
}

function build(
  world: World,
  user: APIUser,
  channel: Channel,
  how: How,
  { type, data, message, sourceMessageId = null }: Deed,
): Interaction {
  const installation = installationOf(world, channel, how);
  const isGuildInstall = installation === ApplicationIntegrationType.GuildInstall;
  const owner = isGuildInstall ? (channel.guildId ?? '0') : user.id;
  const locale = (how.locale ?? 'en-US') as Locale;
  const attachmentSizeLimit = how.attachmentSizeLimit ?? world.limits.advertisedFileBytes;
  // As long as Discord's own, and made of the same letters.
  const token = randomBytes(132).toString('base64url');
  const id = world.newId();
  const payload = {
    id,
    application_id: world.bot.id,
    type,
    token,
    version: 1,
    data,
    channel: channelPayload(world, channel),
    channel_id: channel.id,
    locale,
    app_permissions: appPermissions(world, channel, user).toString(),
    entitlements: [],
    authorizing_integration_owners: { [installation]: owner },
    context: contextOf(channel),
    attachment_size_limit: attachmentSizeLimit,
    ...who(world, user, channel),
    ...(message === undefined ? {} : { message }),
  } as APIInteraction;
  return {
    id,
    token,
    createdAtMs: world.clock.now(),
    user,
    channel,
    payload: structuredClone(payload),
    sourceMessageId,
    attachmentSizeLimit,
    isUserInstallOnly: !isGuildInstall,
    answer: null,
    originalId: null,
    followUpIds: [],
  };
}

/** In a server a member, elsewhere a user. @throws Error for somebody who is not in the server or may not use apps there. */
function who(world: World, user: APIUser, channel: Channel): object {
  if (channel.guildId === null) return { user };
  const guild = world.guilds.get(channel.guildId);
  const member = guild?.members.get(user.id);
  if (guild === undefined || member === undefined) throw new Error(`${user.username} is not in this server`);
  const permissions = channelPermissions(world, channel, user.id);
  const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.UseApplicationCommands;
  if ((permissions & needed) !== needed) throw new Error(`${user.username} may not use apps in this channel`);
  const place = {
    guild_id: guild.id,
    guild_locale: guild.locale,
    guild: { id: guild.id, locale: guild.locale, features: [] },
  };
  return { ...place, member: { ...memberPayload(member), permissions: permissions.toString() } };
}

/** Where the bot is no member, Discord gives it what the person has of this. */
const LENT =
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.UseExternalEmojis;

function appPermissions(world: World, channel: Channel, user: APIUser): bigint {
  const isMember = channel.guildId === null || world.guilds.get(channel.guildId)?.isInstalled === true;
  if (isMember && channel.type !== ChannelType.GroupDM)
    return channelPermissions(world, channel, world.bot.id) & ALL_PERMISSIONS;
  return channelPermissions(world, channel, user.id) & LENT;
}
