import { applicationRoutes } from './applications.ts';
import { channelRoutes } from './channels.ts';
import { guildRoutes } from './guilds.ts';
import { interactionRoutes } from './interactions.ts';
import { messageRoutes } from './messages.ts';
import type { Route } from './route.ts';

const all: readonly Route[] = [
  ...interactionRoutes,
  ...messageRoutes,
  ...channelRoutes,
  ...applicationRoutes,
  ...guildRoutes,
];

/** Every route but the gateway's own, each with its pattern. Fixed words win over parameters. */
export const routes: readonly { route: Route; pattern: RegExp }[] = [...all]
  .sort((a, b) => a.path.split(':').length - b.path.split(':').length)
  .map((route) => ({ route, pattern: new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`) }));
