import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The bot as a user starts it, in a process group of its own. */
export interface BotProcess {
  /** Address of its local page. */
  readonly address: string;
  /** Reads its metrics by name; of several series with one name, the last. */
  metrics(): Promise<ReadonlyMap<string, number>>;
  end(): Promise<void>;
}

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/**
 * Starts the bot. It ends with this process, even if that is killed.
 * @throws Error when it ends before it prints its address.
 */
export async function startBot(env: Readonly<Record<string, string>>): Promise<BotProcess> {
  const group = fork(pathOf('../bin/run.js'), [pathOf('process-group.ts')], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const hasEnded = once(group, 'exit');
  const end = async () => {
    if (group.connected) group.disconnect();
    await hasEnded;
  };
  try {
    const address = await printedAddress(group);
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
