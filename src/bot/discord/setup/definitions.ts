import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandBooleanOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Command, OptionSpec } from '../../../commands/command.ts';
import { commands } from '../../../commands/index.ts';
import { offersPrivate } from '../../chat/parsed-command.ts';
import { translationsOf } from './locales.ts';
import { settingsDefinition } from './settings-definition.ts';
import { translate } from './translate.ts';

// Names of commands and options stay English in every locale: examples, help, captions and /remix lines use them, and
// people in one server must be able to share them. Their descriptions are localised.

/** In servers, in direct messages with the bot, and between people when one of them has installed it. */
const everywhere = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

/** Discord's limit of options per command. */
const maxOptions = 25;

/**
 * The option that is left out when `private` would exceed the limit: hardly anybody uses it, and other channels have
 * it.
 */
const dispensable = 'threshold';

/** The option of an answer that only the asker sees. */
export const privateOption: APIApplicationCommandBooleanOption = {
  type: ApplicationCommandOptionType.Boolean,
  name: 'private',
  ...translate('Answer only to me.'),
};

/** The options of a command in Discord, without `private`; required ones first, as Discord demands. */
export function discordOptions(command: Command): Readonly<Record<string, OptionSpec>> {
  const all = Object.entries(command.options);
  const isFull = all.length + (offersPrivate(command) ? 1 : 0) > maxOptions;
  const offered = all.filter(([name]) => !isFull || name !== dispensable);
  return Object.fromEntries([
    ...offered.filter(([, { required }]) => required),
    ...offered.filter(([, { required }]) => !required),
  ]);
}

/** Message context menu commands, by their English names. */
export const messageCommands = {
  sdedit: 'SDEdit this',
  inpaint: 'Inpaint this',
  upscale: 'Upscale this',
  turn: 'Turn this',
  settings: 'Reuse settings',
} as const;

export type MessageCommand = keyof typeof messageCommands;

/** All commands to register: the body of PUT /applications/{id}/commands. */
export const applicationCommands = (): RESTPutAPIApplicationCommandsJSONBody => [
  ...commands.map(chatInput),
  ...Object.values(messageCommands).map(messageMenu),
  settingsDefinition,
];

const chatInput = (command: Command): RESTPostAPIChatInputApplicationCommandsJSONBody => ({
  type: ApplicationCommandType.ChatInput,
  name: command.name,
  ...translate(command.summary),
  options: [
    ...Object.entries(discordOptions(command)).map(([name, spec]) => nativeOption(name, spec)),
    ...(offersPrivate(command) ? [privateOption] : []),
  ],
  ...everywhere,
});

const messageMenu = (name: string): RESTPostAPIContextMenuApplicationCommandsJSONBody => ({
  type: ApplicationCommandType.Message,
  name,
  name_localizations: translationsOf(name),
  ...everywhere,
});

/** Converts an option. Discord checks types, ranges, lengths and choices before it sends the interaction. */
function nativeOption(name: string, spec: OptionSpec): APIApplicationCommandBasicOption {
  const base = { name, ...translate(spec.summary), required: spec.required };
  switch (spec.kind) {
    case 'text': {
      const autocomplete = spec.complete !== undefined;
      return { ...base, type: ApplicationCommandOptionType.String, max_length: spec.maxLength, autocomplete };
    }
    case 'integer':
      return { ...base, type: ApplicationCommandOptionType.Integer, min_value: spec.min, max_value: spec.max };
    case 'number':
      return { ...base, type: ApplicationCommandOptionType.Number, min_value: spec.min, max_value: spec.max };
    case 'choice': {
      const choices = spec.choices.map((value) => ({ name: value, value }));
      return { ...base, type: ApplicationCommandOptionType.String, choices };
    }
    case 'switch':
      return { ...base, type: ApplicationCommandOptionType.Boolean };
    case 'image':
      return { ...base, type: ApplicationCommandOptionType.Attachment, file_types: ['image'] };
    default:
      throw spec satisfies never;
  }
}
