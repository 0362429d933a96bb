import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { progressStyles, settingLimits } from '../../policy/settings.ts';
import { translate } from './translate.ts';

const { Boolean: Switch, Channel, Integer, Role, String: Text, Subcommand } = ApplicationCommandOptionType;

const clear = { type: Switch, name: 'clear', ...translate('Empty the list.') } as const;

/** Channels where slash commands can be used; a channel includes its threads, a forum its posts. */
const channelTypes = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
] as const;

const channel = (name: string, summary: string): APIApplicationCommandBasicOption => ({
  type: Channel,
  name,
  ...translate(summary),
  channel_types: [...channelTypes],
});

const subcommand = (
  name: string,
  summary: string,
  options: readonly APIApplicationCommandBasicOption[] = [],
): APIApplicationCommandSubcommandOption => ({
  type: Subcommand,
  name,
  ...translate(summary),
  ...(options.length > 0 && { options: [...options] }),
});

const quota = (name: string, summary: string): APIApplicationCommandBasicOption => ({
  type: Integer,
  name,
  ...translate(summary),
  min_value: 0,
  max_value: settingLimits.quota,
});

const words = (name: string, summary: string): APIApplicationCommandBasicOption => ({
  type: Text,
  name,
  ...translate(summary),
  max_length: 1_000,
});

/** The definition of `/settings`: only in servers, for those who may manage them. */
export const settingsDefinition: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  type: ApplicationCommandType.ChatInput,
  name: 'settings',
  ...translate('Choose where and by whom I may be asked, how much, and how I answer.'),
  default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  options: [
    subcommand('show', 'Show what holds in this server.'),
    subcommand('channels', 'Where I may be asked; with no channel in the list, everywhere.', [
      channel('add', 'Allow this channel.'),
      channel('remove', 'Take this channel off the list.'),
      clear,
    ]),
    subcommand('roles', 'Who may ask me; with no role in the list, everybody.', [
      { type: Role, name: 'add', ...translate('Allow this role.') },
      { type: Role, name: 'remove', ...translate('Take this role off the list.') },
      clear,
    ]),
    subcommand('quotas', 'How many pictures may be asked for in 24 hours.', [
      quota('per-person', 'Pictures in 24 hours for one person; 0 for no quota.'),
      quota('per-server', 'Pictures in 24 hours for the whole server; 0 for no quota.'),
    ]),
    subcommand('progress', 'How the steps are shown while a picture is drawn.', [
      {
        type: Text,
        name: 'style',
        ...translate('In a thread below the answer, in the answer itself (edit), or not at all (off).'),
        required: true,
        choices: progressStyles.map((value) => ({ name: value, value })),
      },
    ]),
    subcommand('words', 'Words that no prompt may have; without an option I show them to you alone.', [
      words('add', 'Words to block, with commas between them.'),
      words('remove', 'Words to allow again, with commas between them.'),
      clear,
    ]),
    subcommand('model', 'Which model draws where nobody names one.', [
      {
        type: Text,
        name: 'name',
        ...translate('The model; without it, the first of /status.'),
        max_length: 60,
        autocomplete: true,
      },
    ]),
    subcommand('lifetime', 'How long the host keeps pictures and their steps.', [
      {
        type: Integer,
        name: 'hours',
        ...translate("Hours, up to a year (8760); 0 for the host's own."),
        required: true,
        min_value: 0,
        max_value: settingLimits.lifetimeHours,
      },
    ]),
    subcommand('reset', 'Forget every setting of this server.'),
  ],
};
