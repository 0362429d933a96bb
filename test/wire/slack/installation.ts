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

/** What an app may do and hear once it was made from this manifest. */
export function readManifest(manifest: Json): Installation {
  const { features = {}, oauth_config, settings } = manifest as Manifest;
  return {
    scopes: [...(oauth_config?.scopes?.bot ?? [])],
    commands: (features.slash_commands ?? []).map(({ command }) => command),
    shortcuts: (features.shortcuts ?? []).map(({ callback_id, type }) => ({ callbackId: callback_id, type })),
    events: [...(settings?.event_subscriptions?.bot_events ?? [])],
  };
}
