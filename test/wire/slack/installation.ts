import type { Installation, Json } from './world.ts';

/** An app without a manifest: whatever a test types exists, and it hears what a bot like ours wants to hear. */
export const withoutManifest = (): Installation => ({
  scopes: [
    'app_mentions:read',
    'channels:history',
    'channels:join',
    'channels:read',
    'chat:write',
    'commands',
    'files:read',
    'files:write',
    'groups:history',
    'groups:read',
    'im:history',
    'im:read',
    'im:write',
    'team:read',
    'usergroups:read',
    'users:read',
  ],
  commands: null,
  shortcuts: null,
  events: ['app_home_opened', 'app_mention', 'message.im'],
});

interface Manifest {
  readonly features?: {
    readonly slash_commands?: readonly { readonly command: string }[];
    readonly shortcuts?: readonly { readonly callback_id: string; readonly type: 'message' | 'global' }[];
  };
  readonly oauth_config?: { readonly scopes?: { readonly bot?: readonly string[] } };
  readonly settings?: { readonly event_subscriptions?: { readonly bot_events?: readonly string[] } };
}

/** The scopes, commands and events of an app that was created from this manifest. */
export function readManifest(manifest: Json): Installation {
  const { features = {}, oauth_config, settings } = manifest as Manifest;
  return {
    scopes: [...(oauth_config?.scopes?.bot ?? [])],
    commands: (features.slash_commands ?? []).map(({ command }) => command),
    shortcuts: (features.shortcuts ?? []).map(({ callback_id, type }) => ({ callbackId: callback_id, type })),
    events: [...(settings?.event_subscriptions?.bot_events ?? [])],
  };
}

/** Source: docs.slack.dev, "App manifest reference". Longest text by where it is. */
const LENGTHS: readonly (readonly [path: string, most: number])[] = [
  ['display_information.name', 35],
  ['display_information.description', 140],
  ['display_information.long_description', 4000],
  ['features.bot_user.display_name', 80],
  ['features.slash_commands.*.command', 32],
  ['features.slash_commands.*.description', 2000],
  ['features.slash_commands.*.usage_hint', 1000],
  ['features.shortcuts.*.name', 24],
  ['features.shortcuts.*.callback_id', 255],
  ['features.shortcuts.*.description', 150],
];
const MOST_COMMANDS = 50;
const MOST_SHORTCUTS = 10;

/** What Slack would not take of a manifest. */
export function manifestComplaints(manifest: Json): string[] {
  const tooLong = LENGTHS.flatMap(([path, most]) =>
    valuesAt(manifest, path.split('.'))
      .filter((text) => typeof text === 'string' && text.length > most)
      .map((text) => `${path} is longer than ${most}: ${text}`),
  );
  const { features = {} } = manifest as Manifest;
  const commands = features.slash_commands ?? [];
  const shortcuts = features.shortcuts ?? [];
  return [
    ...tooLong,
    ...(commands.length > MOST_COMMANDS ? [`more than ${MOST_COMMANDS} slash commands`] : []),
    ...(shortcuts.length > MOST_SHORTCUTS ? [`more than ${MOST_SHORTCUTS} shortcuts`] : []),
    ...commands
      .filter(({ command }) => !/^\/[a-z0-9_-]+$/.test(command))
      .map(({ command }) => `no command may be called ${command}`),
  ];
}

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  const inner = key === '*' ? Object.values(value) : [(value as Json)[key]];
  return inner.flatMap((it) => valuesAt(it, rest));
}
