import { randomBytes } from 'node:crypto';
import type {
  APIApplicationCommand,
  APIAttachment,
  APIEmoji,
  APIInteraction,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIOverwrite,
  APIRole,
  APISticker,
  APIUser,
  ApplicationCommandOptionType,
  ChannelType,
  UserFlags,
} from 'discord-api-types/v10';
import type { Clock } from '../clock.ts';
import { createSnowflakes } from './snowflakes.ts';

/** One value of an autocomplete answer. */
export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

export interface Member {
  readonly user: APIUser;
  readonly roleIds: string[];
  readonly joinedAt: string;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly locale: string;
  /** Whether the bot is a member. People may use a user-installed app where it is not. */
  readonly isInstalled: boolean;
  readonly roles: Map<string, APIRole>;
  readonly members: Map<string, Member>;
  readonly emojis: APIEmoji[];
  readonly stickers: APISticker[];
}

export interface StoredMessage {
  /** As everybody sees it now; edits change it in place. */
  readonly message: APIMessage;
  /** The only person who sees it, for an ephemeral message; else null. */
  readonly viewerId: string | null;
}

export interface Channel {
  readonly id: string;
  readonly type: ChannelType;
  name: string | null;
  readonly guildId: string | null;
  readonly parentId: string | null;
  /** Who opened it, for a thread. */
  readonly ownerId: string | null;
  readonly recipients: readonly APIUser[];
  readonly overwrites: APIOverwrite[];
  readonly messages: Map<string, StoredMessage>;
  readonly createdAt: string;
  isArchived: boolean;
  isLocked: boolean;
  autoArchiveMinutes: 60 | 1440 | 4320 | 10080;
  archivedAt: string;
}

/** What the bot answered first, and how many milliseconds after the person asked. */
export type FirstAnswer = { readonly afterMs: number } & (
  | { readonly kind: 'message' | 'deferred' | 'update' | 'deferred-update' }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  | { readonly kind: 'modal'; readonly modal: APIModalInteractionResponseCallbackData }
);

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly createdAtMs: number;
  readonly user: APIUser;
  readonly channel: Channel;
  readonly payload: APIInteraction;
  /** The message that carried the button, or that opened the modal; an update changes it. */
  readonly sourceMessageId: string | null;
  readonly attachmentSizeLimit: number;
  /** The app is not a member of this place, so that Discord allows five follow-ups only. */
  readonly isUserInstallOnly: boolean;
  answer: FirstAnswer | null;
  originalId: string | null;
  readonly followUpIds: string[];
}

export interface StoredFile {
  readonly attachment: APIAttachment;
  readonly bytes: Uint8Array;
}

/** A registered command; `guildId` is null for a global one. */
export type Command = APIApplicationCommand & { readonly scope: string | null };
export type OptionType = ApplicationCommandOptionType;

/** Everything that exists at Discord's side, and the numbers that a test may set. */
export interface World {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly token: string;
  readonly bot: APIUser;
  readonly users: Map<string, APIUser>;
  /** People who accept no direct messages. */
  readonly refusesDirectMessages: Set<string>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly commands: Map<string, Command>;
  /** By token. */
  readonly interactions: Map<string, Interaction>;
  readonly files: Map<string, StoredFile>;
  readonly limits: { advertisedFileBytes: number; enforcedFileBytes: number; requestBytes: number };
  /** Set once the CDN listens. */
  cdnUrl: string;
  /** Dispatches an event to connected bots; set by the gateway. */
  dispatch(event: string, data: object, place: Place): void;
  /** Wakes whoever waits for a condition. */
  changed(): void;
}

/** Where an event happened: it decides which shard and which intent it belongs to. */
export interface Place {
  readonly guildId: string | null;
}

export interface WorldOptions {
  readonly clock: Clock;
  readonly fileBytes: number;
  readonly changed: () => void;
}

export function createWorld({ clock, fileBytes, changed }: WorldOptions): World {
  const newId = createSnowflakes(clock);
  const bot: APIUser = { ...newUser(newId(), 'stridebot'), bot: true };
  return {
    clock,
    newId,
    token: newToken(bot.id),
    bot,
    users: new Map([[bot.id, bot]]),
    refusesDirectMessages: new Set(),
    guilds: new Map(),
    channels: new Map(),
    commands: new Map(),
    interactions: new Map(),
    files: new Map(),
    limits: { advertisedFileBytes: fileBytes, enforcedFileBytes: fileBytes, requestBytes: 25 * 1024 * 1024 },
    cdnUrl: '',
    dispatch: () => {},
    changed,
  };
}

/**
 * Three parts with dots between them, as a bot's token has; the first is its id in other letters. One that began with
 * the letters of "Bot" would be taken for a token and the word before it: discord.js cuts that off.
 */
const newToken = (id: string): string =>
  [Buffer.from(id), randomBytes(4), randomBytes(28)].map((part) => part.toString('base64url')).join('.');

export const newUser = (id: string, username: string): APIUser => ({
  id,
  username,
  discriminator: '0',
  global_name: username,
  avatar: null,
  public_flags: 0 as UserFlags,
  flags: 0 as UserFlags,
  primary_guild: null,
});

/** ISO time by the double's clock. */
export const timeOf = (world: World): string => new Date(world.clock.now()).toISOString();
