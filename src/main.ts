import { randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger, pino } from 'pino';
import { closeDatabase, openDatabase } from './bot/database.ts';
import { createDelivery } from './bot/delivery.ts';
import { createJournal } from './bot/journal.ts';
import { createLimits } from './bot/limits.ts';
import { listen } from './bot/local/listen.ts';
import { createLocalPlatform } from './bot/local/local.ts';
import { createMessages } from './bot/local/messages.ts';
import { createUploadStore } from './bot/local/uploads.ts';
import { createMetrics } from './bot/metrics.ts';
import { createResultStore } from './bot/results.ts';
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
  const store = createResultStore(join(dataDir, 'results'));
  const engine = createEngine({ ...config.engine, log: log.child({ part: 'engine' }) });
  const metrics = createMetrics(engine);
  const limits = createLimits(config.limits);
  const delivery = createDelivery({ journal, store, metrics, log, now, wait: (ms) => sleep(ms) });
  const studio = createStudio({
    ...{ journal, store, limits, engine, delivery, resultLifetimeMs, log, now },
    newId: () => newId() as JobId,
  });
  const local = createLocalPlatform({
    ...{ store, studio, engine, metrics, log, random, newId, now },
    messages: createMessages(db),
    uploads: createUploadStore(join(dataDir, 'uploads')),
    accessToken: http.accessToken,
  });

  const sweep = async () => {
    await studio.sweep();
    await local.sweep(new Date(Date.now() - resultLifetimeMs));
  };
  const sweeping = setInterval(() => {
    sweep().catch((err) => log.error({ err }, 'what is over could not be taken away'));
  }, sweepEveryMs);

  try {
    const listener = await listen(local.app, http);
    await sweep();
    local.excuse(journal.unfinished().map(({ address }) => address));
    await studio.resume([local]);
    return {
      url: listener.url,
      async stop() {
        clearInterval(sweeping);
        await listener.close();
        await studio.stop();
        closeDatabase(db);
      },
    };
  } catch (error) {
    clearInterval(sweeping);
    await studio.stop();
    closeDatabase(db);
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
  const config = parseConfig(process.env);
  const log = pino({ level: config.logLevel ?? defaultLogLevel(process.stderr.isTTY) }, pino.destination(2));
  const bot = await runBot(config, log);
  console.log(`Stridebot listens on ${bot.url}`);
  stopOnSignal(bot, log);
}

/** Somebody who reads along in a terminal is told what needs them; a file or a collector gets everything. */
const defaultLogLevel = (isTerminal: boolean): LogLevel => (isTerminal ? 'warn' : 'info');

/** The first signal ends the bot in order, the second one at once. */
function stopOnSignal(bot: Bot, log: Logger): void {
  let isStopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, 'stopping');
    await bot.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}
