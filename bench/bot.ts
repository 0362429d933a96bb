import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelAt } from './channel-client.ts';
import { eventLoopDelay } from './event-loop.ts';
import type { Print } from './print.ts';
import { startBot } from './process.ts';

/** Measures the bot, started as a user starts it, by its own metrics while it draws. */
export async function benchBot(print: Print): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stridebot-bench-'));
  const started = performance.now();
  const bot = await startBot({ DATA_DIR: dataDir });
  try {
    const { address } = bot;
    const channel = channelAt(address);
    await channel.result(await channel.type('/sample a skull seed:180'));
    print(
      'seconds from npm start to the first picture',
      ((performance.now() - started) / 1000).toFixed(1),
      'goal ≤ 4 s',
    );

    await bot.metrics(); // resets the histogram of the event loop's delay
    const asked = [];
    for (const prompt of ['a dog', 'a cat', 'a castle', 'a fish']) asked.push(await channel.type(`/sample ${prompt}`));
    await Promise.all(asked.map(channel.result));
    const metrics = await bot.metrics();
    print("event-loop delay p99 of the bot's process while drawing", eventLoopDelay(metrics), 'goal ≤ 20 ms');
    print("memory of the bot's process", megabytes(metrics.get('process_resident_memory_bytes')));
    print('memory of the engine process', megabytes(metrics.get('stridebot_engine_memory_bytes')));
  } finally {
    await bot.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const megabytes = (bytes: number | undefined) => (bytes === undefined ? 'unknown' : `${(bytes / 1e6).toFixed(0)} MB`);
