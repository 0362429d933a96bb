import { randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger, pino } from 'pino';
import { closeDatabase, openDatabase } from './bot/database.ts';
import { createDelivery } from './bot/delivery.ts';
import { createDiscordPlatform } from './bot/discord/discord.ts';
import { configOfShard, createShards, isShard, leadsShards } from './bot/discord/shards.ts';
import { createHouseRules } from './bot/house-rules.ts';
import { createInbox } from './bot/inbox.ts';
import { createJournal } from './bot/journal.ts';
import { createLimits } from './bot/limits.ts';
import { listen } from './bot/local/listen.ts';
import { createLocalPlatform } from './bot/local/local.ts';
import { createMessages } from './bot/local/messages.ts';
import { createUploadStore } from './bot/local/uploads.ts';
import { createMetrics } from './bot/metrics.ts';
import { createQuotas } from './bot/quotas.ts';
import { connectRedis } from './bot/redis.ts';
import { createResultStore } from './bot/results.ts';
import { createSettingsStore } from './bot/settings-store.ts';
import { createSlackPlatform } from './bot/slack/slack.ts';
import { createStudio } from './bot/studio.ts';
import { type Config, type LogLevel, parseConfig } from './config.ts';
import { createEngine, type JobId } from './engine/client.ts';

/** A bot that runs. */
export interface Bot {
  readonly url: string;
  /** Orderly: accepts nothing more, ends the engine, closes the journal. What is unfinished goes on at the next start. */
  stop(): Promise<void>;
}

const sweepEveryMs = 3_600_000;
/** How soon a picture that could not be shown is brought again. */
const bringEveryMs = 60_000;

/** Letters that are not mistaken for one another when somebody types `/cancel k7m2…`. */
const idLetters = '23456789abcdefghjkmnpqrstuvwxyz';
const newId = (): string => Array.from(randomBytes(10), (byte) => idLetters[byte % idLetters.length]).join('');

/**
 * Builds every part and connects them. Returns when the page can be opened; the engine may still be starting.
 *
 * @throws StartProblem that the operator can put right.
 */
export async function runBot(config: Config, log: Logger): Promise<Bot> {
  const { dataDir, http, resultLifetimeMs } = config;
  const now = () => new Date();
  const random = () => randomInt(2 ** 32) / 2 ** 32;
  const db = openDatabase(dataDir);
  const journal = createJournal(db);
  const inbox = createInbox(db);
  const store = createResultStore(join(dataDir, 'results'));
  const engine = createEngine({ ...config.engine, log: log.child({ part: 'engine' }) });
  const metrics = createMetrics(engine);
  const redis = config.redisUrl === null ? undefined : await connectRedis(config.redisUrl, log);
  const limits = createLimits(config.limits, redis && { redis, now });
  const settings = createSettingsStore(config.sharedDir);
  const quotas = createQuotas({ dataDir: config.sharedDir, now, ...(redis !== undefined && { redis }) });
  const rules = createHouseRules({ settings, quotas });
  const delivery = createDelivery({ journal, store, metrics, log, now, wait: (ms) => sleep(ms) });
  const studio = createStudio({
    ...{ journal, store, limits, engine, delivery, resultLifetimeMs, settings, log, now },
    newId: () => newId() as JobId,
  });
  const local = createLocalPlatform({
    ...{ inbox, store, studio, engine, metrics, log, random, newId, now },
    messages: createMessages(db),
    uploads: createUploadStore(join(dataDir, 'uploads')),
    accessToken: http.accessToken,
  });

  const remote = {
    ...{ db, inbox, store, studio, engine, settings, rules, log, random, newId, now },
    arePreviewsHidden: config.engine.safetyModelDir !== null,
    wait: (ms: number) => sleep(ms),
  };
  const discord = config.discord && createDiscordPlatform({ ...remote, config: config.discord });
  const slack = config.slack && createSlackPlatform({ ...remote, config: config.slack, host: http.host });
  const chats = [discord, slack].filter((each) => each !== null);
  const platforms = [local, ...chats];

  const sweep = async () => {
    const before = new Date(Date.now() - resultLifetimeMs);
    await studio.sweep();
    await local.sweep(before);
    inbox.forget(before);
    for (const chat of chats) chat.sweep(before);
  };
  const every = (ms: number, work: () => Promise<void>, failure: string) =>
    setInterval(() => void work().catch((err) => log.error({ err }, failure)), ms);
  const sweeping = every(sweepEveryMs, sweep, 'what is over could not be taken away');
  const bringing = every(bringEveryMs, () => studio.bringAgain(platforms), 'what waits to be shown could not be');

  const end = async () => {
    clearInterval(sweeping);
    clearInterval(bringing);
    for (const chat of chats) chat.letGo();
    await studio.stop();
    await Promise.all([local.settled(), ...chats.map((chat) => chat.close())]);
    inbox.forgiveAttempts();
    limits.close();
    quotas.close();
    settings.close();
    await redis?.close();
    closeDatabase(db);
  };

  try {
    const listener = await listen(local.app, http);
    await sweep();
    const promised = journal.unfinished().filter(({ asker }) => asker.platform === local.name);
    local.resume(promised.map(({ address }) => address));
    // What was promised in Discord or Slack needs no connection, only their web APIs.
    await Promise.all([studio.resume(platforms), ...chats.map((chat) => chat.connect())]);
    return {
      url: listener.url,
      async stop() {
        await listener.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * Runs the bot until it is told to end. For `stridebot start`.
 *
 * @throws StartProblem that the operator can put right.
 */
export async function start(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = configOfShard(parseConfig(process.env), process.env);
  const log = pino({ level: config.logLevel ?? defaultLogLevel(process.stderr.isTTY) }, pino.destination(2));
  if (config.discord !== null && leadsShards(config, process.env)) {
    const shards = createShards(config.discord, log);
    stopOnSignal(shards, log);
    return shards.start().catch(async (error) => {
      await shards.stop();
      throw error;
    });
  }
  const bot = await runBot(config, log);
  console.log(`Stridebot listens on ${bot.url}`);
  stopOnSignal(bot, log);
}

/** Somebody who reads along in a terminal is told what needs them; a file or a collector gets everything. */
const defaultLogLevel = (isTerminal: boolean): LogLevel => (isTerminal ? 'warn' : 'info');

/** The first signal ends the bot in order, the second one at once. A shard ends with its manager. */
function stopOnSignal(bot: Pick<Bot, 'stop'>, log: Logger): void {
  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, 'stopping');
    await bot.stop();
    process.exit(0);
  };
  if (isShard(process.env)) {
    process.on('SIGINT', () => {});
    process.on('disconnect', () => stop('disconnect'));
  } else {
    process.on('SIGINT', stop);
  }
  process.on('SIGTERM', stop);
}
