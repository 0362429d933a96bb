import type { webApi } from '@slack/bolt';
import type { Command } from '../../../commands/command.ts';
import { commands } from '../../../commands/index.ts';
import { slashName } from '../command-names.ts';
import { neededEvents, neededScopes, optionalScopes } from './scopes.ts';
import { messageShortcuts } from './shortcuts.ts';

export type Manifest = webApi.AppsManifestCreateArguments['manifest'];

interface ManifestOptions {
  /** The prefix of every slash command. */
  readonly prefix: string;
  /** The https URL at which Slack reaches the bot; null: the bot connects to Slack (Socket Mode). */
  readonly httpUrl: string | null;
}

/** The path on which Bolt listens for all requests from Slack. */
const eventsPath = '/slack/events';

/**
 * Creates the app manifest, to paste into Slack's "From a manifest".
 * Source of the limits: slackapi/manifest-schema, schemas/manifest.schema.1.0.0.json; a test holds the manifest to it.
 */
export function slackManifest({ prefix, httpUrl }: ManifestOptions): Manifest {
  const url = httpUrl === null ? null : requestUrl(httpUrl);
  const requests = url === null ? {} : { request_url: url };
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: 'Stridebot',
      description: 'A diffusion studio: draws pictures from words and from drawings, step by step.',
      long_description: longDescription,
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'stridebot', always_online: false },
      shortcuts: Object.values(messageShortcuts).map(({ callbackId, name, description }) => ({
        ...{ type: 'message' as const, callback_id: callbackId },
        ...{ name, description },
      })),
      slash_commands: commands.map((command) => slashCommand(command, prefix, url)),
    },
    oauth_config: {
      scopes: {
        bot: [...neededScopes, ...optionalScopes].map(({ name }) => name), // Slack requires the optional ones in both lists
        bot_optional: optionalScopes.map(({ name }) => name),
      },
    },
    settings: {
      event_subscriptions: { ...requests, bot_events: neededEvents.map(({ name }) => name) },
      interactivity: { is_enabled: true, ...requests },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  };
}

/** @param base With or without the path that Bolt listens on. */
const requestUrl = (base: string): string => {
  const bare = base.replace(/(?<!\/)\/+$/, '');
  return bare.endsWith(eventsPath) ? bare : `${bare}${eventsPath}`;
};

/** Slack requires at least 174 characters. */
const longDescription = [
  'Type a command and what to draw, and watch the noise turn into it, one strided step at a time, in the thread below.',
  'Give it a drawing to redraw (SDEdit), a picture to draw something into (inpainting), two prompts for an anagram or a',
  'hybrid. The buttons below a picture take it from there. Seed and settings are in every caption and in the file.',
].join(' ');

const slashCommand = (command: Command, prefix: string, url: string | null) => {
  const hint = usageHint(command);
  return {
    command: slashName(command.name, prefix),
    description: description(command),
    ...(hint !== '' && { usage_hint: hint }),
    ...(url !== null && { url }),
    // Names of people and channels stay the text that was typed: a prompt should mention nobody.
    should_escape: false,
  };
};

/** The description, which mentions the form where the command needs a picture: a slash command carries no file. */
const description = ({ summary, options }: Command): string => {
  const needsPicture = Object.values(options).some(({ kind, required }) => kind === 'image' && required);
  return needsPicture ? `${summary} A form asks for the picture.` : summary;
};

/** The arguments of the last example, which shows most. */
const usageHint = ({ examples }: Command): string => (examples.at(-1) ?? '').replace(/^\/\S+\s*/, '');
