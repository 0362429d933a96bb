import {
  type APIMessage,
  type APIMessageInteractionMetadata,
  ApplicationCommandType,
  InteractionType,
  InteractionResponseType as Kind,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import { invalidForm, refused } from '../errors.ts';
import { FIRST_ANSWER_MS, TOKEN_LIFE_MS } from '../interactions.ts';
import { deleteMessage, editMessage, findMessage, replyTo, writeMessage } from '../messages.ts';
import { answers, callbackRequest, followUpEdit, followUpRequest } from '../request-schemas.ts';
import { checkMessage, checkModal, type MessageBody } from '../rules.ts';
import type { Choice, FirstAnswer, Interaction, StoredMessage } from '../world.ts';
import { type Answer, type Call, nothing, ok, param, type Route } from './route.ts';

const FOLLOW_UPS_WHERE_NOT_INSTALLED = 5;
const WEBHOOK_LIMIT = { count: 5, perMs: 2000 };

export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/interactions/:interaction/:token/callback',
    request: callbackRequest,
    answer: answers.callback,
    limit: null,
    isOpen: true,
    run: answerFirst,
  },
  {
    method: 'POST',
    path: '/webhooks/:app/:token',
    request: followUpRequest,
    answer: 'message',
    limit: WEBHOOK_LIMIT,
    isOpen: true,
    run: async (call) => ok(await followUp(call)),
  },
  {
    method: 'GET',
    path: '/webhooks/:app/:token/messages/:message',
    answer: 'message',
    limit: WEBHOOK_LIMIT,
    isOpen: true,
    run: (call) => ok(ownMessage(call).stored.message),
  },
  {
    method: 'PATCH',
    path: '/webhooks/:app/:token/messages/:message',
    request: followUpEdit,
    answer: 'message',
    limit: WEBHOOK_LIMIT,
    isOpen: true,
    run: async (call) => {
      const { interaction, stored } = ownMessage(call);
      return ok(await edit(call, interaction, stored, (call.body ?? {}) as MessageBody));
    },
  },
  {
    method: 'DELETE',
    path: '/webhooks/:app/:token/messages/:message',
    limit: WEBHOOK_LIMIT,
    isOpen: true,
    run: (call) => {
      const { interaction, stored } = ownMessage(call);
      deleteMessage(call.world, interaction.channel, stored);
      return nothing;
    },
  },
];

interface Callback {
  readonly type: Kind;
  readonly data?: MessageBody & { choices?: Choice[]; components?: never[]; title?: string };
}

/** The one first answer to an interaction. @throws DiscordError 10062 when it is unknown or late, 40060 when it is the second. */
async function answerFirst(call: Call): Promise<Answer> {
  const { world } = call;
  const interaction = world.interactions.get(param(call, 'token'));
  if (interaction === undefined || interaction.id !== param(call, 'interaction')) throw refused.unknownInteraction();
  if (interaction.answer !== null) throw refused.alreadyAnswered();
  const afterMs = world.clock.now() - interaction.createdAtMs;
  if (afterMs > FIRST_ANSWER_MS) throw refused.unknownInteraction();
  const callback = call.body as Callback;
  const answer = firstAnswer(interaction, callback, afterMs);
  checkData(call, interaction, callback);
  // Taken before anything is awaited: of two answers at once, one is the second.
  interaction.answer = answer;
  try {
    await act(call, interaction, callback);
  } catch (error) {
    interaction.answer = null;
    throw error;
  }
  world.changed();
  return call.query.get('with_response') === 'true' ? ok(callbackResponse(interaction, callback.type)) : nothing;
}

