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
 * Answers `/settings` to the asker alone: changes what was asked for, and says what holds now. Who may ask is up to the
 * server: Discord delivers the command from those who may manage it, and from those to whom they gave it under Server
 * Settings, Integrations. Acknowledges first, because the engine may take its time to tell its models.
 *
 * @throws What discord.js throws where no answer can be given, and what the store throws.
 */
export async function runSettings(interaction: ChatInputCommandInteraction, context: SettingsContext): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const [first = '', ...others] = await answersTo(interaction, context);
  await interaction.editReply({ content: first, allowedMentions: nobody });
  for (const content of others) {
    await interaction.followUp({ content, allowedMentions: nobody, flags: MessageFlags.Ephemeral });
  }
}

/** Channels and roles are named as mentions, and nobody is called by them. */
const nobody = { parse: [] };

/** Completes the model of `/settings model`: at once, and with nothing while the engine cannot tell. */
export async function completeSettings(
  interaction: AutocompleteInteraction,
  { engine }: SettingsContext,
): Promise<void> {
  const typed = interaction.options.getFocused().toLowerCase();
  const models = engine.status().worker === 'ready' ? await engine.models() : [];
  const fitting = models.filter(({ name, title }) => `${name} ${title}`.toLowerCase().includes(typed));
  await interaction.respond(fitting.slice(0, 25).map(({ name }) => ({ name, value: name })));
}

/** What to say, one text a message. */
async function answersTo(
  interaction: ChatInputCommandInteraction,
  { settings, engine }: SettingsContext,
): Promise<readonly string[]> {
  const server = interaction.guildId;
  if (server === null) return ['Settings belong to a server. Please use `/settings` in one of its channels.'];
  try {
    const { options } = interaction;
    const { change, show: say } = subcommands[options.getSubcommand()] ?? show;
    const model = await modelNamed(options.getString('name'), engine);
    // From here to the change nothing else runs, so that two managers do not undo each other's.
    const before = settings.of(platform, server);
    const changed = change?.({ options, before, model }) ?? {};
    return say(Object.keys(changed).length === 0 ? before : settings.change(platform, server, changed));
  } catch (error) {
    if (error instanceof UserError) return [textOf(error.notice)];
    throw error;
  }
}

const textOf = ({ message, hint }: Notice): string => (hint === undefined ? message : `${message}\n-# ${hint}`);

/** @throws UserError where there is no such model, or the engine does not run. */
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
  /** The name that was given, as the engine spells it. */
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
  /** What becomes different; absent where it only shows. @throws UserError */
  readonly change?: (asked: SettingsCommand) => Partial<ServerSettings>;
  /** What holds now. */
  readonly show: (settings: ServerSettings) => readonly string[];
}

const show: SettingsSubcommand = { show: (settings) => [allSentences(settings)] };

const subcommands: Readonly<Record<string, SettingsSubcommand>> = {
  show,
  channels: {
    change: ({ options, before }) =>
      changeChannels(
        before,
        listChange(options, (name) => idOf(options.getChannel(name))),
      ),
    show: (settings) => [sentences.channels(settings)],
  },
  roles: {
    change: ({ options, before }) =>
      changeRoles(
        before,
        listChange(options, (name) => idOf(options.getRole(name))),
      ),
    show: (settings) => [sentences.roles(settings)],
  },
  quotas: {
    change: ({ options }) =>
      changeQuotas({ person: options.getInteger('per-person'), server: options.getInteger('per-server') }),
    show: (settings) => [sentences.quotas(settings)],
  },
  progress: {
    change: ({ options }) => {
      const style = options.getString('style', true);
      return { progress: progressStyles.find((each) => each === style) ?? defaultSettings.progress };
    },
    show: (settings) => [sentences.progress(settings)],
  },
  words: {
    change: ({ options, before }) =>
      changeWords(
        before,
        listChange(options, (name) => parseWords(options.getString(name) ?? '')),
      ),
    show: wordLists,
  },
  model: { change: ({ model }) => ({ model }), show: (settings) => [sentences.model(settings)] },
  lifetime: {
    change: ({ options }) => changeLifetime(options.getInteger('hours', true)),
    show: (settings) => [sentences.lifetime(settings)],
  },
  reset: { change: () => defaultSettings, show: (settings) => [allSentences(settings)] },
};
