import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The bot as a user starts it, and how its group of processes is ended. */
export interface BotProcess {
  /** Where its local channel is. */
  readonly address: string;
  /** Numbers by their names; of several series of one name, the last. */
  metrics(): Promise<ReadonlyMap<string, number>>;
  end(): Promise<void>;
}

/** @throws Error when it ends without an address. */
export async function startBot(env: Readonly<Record<string, string>>): Promise<BotProcess> {
  const bot = spawn('npm', ['start'], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const end = async () => {
    if (bot.pid !== undefined) await endGroup(bot.pid);
  };
  try {
    const address = await printedAddress(bot);
    return { address, end, metrics: () => readMetrics(address) };
  } catch (error) {
    await end();
    throw error;
  }
}

/** npm ends before the bot that it started, which still writes to its data. */
async function endGroup(pid: number): Promise<void> {
  if (isAlive(-pid)) process.kill(-pid, 'SIGTERM');
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

async function readMetrics(address: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(new URL('/metrics', address))).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.split(/[ {]/, 1)[0]!, Number(line.slice(line.lastIndexOf(' ')))]));
}
