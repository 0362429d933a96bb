import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ChannelState } from '../src/bot/local/api.ts';

type Print = (figure: string, value: string, goal?: string) => void;

/** Starts the bot as a user does, and reads its own metrics while it draws. */
export async function benchBot(print: Print): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stridebot-bench-'));
  const started = performance.now();
  const bot = spawn('npm', ['start'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    const address = await printedAddress(bot);
    await type(address, '/sample a skull seed:180');
    await answered(address, 1);
    print(
      'seconds from npm start to the first picture',
      ((performance.now() - started) / 1000).toFixed(1),
      'goal ≤ 15 s',
    );

    await readMetrics(address); // a reading begins a new period for the event loop's histogram
    for (const prompt of ['a dog', 'a cat', 'a castle', 'a fish']) await type(address, `/sample ${prompt}`);
    await answered(address, 5);
    const metrics = await readMetrics(address);
    const delayMs = 1000 * (metrics.get('nodejs_eventloop_lag_p99_seconds') ?? Number.NaN);
    print("event-loop delay p99 of the bot's process while drawing", `${delayMs.toFixed(1)} ms`, 'goal ≤ 20 ms');
    print("memory of the bot's process", megabytes(metrics.get('process_resident_memory_bytes')));
    print('memory of the engine process', megabytes(metrics.get('stridebot_engine_memory_bytes')));
  } finally {
    if (bot.pid !== undefined) await endGroup(bot.pid);
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** npm ends before the bot that it started, which still writes to its data. */
async function endGroup(pid: number): Promise<void> {
  process.kill(-pid, 'SIGTERM');
  while (isAlive(-pid)) await new Promise((resolve) => setTimeout(resolve, 50));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function printedAddress(bot: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: bot.stdout! })) {
    const address = /http:\/\/\S+/.exec(line)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error('the bot ended before it printed its address');
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

async function readMetrics(address: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(new URL('/metrics', address))).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.split(/[ {]/, 1)[0]!, Number(line.slice(line.lastIndexOf(' ')))]));
}

const megabytes = (bytes: number | undefined) => (bytes === undefined ? 'unknown' : `${(bytes / 1e6).toFixed(0)} MB`);
