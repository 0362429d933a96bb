import { randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger, pino } from 'pino';
import type { RemotePlatform } from './bot/chat/platform.ts';
import { createUploadMemory } from './bot/chat/upload-memory.ts';
import { createDiscordPlatform } from './bot/discord/index.ts';
import { configOfShard, createShards, isShard, leadsShards } from './bot/discord/shards.ts';
import { healthReport } from './bot/health.ts';
import { createDelivery } from './bot/jobs/delivery.ts';
import { createInbox } from './bot/jobs/inbox.ts';
import { createJobService } from './bot/jobs/job-service.ts';
import { createJournal } from './bot/jobs/journal.ts';
import { redeliverEveryMs } from './bot/jobs/redelivery.ts';
import { createResultStore } from './bot/jobs/result-store.ts';
import { createLimits } from './bot/limits/index.ts';
import { createMessageStore } from './bot/local/channel/message-store.ts';
import { createUploadStore } from './bot/local/channel/upload-store.ts';
import { createLocalPlatform } from './bot/local/index.ts';
import { listen } from './bot/local/server/listen.ts';
import { createMetrics } from './bot/metrics.ts';
import { createSavedStyles } from './bot/policy/saved-styles.ts';
import { createServerPolicy } from './bot/policy/server-policy.ts';
import { createSettingsStore } from './bot/policy/settings-store.ts';
import { createQuotas } from './bot/quotas/index.ts';
import { createSlackPlatform } from './bot/slack/index.ts';
import { closeDatabase, openDatabase } from './bot/storage/database.ts';
import { explain } from './bot/storage/explain-failure.ts';
import { neededFolder } from './bot/storage/fs.ts';
import { keyNamed } from './bot/storage/keys.ts';
import { connectRedis } from './bot/storage/redis.ts';
import { createStorageHealth } from './bot/storage/storage-health.ts';
import { setLanguage } from './commands/language/translate.ts';
import { type Config, type LogLevel, parseConfig } from './config.ts';
import { createEngine, type Engine, type EngineOptions, type JobId, loadFont, loadSharp } from './engine/client.ts';

/** A running bot. */
export interface Bot {
  readonly url: string;
  /**
   * Stops in order: accepts no more requests, stops the engine, closes the journal. Unfinished jobs are resumed at the
   * next start.
   */
  stop(): Promise<void>;
}

const sweepEveryMs = 3_600_000;
/** The most uploaded files that are read at once, each of at most 20 MB. */
const maxFilesAtOnce = 8;
/** How often the disk is checked. */
const checkEveryMs = 2_000;

/** Characters that are not mistaken for one another when somebody types `/cancel k7m2…`. */
const idCharacters = '23456789abcdefghjkmnpqrstuvwxyz';
const newId = (): string => Array.from(randomBytes(10), (byte) => idCharacters[byte % idCharacters.length]).join('');

/** The dependencies of a bot, apart from its configuration. */
export interface BotParts {
  /** Divides the delays between retries. Timeouts stay as they are. */
  readonly speedup: number;
  readonly createEngine: (options: EngineOptions) => Engine;
}

const defaultParts: BotParts = { speedup: 1, createEngine };

/**
 * Creates and connects all parts of the bot. Returns when the page can be opened; the engine may still be starting.
 *
 * @throws StartupError that the operator can put right.
 */
export async function runBot(config: Config, log: Logger, parts = defaultParts): Promise<Bot> {
  await setLanguage(config.language);
  try {
    return await launch(config, log, parts);
  } catch (error) {
    throw explain(error, config.dataDir, config.dataDir);
  }
}

