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

/** Whether the bot is a member of the channel, and not only installed by the user for themselves. */
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

/** How progress is shown: a thread only where the settings want one and the bot can open one. */
const progressAt = (interaction: RepliableInteraction, configured: ProgressStyle, isPrivate: boolean): ProgressStyle =>
  configured === 'thread' && (isPrivate || !isMemberAt(interaction) || !canOpenThread(interaction))
    ? 'edit'
    : configured;

function messageActionsAt(
  { guildId, appPermissions }: RepliableInteraction,
  isPrivate: boolean,
): readonly MessageActionName[] {
  if (isPrivate) return ['change', 'sdedit', 'inpaint', 'share'];
  const canAddEmoji = guildId !== null && appPermissions.has(PermissionFlagsBits.CreateGuildExpressions);
  return ['change', 'sdedit', 'inpaint', 'delete', ...(canAddEmoji ? (['emoji', 'sticker'] as const) : [])];
}

interface AnswerOptions {
  readonly isPrivate: boolean;
  readonly progress: ProgressStyle;
}

/** The address of the answer, before the interaction is acknowledged. */
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

/** Another process has acknowledged this interaction, as when Discord delivered it twice. */
export class AnsweredElsewhere extends Error {}

/**
 * Acknowledges the interaction with a deferred reply. When Discord no longer accepts it, the answer is posted another
 * way.
 *
 * @returns The id of the reply's message; null when there is none.
 * @throws AnsweredElsewhere
 */
export async function acknowledge(
  interaction: RepliableInteraction,
  isPrivate: boolean,
  log: Logger,
): Promise<string | null> {
  const flags = isPrivate ? { flags: MessageFlags.Ephemeral as const } : {};
  try {
    const { interaction: deferred } = await interaction.deferReply({ ...flags, withResponse: true });
    return deferred.responseMessageId;
  } catch (error) {
    const problem = restErrorKind(error);
    if (problem === 'answered') throw new AnsweredElsewhere('the interaction was answered elsewhere', { cause: error });
    log.warn({ problem, command: interaction.type }, 'could not acknowledge the interaction');
    return null;
  }
}
