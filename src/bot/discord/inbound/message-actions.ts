import {
  type ButtonInteraction,
  DiscordAPIError,
  MessageFlags,
  PermissionFlagsBits,
  type REST,
  RESTJSONErrorCodes,
  Routes,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { ActionContext } from '../../../commands/actions/actions.ts';
import { noJob } from '../../../commands/actions/picture-actions.ts';
import { findSourceJob } from '../../../commands/actions/source-job.ts';
import { UserError } from '../../../commands/messages/errors.ts';
import { userMessages } from '../../../commands/messages/user-messages.ts';
import { captionOf } from '../../../commands/recipes/caption.ts';
import { isPictureId } from '../../../commands/recipes/picture-id.ts';
import { emojiPng, type JobId } from '../../../engine/client.ts';
import type { BotJobService } from '../../jobs/job-service.ts';
import { restErrorKind } from '../api/rest-errors.ts';
import type { Pressed } from '../buttons.ts';
import { clip } from '../clip.ts';
import { type DeletePostsParts, deletePosts } from '../outbound/delete-posts.ts';
import { discordUserMessages } from '../user-messages.ts';

// Runs the buttons that only Discord has.

/** A pressed button, or a chosen entry of a menu. */
export type ComponentInteraction = ButtonInteraction | StringSelectMenuInteraction;

export interface MessageActionContext extends DeletePostsParts {
  readonly jobService: Pick<BotJobService, 'remove'>;
}

/** Deletes the message, everything else posted of its job, and the pictures themselves. */
export async function deletePicture(
  interaction: ComponentInteraction,
  { job, person }: Pressed,
  parts: MessageActionContext,
): Promise<void> {
  const { user, memberPermissions, appPermissions, message, channelId, client } = interaction;
  const isModerator = memberPermissions?.has(PermissionFlagsBits.ManageMessages) ?? false;
  if (user.id !== person && !isModerator) throw new UserError(discordUserMessages.notYoursToDelete());
  await interaction.deferUpdate();
  // One picture of several, shown alone: its message goes, the pictures stay.
  if (job === noJob || isPictureId(job)) return deleteMessage(interaction);
  // The job first, so that nothing more is posted of it. The message last, so that its button works until then.
  await parts.jobService.remove(job);
  const answer = { id: message.id, channel: channelId, hasThread: message.flags.has(MessageFlags.HasThread) };
  const mayDeleteThreads = appPermissions.has(PermissionFlagsBits.ManageThreads);
  const isComplete = await deletePosts({ job, answer, bot: client.user.id, mayDeleteThreads }, parts);
  await deleteMessage(interaction);
  if (!isComplete) throw new UserError(userMessages.someStays());
}

/** @throws UserError when Discord refuses. */
async function deleteMessage(interaction: ComponentInteraction): Promise<void> {
  try {
    await interaction.deleteReply();
  } catch (error) {
    if (restErrorKind(error) !== 'message-gone')
      throw new UserError(discordUserMessages.cannotDelete(), { cause: error });
  }
}

/** Discord's sizes of emoji and stickers, in pixels a side. */
const emojiSide = 128;
const stickerSide = 320;

/** Checks that the asker and the bot may add emoji and stickers to the server. @throws UserError when they may not. */
export function checkMayAdd({ guildId, memberPermissions, appPermissions }: ComponentInteraction): void {
  if (guildId === null) throw new UserError(discordUserMessages.onlyInServers());
  if (!memberPermissions?.has(PermissionFlagsBits.CreateGuildExpressions))
    throw new UserError(discordUserMessages.mayNotAdd());
  if (!appPermissions.has(PermissionFlagsBits.CreateGuildExpressions))
    throw new UserError(discordUserMessages.botMayNotAdd());
}

export async function savePicture(
  { button: kind, job }: { readonly button: 'emoji' | 'sticker'; readonly job: JobId },
  server: string,
  context: ActionContext,
  rest: REST,
): Promise<void> {
  const source = await findSourceJob(job, context);
  const [picture] = await source.pictures();
  const caption = captionOf(source.recipe);
  const name = nameOf(caption);
  const png = Buffer.from(await emojiPng(picture!, kind === 'sticker' ? stickerSide : emojiSide));
  try {
    if (kind === 'emoji') {
      const image = `data:image/png;base64,${png.toString('base64')}`;
      await rest.post(Routes.guildEmojis(server), { body: { name, image } });
    } else {
      const body = { name, description: clip(caption, 100), tags: 'art' };
      const files = [{ key: 'file', name: `${name}.png`, data: png, contentType: 'image/png' }];
      await rest.post(Routes.guildStickers(server), { body, files, appendToFormData: true });
    }
  } catch (error) {
    throw refusal(error, kind);
  }
  await context.reply.show({
    kind: 'notice',
    message: `Added to this server as the ${kind} "${name}".`,
  });
}

/** Makes a name of a caption: two to thirty letters, digits and underscores. */
const nameOf = (caption: string): string => {
  const words = caption
    .split('·')[0]!
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gi, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 30);
  return words.length < 2 ? 'stridebot' : words;
};

const fullErrors: readonly (number | string)[] = [
  RESTJSONErrorCodes.MaximumNumberOfEmojisReached,
  RESTJSONErrorCodes.MaximumNumberOfStickersReached,
];

function refusal(error: unknown, kind: string): unknown {
  if (error instanceof DiscordAPIError && fullErrors.includes(error.code))
    return new UserError(discordUserMessages.noRoom({ kind }), { cause: error });
  return restErrorKind(error) === 'channel-closed'
    ? new UserError(discordUserMessages.botMayNotAdd(), { cause: error })
    : error;
}
