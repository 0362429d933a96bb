import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { createEngine } from '../../src/engine/client.ts';
import { type Bot, type BotParts, runBot } from '../../src/main.ts';

/** The environment of a bot that draws with the model whose answers are formulas, on any free port. */
export const gaussianEnv = (dataDir: string): Readonly<Record<string, string>> => ({
  PORT: '0',
  DATA_DIR: dataDir,
  MODELS_DIR: fileURLToPath(new URL('../fixtures/models', import.meta.url)),
  ENGINE_PROVIDER: 'cpu',
  ENGINE_THREADS: '1',
  JOBS_PER_MINUTE_PER_PERSON: '1000',
});

export interface TestBot extends Bot {
  /** Everything that was logged so far, at the finest level. */
  log(): string;
  /** Waits until a line with these words is logged, unless there is one. */
  logged(words: string): Promise<void>;
}

/** The whole bot in this process; stopped when the running test ends. */
export async function startBot(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
  base: Partial<BotParts> = {},
): Promise<TestBot> {
  const bot = await launch(dataDir, env, base);
  onTestFinished(bot.stop);
  return bot;
}

/** One bot for all tests of a file. */
export function botForFile(): () => TestBot {
  const dataDir = mkdtempSync(join(tmpdir(), 'stridebot-test-'));
  let bot: TestBot;
  beforeAll(async () => {
    bot = await launch(dataDir, {});
  });
  afterAll(async () => {
    await bot.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return () => bot;
}

/** The whole bot in this process, for who stops it. */
export async function launch(
  dataDir: string,
  env: Readonly<Record<string, string>>,
  base: Partial<BotParts> = {},
): Promise<TestBot> {
  const lines: string[] = [];
  const heard = new EventEmitter();
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      heard.emit('line');
      done();
    },
  });
  const logged = async (words: string) => {
    while (!lines.some((line) => line.includes(words))) await once(heard, 'line');
  };
  const log = pino({ level: 'trace' }, sink);
  const config = parseConfig({ ...gaussianEnv(dataDir), ...env });
  const bot = await runBot(config, log, { speedup: 1, createEngine, ...base });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= bot.stop();
    return stopped;
  };
  return { url: bot.url, stop, log: () => lines.join(''), logged };
}