/** @throws DiscordError 50035 for an answer that this kind of interaction does not take. */
function firstAnswer(
  { payload, sourceMessageId }: Interaction,
  { type, data }: Callback,
  afterMs: number,
): FirstAnswer {
  const isAutocomplete = payload.type === InteractionType.ApplicationCommandAutocomplete;
  const wrongKind = () =>
    invalidForm({
      path: ['type'],
      code: 'INTERACTION_CALLBACK_TYPE',
      message: `An interaction of type ${payload.type} takes no ${type}`,
    });
  if (isAutocomplete !== (type === Kind.ApplicationCommandAutocompleteResult)) throw wrongKind();
  switch (type) {
    case Kind.ApplicationCommandAutocompleteResult:
      return { kind: 'choices', choices: data?.choices ?? [], afterMs };
    case Kind.Modal:
      if (payload.type === InteractionType.ModalSubmit) throw wrongKind();
      return { kind: 'modal', modal: data as never, afterMs };
    case Kind.DeferredMessageUpdate:
    case Kind.UpdateMessage:
      if (sourceMessageId === null) throw wrongKind();
      return { kind: type === Kind.UpdateMessage ? 'update' : 'deferred-update', afterMs };
    case Kind.DeferredChannelMessageWithSource:
      return { kind: 'deferred', afterMs };
    case Kind.ChannelMessageWithSource:
      return { kind: 'message', afterMs };
    default:
      throw wrongKind();
  }
}

function checkData(call: Call, interaction: Interaction, { type, data }: Callback): void {
  const fileBytes = fileLimit(call, interaction);
  if (type === Kind.Modal) checkModal(data as never);
  if (type === Kind.ChannelMessageWithSource) checkMessage(data ?? {}, call.files, { fileBytes });
  if (type === Kind.UpdateMessage) {
    const kept = source(interaction).message.attachments.map(({ id }) => id);
    checkMessage(data ?? {}, call.files, { kept, fileBytes });
  }
}

/** Discord has been seen to take less than it advertises. */
const fileLimit = ({ world }: Call, { attachmentSizeLimit }: Interaction): number =>
  Math.min(attachmentSizeLimit, world.limits.enforcedFileBytes);

const source = ({ channel, sourceMessageId }: Interaction): StoredMessage =>
  findMessage(channel, sourceMessageId ?? '');

async function act(call: Call, interaction: Interaction, { type, data }: Callback): Promise<void> {
  if (type === Kind.ChannelMessageWithSource) {
    interaction.originalId = (await write(call, interaction, data ?? {})).id;
  } else if (type === Kind.DeferredChannelMessageWithSource) {
    const flags = ((data?.flags ?? 0) & MessageFlags.Ephemeral) | MessageFlags.Loading;
    interaction.originalId = (await write(call, interaction, { flags })).id;
  } else if (type === Kind.UpdateMessage) {
    const stored = source(interaction);
    interaction.originalId = stored.message.id;
    await editMessage(call.world, interaction.channel, stored, data ?? {}, call.files);
  } else if (type === Kind.DeferredMessageUpdate) {
    interaction.originalId = interaction.sourceMessageId;
  }
}

