import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The bot as a user starts it, and how its group of processes is ended. */
export interface BotProcess {
  /** Where its local channel is. */
  readonly address: string;
  /** Numbers by their names; of several series of one name, the last. */
  metrics(): Promise<ReadonlyMap<string, number>>;
  end(): Promise<void>;
}

const keeper = fileURLToPath(new URL('keeper.ts', import.meta.url));

/** The bot ends with this process, also where that is killed. @throws Error when it ends without an address. */
export async function startBot(env: Readonly<Record<string, string>>): Promise<BotProcess> {
  const kept = fork(keeper, {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...env },
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const hasEnded = once(kept, 'exit');
  const end = async () => {
    if (kept.connected) kept.disconnect();
    await hasEnded;
  };
  try {
    const address = await printedAddress(kept);
    return { address, end, metrics: () => readMetrics(address) };
  } catch (error) {
    await end();
    throw error;
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
