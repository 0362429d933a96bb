import {
  Client,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  Options,
  REST,
  SimpleShardingStrategy,
  type WebSocketOptions,
} from 'discord.js';
import type { Logger } from 'pino';
import { Agent } from 'undici';
import type { DiscordConfig } from '../../../config.ts';
import type { Connection } from '../../chat/connecting/connection.ts';
import { createReconnectDelays } from '../../chat/connecting/reconnect-delays.ts';
import { closeProblem, inOneLine } from './connection-errors.ts';

export interface GatewayParts {
  readonly config: Pick<DiscordConfig, 'apiUrl'>;
  readonly connection: Connection;
  readonly log: Logger;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<void>;
  /** The bot is being stopped: no connection is reopened. */
  readonly isClosed: () => boolean;
}

type BuildStrategy = NonNullable<WebSocketOptions['buildStrategy']>;

/** Creates a discord.js client that reconnects with growing delays and reports the state of its connection. */
export function createClient(parts: GatewayParts): Client {
  const { connection, log, now, wait, isClosed } = parts;
  const delays = createReconnectDelays(now);
  let isLost = false;

  const waitToReconnect = async (): Promise<void> => {
    if (!isLost) return;
    isLost = false;
    const backoffMs = delays.next();
    log.info({ backoffMs }, 'reconnecting to Discord');
    await wait(backoffMs);
    if (isClosed()) await new Promise(() => {});
  };

  // discord.js reopens a lost connection after half a second, for ever. It retrieves the session first, so the delay
  // goes there.
  const buildStrategy: BuildStrategy = (manager) => {
    const { retrieveSessionInfo } = manager.options;
    manager.options.retrieveSessionInfo = async (shard) => {
      await waitToReconnect();
      return retrieveSessionInfo(shard);
    };
    return new SimpleShardingStrategy(manager);
  };

  const client = new Client({ ...clientOptions(parts.config), ws: { buildStrategy } });
  const opened = (): void => {
    delays.opened();
    connection.opened();
  };
  client.on(Events.ShardReady, opened);
  client.on(Events.ShardResume, (shard, replayed) => {
    opened();
    log.info({ shard, replayed }, 'resumed the connection to Discord');
  });
  client.on(Events.ShardReconnecting, (shard) => {
    delays.lost();
    isLost = true;
    connection.lost('the connection to Discord was lost; trying again');
    log.info({ shard }, 'lost the connection to Discord');
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    log.debug({ code, name: GatewayCloseCodes[code] }, 'Discord ended the connection for good');
    connection.refused(inOneLine(closeProblem(code)));
  });
  client.on(Events.ShardError, (err, shard) => log.warn({ err, shard }, 'the connection to Discord failed'));
  client.on(Events.Error, (err) => log.error({ err }, 'discord.js reports an error'));
  return client;
}

/**
 * What sends the requests of discord.js, of the undici version that it uses. Its default is the process's global
 * dispatcher, which belongs to the version that was loaded first: that of Bolt, a later one, cannot send its files.
 */
const agent = new Agent();

const restOptions = ({ apiUrl }: Pick<DiscordConfig, 'apiUrl'>) =>
  // Discord allows 50 requests a second, but its seconds begin at other times than those of discord.js.
  ({ api: apiUrl, globalRequestsPerSecond: 40, agent });

/** Creates the client of Discord's REST API that answers go through. */
export const createRest = (config: Pick<DiscordConfig, 'apiUrl'>): REST => new REST(restOptions(config));

const clientOptions = (config: Pick<DiscordConfig, 'apiUrl'>) => ({
  intents: [GatewayIntentBits.Guilds],
  allowedMentions: { parse: [] },
  rest: restOptions(config),
  // Interactions contain the people and messages that are needed; only channels and roles are read from the cache.
  makeCache: Options.cacheWithLimits({
    ...Options.DefaultMakeCacheSettings,
    MessageManager: 0,
    GuildMemberManager: { maxSize: 1, keepOverLimit: (member) => member.id === member.client.user.id },
    UserManager: { maxSize: 1, keepOverLimit: (user) => user.id === user.client.user.id },
  }),
});
