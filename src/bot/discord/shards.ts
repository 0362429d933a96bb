import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type APIGatewayBotInfo, REST, Routes, type Shard, ShardEvents, ShardingManager } from 'discord.js';
import type { Logger } from 'pino';
import type { Config, DiscordConfig } from '../../config.ts';
import { StartupError } from '../../startup-error.ts';
import { startupProblem } from './api/connection-errors.ts';

/** The program of every shard: the same as without shards. */
const program = fileURLToPath(new URL('../../../bin/stridebot.js', import.meta.url));

interface Shards {
  /**
   * Returns when each shard's process was started; each connects to Discord by itself. Rejects when a shard cannot
   * start.
   *
   * @throws StartupError that the operator can put right.
   */
  start(): Promise<void>;
  /** Ends every shard in order, as it would end alone. */
  stop(): Promise<void>;
}

/** The delay before an ended shard is restarted: Discord limits log-ins. */
const restartAfterMs = 5_000;

/** Runs a whole bot for each shard of the servers, with discord.js' ShardingManager. */
export function createShards(config: DiscordConfig, log: Logger): Shards {
  const running = new Set<Shard>();
  let isStopping = false;

  const watch = (shard: Shard, fail: (problem: StartupError) => void): void => {
    running.add(shard);
    let wasReady = false;
    shard.on(ShardEvents.Ready, () => {
      wasReady = true;
    });
    shard.on(ShardEvents.Death, () => {
      if (isStopping) return;
      if (!wasReady) return fail(new StartupError(`Shard ${shard.id} could not be started; what it said is above.`));
      log.warn({ shard: shard.id }, 'a shard ended; restarting it');
      setTimeout(() => void (isStopping || shard.spawn(-1)), restartAfterMs);
    });
  };

  return {
    async start() {
      const totalShards = config.shards === 'auto' ? await recommended(config) : config.shards;
      if (isStopping) return;
      const { token } = config;
      const manager = new ShardingManager(program, { totalShards, token, shardArgs: ['start'], respawn: false });
      await new Promise<void>((resolve, reject) => {
        manager.on('shardCreate', (shard) => {
          log.info({ shard: shard.id, totalShards }, 'starting a shard');
          watch(shard, reject);
        });
        // Readiness is not awaited: each has a local channel of its own, whether Discord can be reached or not.
        manager.spawn({ timeout: -1 }).then(() => resolve(), reject);
      });
    },
    async stop() {
      isStopping = true;
      await Promise.all([...running].map(endShard));
    },
  };
}

/** Fetches the recommended number of shards. The manager would use Discord's official URL, whatever is configured. */
async function recommended({ token, apiUrl }: DiscordConfig): Promise<number> {
  const rest = new REST({ api: apiUrl }).setToken(token);
  try {
    const { shards } = (await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo;
    return shards;
  } catch (error) {
    const { message, hint } = startupProblem(error, rest);
    throw new StartupError([message, hint].filter(Boolean).join(' '), { cause: error });
  }
}

function endShard(shard: Shard): Promise<void> {
  const child = shard.process;
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** Whether this process is a shard. Only its manager ends a shard, because Ctrl+C in a terminal reaches both. */
export const isShard = (env: Readonly<Record<string, string | undefined>>): boolean =>
  env.SHARDING_MANAGER !== undefined;

/** Whether this process starts the shards, rather than being one. */
export const leadsShards = ({ discord }: Config, env: Readonly<Record<string, string | undefined>>): boolean =>
  discord !== null && discord.shards !== 1 && !isShard(env);

/** The configuration of a shard: its own data folder, and its own port, counted up from the one configured. */
export function configOfShard(config: Config, env: Readonly<Record<string, string | undefined>>): Config {
  if (!isShard(env)) return config;
  const shard = Number(env.SHARDS);
  const port = config.http.port === 0 ? 0 : config.http.port + shard;
  return { ...config, dataDir: join(config.dataDir, 'shards', String(shard)), http: { ...config.http, port } };
}