function write(
  { world, files }: Call,
  interaction: Interaction,
  body: MessageBody,
  fields = originFields(interaction),
): Promise<APIMessage> {
  const isEphemeral = ((body.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const viewer = isEphemeral ? { viewerId: interaction.user.id } : {};
  const common = {
    application_id: world.bot.id,
    webhook_id: world.bot.id,
    interaction_metadata: metadata(interaction),
  };
  return writeMessage(world, interaction.channel, {
    author: world.bot,
    body,
    files,
    ...viewer,
    fields: { ...common, ...fields },
  });
}

/** What a first answer refers to: the command, or the message that carried the button. */
function originFields({ payload, channel, sourceMessageId }: Interaction): Partial<APIMessage> {
  if (payload.type === InteractionType.ApplicationCommand) {
    const isChatInput = payload.data.type === ApplicationCommandType.ChatInput;
    return { type: isChatInput ? MessageType.ChatInputCommand : MessageType.ContextMenuCommand };
  }
  if (sourceMessageId === null) return { type: MessageType.ChatInputCommand };
  return { type: MessageType.Reply, message_reference: replyTo(channel, sourceMessageId) };
}

function metadata({ id, user, payload, sourceMessageId }: Interaction): APIMessageInteractionMetadata {
  const base = { id, user, authorizing_integration_owners: payload.authorizing_integration_owners };
  if (payload.type === InteractionType.MessageComponent)
    return { ...base, type: payload.type, interacted_message_id: sourceMessageId ?? '' };
  const command = { ...base, type: InteractionType.ApplicationCommand as const };
  if (payload.type !== InteractionType.ModalSubmit) return command;
  return { ...base, type: payload.type, triggering_interaction_metadata: command };
}

function callbackResponse(interaction: Interaction, type: Kind): object {
  const { id, payload, channel, originalId } = interaction;
  const message = originalId === null ? undefined : channel.messages.get(originalId)?.message;
  const isLoading = ((message?.flags ?? 0) & MessageFlags.Loading) !== 0;
  const isEphemeral = ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const about = {
    response_message_id: message?.id,
    response_message_loading: isLoading,
    response_message_ephemeral: isEphemeral,
  };
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  return {
    interaction: { id, type: payload.type, channel_id: channel.id, ...guild, ...(message ? about : {}) },
    ...(message && type !== Kind.DeferredMessageUpdate ? { resource: { type, message } } : {}),
  };
}

/** The interaction of a webhook path. @throws DiscordError 50027 when the token is unknown or too old, 10015 before the first answer, 10003 when the channel is gone. */
function answered(call: Call): Interaction {
  const interaction = call.world.interactions.get(param(call, 'token'));
  if (param(call, 'app') !== call.world.bot.id) throw refused.unknownWebhook();
  if (interaction === undefined) throw refused.invalidToken();
  if (call.world.clock.now() - interaction.createdAtMs > TOKEN_LIFE_MS) throw refused.invalidToken();
  if (interaction.answer === null) throw refused.unknownWebhook();
  if (!call.world.channels.has(interaction.channel.id)) throw refused.unknownChannel();
  return interaction;
}

async function followUp(call: Call): Promise<APIMessage> {
  const interaction = answered(call);
  const body = (call.body ?? {}) as MessageBody;
  checkMessage(body, call.files, { fileBytes: fileLimit(call, interaction) });
  const original =
    interaction.originalId === null ? undefined : interaction.channel.messages.get(interaction.originalId);
  // Discord puts the first follow-up in the place of a deferred answer.
  if (original && ((original.message.flags ?? 0) & MessageFlags.Loading) !== 0)
    return edit(call, interaction, original, body);
  if (interaction.isUserInstallOnly && interaction.followUpIds.length >= FOLLOW_UPS_WHERE_NOT_INSTALLED)
    throw refused.tooManyFollowUps();
  const reference =
    interaction.originalId === null ? {} : { message_reference: replyTo(interaction.channel, interaction.originalId) };
  const message = await write(call, interaction, body, { type: MessageType.Reply, ...reference });
  interaction.followUpIds.push(message.id);
  return message;
}

/** A message that this interaction may change: its own ones only. @throws DiscordError 10008 */
function ownMessage(call: Call): { interaction: Interaction; stored: StoredMessage } {
  const interaction = answered(call);
  const asked = param(call, 'message');
  const id = asked === '@original' ? interaction.originalId : asked;
  const isOwn = id !== null && (id === interaction.originalId || interaction.followUpIds.includes(id));
  if (!isOwn) throw refused.unknownMessage();
  return { interaction, stored: findMessage(interaction.channel, id) };
}

function edit(call: Call, interaction: Interaction, stored: StoredMessage, body: MessageBody): Promise<APIMessage> {
  const kept = stored.message.attachments.map(({ id }) => id);
  checkMessage(body, call.files, { kept, fileBytes: fileLimit(call, interaction) });
  return editMessage(call.world, interaction.channel, stored, body, call.files);
}
