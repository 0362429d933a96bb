import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChannelState } from '../src/bot/local/wire-types.ts';
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
    await type(address, '/sample a skull seed:180');
    await answered(address, 1);
    print(
      'seconds from npm start to the first picture',
      ((performance.now() - started) / 1000).toFixed(1),
      'goal ≤ 4 s',
    );

    await bot.metrics(); // resets the histogram of the event loop's delay
    for (const prompt of ['a dog', 'a cat', 'a castle', 'a fish']) await type(address, `/sample ${prompt}`);
    await answered(address, 5);
    const metrics = await bot.metrics();
    print("event-loop delay p99 of the bot's process while drawing", eventLoopDelay(metrics), 'goal ≤ 20 ms');
    print("memory of the bot's process", megabytes(metrics.get('process_resident_memory_bytes')));
    print('memory of the engine process', megabytes(metrics.get('stridebot_engine_memory_bytes')));
  } finally {
    await bot.end();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function type(address: string, line: string): Promise<void> {
  const body = new FormData();
  body.set('line', line);
  body.set('person', 'bench');
  const response = await fetch(new URL('/api/lines', address), {
    method: 'POST',
    body,
    headers: { Origin: new URL(address).origin },
  });
  if (!response.ok) throw new Error(`${line}: ${response.status} ${await response.text()}`);
}

/** Waits until `count` messages have their pictures. */
async function answered(address: string, count: number): Promise<void> {
  for (;;) {
    const { messages } = (await (await fetch(new URL('/api/channel', address))).json()) as ChannelState;
    const notice = messages.map(({ answer }) => answer).find((answer) => answer.kind === 'notice');
    if (notice?.kind === 'notice') throw new Error(notice.message);
    if (messages.filter(({ answer }) => answer.kind === 'result').length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const megabytes = (bytes: number | undefined) => (bytes === undefined ? 'unknown' : `${(bytes / 1e6).toFixed(0)} MB`);
