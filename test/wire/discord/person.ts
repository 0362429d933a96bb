import {
  type APIApplicationCommandOption,
  type APIAttachment,
  type APIMessage,
  type APIUser,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import type { Until } from '../until.ts';
import { storeFile } from './cdn.ts';
import { createExchange, type Exchange, type ShownModal } from './exchange.ts';
import { contextOf, type How, type Interactions, installationOf } from './interactions.ts';
import { writeMessage } from './messages.ts';
import { fillModal, type ModalValues } from './modals.ts';
import { fillOptions, type OptionValues, partialOptions, type Upload } from './options.ts';
import { memberPayload } from './payloads.ts';
import { guildPermissions } from './permissions.ts';
import { type ComponentBody, within } from './rules.ts';
import type { Channel, Command, World } from './world.ts';

/** A message by where it is; any message of Discord's will do. */
export type MessageRef = Pick<APIMessage, 'id' | 'channel_id'>;

/** What people do in a Discord client. Everything that a client would not let them do is an Error that says why. */
export interface PersonActs {
  /** Runs a registered slash command; a subcommand's name follows its command's after a space. */
  slash(person: APIUser, channel: Channel, name: string, options?: OptionValues, how?: How): Promise<Exchange>;
  /** What is asked while the person still types the option `focused`. */
  autocomplete(
    person: APIUser,
    channel: Channel,
    name: string,
    options: OptionValues,
    focused: string,
    how?: How,
  ): Exchange;
  /** Picks a registered command from a message's menu. */
  messageCommand(person: APIUser, name: string, message: MessageRef, how?: How): Exchange;
  press(person: APIUser, message: MessageRef, customId: string, how?: How): Exchange;
  selectMenu(person: APIUser, message: MessageRef, customId: string, values: readonly string[], how?: How): Exchange;
  submitModal(person: APIUser, modal: ShownModal, values?: ModalValues, how?: How): Promise<Exchange>;
  /** Writes an ordinary message, with files. */
  post(person: APIUser, channel: Channel, content: string, files?: readonly Upload[]): Promise<APIMessage>;
}

export function createPersonActs(world: World, interactions: Interactions, until: Until): PersonActs {
  const begin = (...given: Parameters<Interactions['start']>): Exchange =>
    createExchange(interactions.start(...given), until, world.clock);

  const store = (channel: Channel) => (file: Upload) =>
    storeFile(world, { channel, folder: 'ephemeral-attachments' }, file);

  function component(
    person: APIUser,
    ref: MessageRef,
    customId: string,
  ): { channel: Channel; message: APIMessage; found: ComponentBody } {
    const { channel, message } = visible(world, person, ref);
    const all = ((message.components ?? []) as readonly ComponentBody[]).flatMap(within);
    const found = all.find(({ custom_id }) => custom_id === customId);
    if (found === undefined)
      throw new Error(
        `the message has no component ${customId}: ${all
          .map((it) => it.custom_id)
          .filter(Boolean)
          .join(', ')}`,
      );
    if ('disabled' in found && found.disabled) throw new Error(`${customId} is disabled`);
    return { channel, message, found };
  }

  return {
    slash: async (person, channel, name, options = {}, how = {}) => {
      const { command, definitions, wrap } = findSlash(world, person, channel, name, how);
      const { filled, attachments } = await fillOptions(definitions, options, store(channel));
      const data = {
        ...commandData(command),
        options: wrap(filled),
        ...resolved(world, channel, definitions, options, attachments),
      };
      return begin(person, channel, how, { type: InteractionType.ApplicationCommand, data });
    },
    autocomplete: (person, channel, name, options, focused, how = {}) => {
      const { command, definitions, wrap } = findSlash(world, person, channel, name, how);
      const data = { ...commandData(command), options: wrap(partialOptions(definitions, options, focused)) };
      return begin(person, channel, how, { type: InteractionType.ApplicationCommandAutocomplete, data });
    },
    messageCommand: (person, name, ref, how = {}) => {
      const { channel, message } = visible(world, person, ref);
      const command = findCommand(world, person, channel, name, ApplicationCommandType.Message, how);
      const data = {
        ...commandData(command),
        target_id: message.id,
        resolved: { messages: { [message.id]: message } },
      };
      return begin(person, channel, how, { type: InteractionType.ApplicationCommand, data });
    },
    press: (person, ref, customId, how = {}) => {
      const { channel, message, found } = component(person, ref, customId);
      if (found.type !== ComponentType.Button) throw new Error(`${customId} is no button`);
      const data = { custom_id: customId, component_type: ComponentType.Button, id: 'id' in found ? found.id : 1 };
      return begin(person, channel, how, {
        type: InteractionType.MessageComponent,
        data,
        message,
        sourceMessageId: message.id,
      });
    },
    selectMenu: (person, ref, customId, values, how = {}) => {
      const { channel, message, found } = component(person, ref, customId);
      if (found.type !== ComponentType.StringSelect) throw new Error(`${customId} is no menu of texts`);
      for (const value of values)
        if (!found.options?.some((option) => option.value === value))
          throw new Error(`${customId} does not offer ${value}`);
      const data = {
        custom_id: customId,
        component_type: found.type,
        values: [...values],
        id: 'id' in found ? found.id : 1,
      };
      return begin(person, channel, how, {
        type: InteractionType.MessageComponent,
        data,
        message,
        sourceMessageId: message.id,
      });
    },
    submitModal: async (person, { data: modal, interaction }, values = {}, how = {}) => {
      const { channel, sourceMessageId } = interaction;
      if (person.id !== interaction.user.id) throw new Error(`the modal is ${interaction.user.username}'s`);
      const { components, attachments } = await fillModal(modal, values, store(channel));
      const files = attachments.length > 0 ? { resolved: { attachments: byId(attachments) } } : {};
      const message = sourceMessageId === null ? undefined : channel.messages.get(sourceMessageId)?.message;
      const data = { custom_id: modal.custom_id, components, ...files };
      return begin(person, channel, how, {
        type: InteractionType.ModalSubmit,
        data,
        ...(message ? { message, sourceMessageId } : {}),
      });
    },
    post: (person, channel, content, files = []) => {
      const uploads = files.map((file, index) => [String(index), { ...file, contentType: '' }] as const);
      return writeMessage(world, channel, { author: person, body: { content }, files: new Map(uploads) });
    },
  };
}

const byId = <Item extends { id: string }>(items: readonly Item[]): Record<string, Item> =>
  Object.fromEntries(items.map((it) => [it.id, it]));

const commandData = ({ id, name, type, scope }: Command) => ({
  id,
  name,
  type,
  ...(scope === null ? {} : { guild_id: scope }),
});

/** A message as this person sees it now. */
function visible(
  world: World,
  person: APIUser,
  { id, channel_id }: MessageRef,
): { channel: Channel; message: APIMessage } {
  const channel = world.channels.get(channel_id);
  const stored = channel?.messages.get(id);
  if (channel === undefined || stored === undefined) throw new Error(`there is no message ${id} any more`);
  if (stored.viewerId !== null && stored.viewerId !== person.id)
    throw new Error(`${person.username} does not see message ${id}`);
  return { channel, message: stored.message };
}

/** A command that this person's client offers in this channel. */
function findCommand(
  world: World,
  person: APIUser,
  channel: Channel,
  name: string,
  type: ApplicationCommandType,
  how: How,
): Command {
  const command = [...world.commands.values()].find(
    (it) => it.name === name && it.type === type && (it.scope === null || it.scope === channel.guildId),
  );
  if (command === undefined)
    throw new Error(
      `no command ${name} is registered: ${[...world.commands.values()].map((it) => it.name).join(', ')}`,
    );
  if (command.contexts && !command.contexts.includes(contextOf(channel)))
    throw new Error(`${name} is not offered in this kind of place`);
  const installation = installationOf(world, channel, how);
  const installations = command.integration_types ?? [ApplicationIntegrationType.GuildInstall];
  if (!installations.includes(installation)) throw new Error(`${name} is not offered through this installation`);
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const needed = BigInt(command.default_member_permissions ?? '0');
  const isAllowed = guild === undefined || (guildPermissions(guild, person.id) & needed) === needed;
  if (!isAllowed) throw new Error(`${person.username} is not offered ${name}: it needs permissions ${needed}`);
  return command;
}

/** A slash command or one of its subcommands, and how its options are wrapped into the command's. */
function findSlash(world: World, person: APIUser, channel: Channel, path: string, how: How) {
  const [name = '', ...inner] = path.split(' ');
  const command = findCommand(world, person, channel, name, ApplicationCommandType.ChatInput, how);
  let definitions: readonly APIApplicationCommandOption[] = command.options ?? [];
  const parents: { name: string; type: ApplicationCommandOptionType }[] = [];
  for (const word of inner) {
    const found = definitions.find((it) => it.name === word);
    if (found === undefined || !isParent(found.type)) throw new Error(`${name} has no subcommand ${word}`);
    definitions = ('options' in found && found.options) || [];
    parents.unshift({ name: found.name, type: found.type });
  }
  if (definitions.some(({ type }) => isParent(type))) throw new Error(`${path} needs a subcommand`);
  const wrap = (filled: readonly object[]): readonly object[] =>
    parents.reduce<readonly object[]>((options, parent) => [{ ...parent, options }], filled);
  return { command, definitions, wrap };
}

const isParent = (type: ApplicationCommandOptionType): boolean =>
  type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup;

/** What the ids in the options stand for. */
function resolved(
  world: World,
  channel: Channel,
  definitions: readonly APIApplicationCommandOption[],
  options: OptionValues,
  attachments: readonly APIAttachment[],
): object {
  const ids = (...types: ApplicationCommandOptionType[]): string[] =>
    definitions
      .filter(({ type, name }) => types.includes(type) && options[name] !== undefined)
      .map(({ name }) => String(options[name]));
  const { User, Role, Channel: ChannelOption, Mentionable } = ApplicationCommandOptionType;
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const users = ids(User, Mentionable).flatMap((id) => world.users.get(id) ?? []);
  const members = users.flatMap(({ id }) => {
    const member = guild?.members.get(id);
    if (guild === undefined || member === undefined) return [];
    const { user: _user, deaf: _deaf, mute: _mute, ...rest } = memberPayload(member);
    return [[id, { ...rest, permissions: guildPermissions(guild, id).toString() }] as const];
  });
  const roles = ids(Role, Mentionable).flatMap((id) => guild?.roles.get(id) ?? []);
  const channels = ids(ChannelOption).flatMap((id) => {
    const found = world.channels.get(id);
    return found ? [{ id, type: found.type, name: found.name ?? '', permissions: '0', parent_id: found.parentId }] : [];
  });
  const all = {
    ...(attachments.length > 0 ? { attachments: byId(attachments) } : {}),
    ...(users.length > 0 ? { users: byId(users) } : {}),
    ...(members.length > 0 ? { members: Object.fromEntries(members) } : {}),
    ...(roles.length > 0 ? { roles: byId(roles) } : {}),
    ...(channels.length > 0 ? { channels: byId(channels) } : {}),
  };
  return Object.keys(all).length > 0 ? { resolved: all } : {};
}
