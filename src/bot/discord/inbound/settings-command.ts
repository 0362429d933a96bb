import { type AutocompleteInteraction, type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { engineMessage } from '../../../commands/messages/engine-messages.ts';
import { type Notice, UserError } from '../../../commands/messages/errors.ts';
import { pickModel } from '../../../commands/recipes/build-recipe.ts';
import { type Engine, EngineError } from '../../../engine/client.ts';
import { defaultSettings, progressStyles, type ServerSettings, type SettingsStore } from '../../policy/settings.ts';
import {
  changeChannels,
  changeLifetime,
  changeQuotas,
  changeRoles,
  changeWords,
  type ListChange,
  parseWords,
} from '../../policy/settings-change.ts';
import { allSentences, sentences, wordLists } from './settings-messages.ts';

interface SettingsContext {
  readonly settings: Pick<SettingsStore, 'of' | 'change'>;
  readonly engine: Engine;
}

/** As in `Asker.platform`. */
const platform = 'discord';

/**
 * Runs `/settings`: changes the settings and shows those in force to the asker alone. Discord decides who may use it:
 * those who may manage the server, and those whom they allow under Server Settings, Integrations. Acknowledges the
 * interaction first, because the engine may need time to list its models.
 *
 * @throws What discord.js throws when the answer cannot be sent, and what the store throws.
 */
export async function runSettings(interaction: ChatInputCommandInteraction, context: SettingsContext): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const [first = '', ...others] = await answersTo(interaction, context);
  await interaction.editReply({ content: first, allowedMentions: noMentions });
  for (const content of others) {
    await interaction.followUp({ content, allowedMentions: noMentions, flags: MessageFlags.Ephemeral });
  }
}

/** The answer mentions channels and roles, but notifies nobody. */
const noMentions = { parse: [] };

/** Completes the model of `/settings model`; with nothing while the engine is not ready. */
export async function completeSettings(
  interaction: AutocompleteInteraction,
  { engine }: SettingsContext,
): Promise<void> {
  const typed = interaction.options.getFocused().toLowerCase();
  const models = engine.status().worker === 'ready' ? await engine.models() : [];
  const fitting = models.filter(({ name, title }) => `${name} ${title}`.toLowerCase().includes(typed));
  await interaction.respond(fitting.slice(0, 25).map(({ name }) => ({ name, value: name })));
}

/** Changes the settings and returns the texts of the answer, one per message. */
async function answersTo(
  interaction: ChatInputCommandInteraction,
  { settings, engine }: SettingsContext,
): Promise<readonly string[]> {
  const server = interaction.guildId;
  if (server === null) return ['Settings belong to a server. Please use `/settings` in one of its channels.'];
  try {
    const { options } = interaction;
    const { change, texts } = subcommands[options.getSubcommand()] ?? showAll;
    const model = await modelNamed(options.getString('name'), engine);
    // Nothing is awaited from here to the change, so that two managers do not undo each other's changes.
    const before = settings.of(platform, server);
    const changed = change?.({ options, before, model }) ?? {};
    return texts(Object.keys(changed).length === 0 ? before : settings.change(platform, server, changed));
  } catch (error) {
    if (error instanceof UserError) return [textOf(error.notice)];
    throw error;
  }
}

const textOf = ({ message, hint }: Notice): string => (hint === undefined ? message : `${message}\n-# ${hint}`);

/** Finds the model by its name. @throws UserError when there is no such model, or the engine does not run. */
async function modelNamed(name: string | null, engine: SettingsContext['engine']): Promise<string | null> {
  if (name === null) return null;
  try {
    return (await pickModel(engine, name)).name;
  } catch (error) {
    if (error instanceof EngineError) throw new UserError(engineMessage(error.code), { cause: error });
    throw error;
  }
}

interface SettingsCommand {
  readonly options: ChatInputCommandInteraction['options'];
  readonly before: ServerSettings;
  /** The name of the model, as the engine spells it. */
  readonly model: string | null;
}

const listChange = (options: SettingsCommand['options'], given: (name: string) => readonly string[]): ListChange => ({
  clear: options.getBoolean('clear') ?? false,
  add: given('add'),
  remove: given('remove'),
});

const idOf = (mentioned: { readonly id: string } | null): readonly string[] =>
  mentioned === null ? [] : [mentioned.id];

interface SettingsSubcommand {
  /** The settings to change; absent for a subcommand that only shows them. @throws UserError */
  readonly change?: (command: SettingsCommand) => Partial<ServerSettings>;
  /** The texts of the answer. */
  readonly texts: (settings: ServerSettings) => readonly string[];
}

const showAll: SettingsSubcommand = { texts: (settings) => [allSentences(settings)] };

const subcommands: Readonly<Record<string, SettingsSubcommand>> = {
  show: showAll,
  channels: {
    change: ({ options, before }) =>
      changeChannels(
        before,
        listChange(options, (name) => idOf(options.getChannel(name))),
      ),
    texts: (settings) => [sentences.channels(settings)],
  },
  roles: {
    change: ({ options, before }) =>
      changeRoles(
        before,
        listChange(options, (name) => idOf(options.getRole(name))),
      ),
    texts: (settings) => [sentences.roles(settings)],
  },
  quotas: {
    change: ({ options }) =>
      changeQuotas({ person: options.getInteger('per-person'), server: options.getInteger('per-server') }),
    texts: (settings) => [sentences.quotas(settings)],
  },
  progress: {
    change: ({ options }) => {
      const style = options.getString('style', true);
      return { progress: progressStyles.find((each) => each === style) ?? defaultSettings.progress };
    },
    texts: (settings) => [sentences.progress(settings)],
  },
  words: {
    change: ({ options, before }) =>
      changeWords(
        before,
        listChange(options, (name) => parseWords(options.getString(name) ?? '')),
      ),
    texts: wordLists,
  },
  model: { change: ({ model }) => ({ model }), texts: (settings) => [sentences.model(settings)] },
  lifetime: {
    change: ({ options }) => changeLifetime(options.getInteger('hours', true)),
    texts: (settings) => [sentences.lifetime(settings)],
  },
  reset: { change: () => defaultSettings, texts: (settings) => [allSentences(settings)] },
};
