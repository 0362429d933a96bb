import {
  ApplicationIntegrationType,
  type BaseInteraction,
  ChannelType,
  InteractionContextType,
  MessageFlags,
  PermissionFlagsBits,
  type RepliableInteraction,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Asker } from '../../../commands/ports/asker.ts';
import type { ProgressStyle } from '../../policy/settings.ts';
import type { Address } from '../address.ts';
import { restErrorKind } from '../api/rest-errors.ts';
import type { MessageActionName } from '../buttons.ts';

export const platformName = 'discord';

export const askerOf = (
  { user, channelId, guildId }: Pick<BaseInteraction, 'user' | 'channelId' | 'guildId'>,
  isPrivate: boolean,
): Asker => ({
  platform: platformName,
  person: user.id,
  channel: channelId ?? user.id,
  ...(guildId !== null && { server: guildId }),
  ...(isPrivate && { isPrivate }),
});

/** Whether the bot itself is where it was asked, and not only brought along by somebody who installed it for themselves. */
const isMemberAt = ({ context, authorizingIntegrationOwners }: RepliableInteraction): boolean =>
  context === InteractionContextType.BotDM ||
  (context !== InteractionContextType.PrivateChannel &&
    authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall] !== undefined);

const threadPermissions = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.CreatePublicThreads,
  PermissionFlagsBits.SendMessagesInThreads,
];

function canOpenThread({ channel, appPermissions }: RepliableInteraction): boolean {
  const isRightKind = channel?.type === ChannelType.GuildText || channel?.type === ChannelType.GuildAnnouncement;
  return isRightKind && appPermissions.has(threadPermissions);
}

/** A thread where it can be and is wished for. */
const progressAt = (interaction: RepliableInteraction, wished: ProgressStyle, isPrivate: boolean): ProgressStyle =>
  wished === 'thread' && (isPrivate || !isMemberAt(interaction) || !canOpenThread(interaction)) ? 'edit' : wished;

function messageActionsAt(
  { guildId, appPermissions }: RepliableInteraction,
  isPrivate: boolean,
): readonly MessageActionName[] {
  if (isPrivate) return ['change', 'share'];
  const canAddEmoji = guildId !== null && appPermissions.has(PermissionFlagsBits.CreateGuildExpressions);
  return ['change', 'delete', ...(canAddEmoji ? (['emoji', 'sticker'] as const) : [])];
}

export interface AnswerOptions {
  readonly isPrivate: boolean;
  readonly progress: ProgressStyle;
}

/** Where the answer goes, before an answer was promised. */
export function addressOf(
  interaction: RepliableInteraction,
  { isPrivate, progress }: AnswerOptions,
  now: Date,
): Address {
  return {
    application: interaction.applicationId,
    channel: interaction.channelId ?? interaction.user.id,
    message: null,
    token: interaction.token,
    since: Math.min(now.getTime(), interaction.createdTimestamp),
    person: interaction.user.id,
    isPrivate,
    isMember: isMemberAt(interaction),
    progress: progressAt(interaction, progress, isPrivate),
    messageActions: messageActionsAt(interaction, isPrivate),
  };
}

/** Somebody else has answered this interaction, such as a process that was given it twice. */
export class AnsweredElsewhere extends Error {}

/**
 * Tells Discord that an answer will come. Where Discord does not take it any more, the answer will come without its help.
 *
 * @returns The message that the answer will stand in; null where there is none.
 * @throws AnsweredElsewhere
 */
export async function acknowledge(
  interaction: RepliableInteraction,
  isPrivate: boolean,
  log: Logger,
): Promise<string | null> {
  const flags = isPrivate ? { flags: MessageFlags.Ephemeral as const } : {};
  try {
    const { interaction: promised } = await interaction.deferReply({ ...flags, withResponse: true });
    return promised.responseMessageId;
  } catch (error) {
    const problem = restErrorKind(error);
    if (problem === 'answered') throw new AnsweredElsewhere('the interaction was answered elsewhere', { cause: error });
    log.warn({ problem, command: interaction.type }, 'Discord did not take the promise of an answer');
    return null;
  }
}