async function launch(config: Config, log: Logger, { speedup, createEngine }: BotParts): Promise<Bot> {
  const { dataDir, http, resultLifetimeMs } = config;
  const now = () => new Date();
  const wait = (ms: number) => sleep(ms / speedup);
  const timeout = (ms: number) => sleep(ms);
  const random = () => randomInt(2 ** 32) / 2 ** 32;
  // The disk is checked before anything is started that would have to be stopped again.
  const db = openDatabase(dataDir);
  const journal = createJournal(db, log);
  const messages = createMessageStore(db, log);
  const inbox = createInbox(db);
  const store = createResultStore(neededFolder(join(dataDir, 'results')));
  const uploads = createUploadStore(neededFolder(join(dataDir, 'uploads')));
  const settings = createSettingsStore(config.sharedDir, log);
  const styles = createSavedStyles(config.sharedDir);
  const storage = createStorageHealth({ dataDir, db, log });
  const redis = config.redisUrl === null ? undefined : await connectRedis(config.redisUrl, log);
  const quotas = createQuotas({ dataDir: config.sharedDir, now, ...(redis !== undefined && { redis }) });
  const limits = createLimits(config.limits, redis && { redis, now });
  const engine = createEngine({ ...config.engine, log: log.child({ part: 'engine' }) });
  // Before people come, whose requests would wait for it.
  setImmediate(() => {
    loadSharp();
    loadFont();
  });
  const health = () => healthReport({ engine, storage, platforms: chats });
  const metrics = createMetrics(engine, health);
  const policy = createServerPolicy({ settings, quotas });
  const delivery = createDelivery({ journal, store, metrics, storage, log, now, wait });
  const jobService = createJobService({
    ...{ journal, store, limits, engine, delivery, storage, resultLifetimeMs, settings, log, now },
    newId: () => newId() as JobId,
  });
  const uploadMemory = createUploadMemory(maxFilesAtOnce);
  const local = createLocalPlatform({
    ...{
      inbox,
      messages,
      uploads,
      uploadMemory,
      settings,
      policy,
      styles,
      store,
      jobService,
      engine,
      health,
      storage,
      metrics,
      log,
      random,
      newId,
      now,
      timeout,
    },
    accessToken: http.accessToken,
    links: http.publicUrl === null ? null : { publicUrl: http.publicUrl, key: keyNamed(db, 'links') },
  });

  const remote = {
    ...{ db, inbox, uploadMemory, store, jobService, engine, settings, policy, styles, log, random, newId, now },
    arePreviewsHidden: config.engine.safetyModelDir !== null,
    ...{ wait, timeout },
  };
  const discord = config.discord && createDiscordPlatform({ ...remote, config: config.discord });
  const slack = config.slack && createSlackPlatform({ ...remote, config: config.slack, host: http.host });
  const chats: readonly RemotePlatform[] = [discord, slack].filter((each) => each !== null);
  const platforms = [local, ...chats];

  const sweep = async () => {
    const before = new Date(Date.now() - resultLifetimeMs);
    await jobService.sweep();
    await local.sweep(before);
    inbox.forget(before);
    for (const chat of chats) chat.sweep(before);
  };
  const resumeLocal = async () => {
    const unfinished = journal.unfinished().filter(({ asker }) => asker.platform === local.name);
    local.resume(unfinished.map(({ address }) => address));
  };
  /** Runs clean-up whose errors are only logged, so that the bot starts and stops all the same. */
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (err) {
      storage.blame(err);
      log.error({ err }, 'could not finish cleaning up');
    }
  };
  const watchStorage = async () => {
    if (await storage.check()) await jobService.redeliverPending(platforms);
  };
  const every = (ms: number, work: () => Promise<void>, failure: string) =>
    setInterval(() => void work().catch((err) => log.error({ err }, failure)), ms / speedup);
  const sweepTimer = every(sweepEveryMs, sweep, 'could not delete expired results');
  const redeliverTimer = every(
    redeliverEveryMs,
    () => jobService.redeliverPending(platforms),
    'could not redeliver results',
  );

  const storageTimer = every(checkEveryMs, watchStorage, 'could not resume jobs after a disk problem');

  const closeAll = async () => {
    for (const each of [sweepTimer, redeliverTimer, storageTimer]) clearInterval(each);
    for (const chat of chats) chat.beginShutdown();
    await jobService.stop();
    await Promise.all([local.settled(), ...chats.map((chat) => chat.close())]);
    await attempt(async () => inbox.forgiveAttempts());
    limits.close();
    quotas.close();
    settings.close();
    styles.close();
    await redis?.close();
    closeDatabase(db);
  };

  const listener = await listen(local.app, http).catch(async (error) => {
    await closeAll();
    throw error;
  });
  const stop = async () => {
    await listener.close();
    await closeAll();
  };
  try {
    await attempt(sweep);
    await attempt(resumeLocal);
    // Answers in Discord and Slack need no connection, only their web APIs.
    await Promise.all([jobService.resume(platforms), ...chats.map((chat) => chat.connect())]);
    return { url: listener.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Runs the bot until it is stopped. For `stridebot start`.
 *
 * @throws StartupError that the operator can put right.
 */
export async function start(parts = defaultParts): Promise<void> {
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
  const bot = await runBot(config, log, parts);
  console.log(`Stridebot listens on ${bot.url}`);
  stopOnSignal(bot, log);
}

/** The log level without a setting: warnings for a person at a terminal, everything for a file or a log collector. */
const defaultLogLevel = (isTerminal: boolean): LogLevel => (isTerminal ? 'warn' : 'info');

/**
 * Stops the bot in order at the first signal, and at once at the second. A child process, such as a shard, ends with
 * its parent.
 */
function stopOnSignal(bot: Pick<Bot, 'stop'>, log: Logger): void {
  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, 'stopping');
    await bot.stop();
    process.exit(0);
  };
  // A process with an IPC channel is a child that its parent controls.
  if (process.connected === false) return void stop('disconnect'); // the parent ended meanwhile
  if (process.connected) {
    process.on('disconnect', () => stop('disconnect'));
    process.channel?.unref(); // the listener alone does not keep the process running, as after a failed start
  }
  process.on('SIGINT', isShard(process.env) ? () => {} : stop);
  process.on('SIGTERM', stop);
}
