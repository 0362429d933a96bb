import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { gaussianEnv } from './running-bot.ts';

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const program = [process.execPath, pathOf('../../bin/stridebot.js'), 'start'];
const fastProgram = [process.execPath, pathOf('../../bin/run.js'), pathOf('fast-bot.ts')];

/** The bot as an operator starts it, leading a group of processes of its own. */
export interface SpawnedBot {
  /** The address that it printed. */
  readonly url: string;
  readonly pid: number;
  /** What it wrote to its standard error output so far. */
  log(): string;
  /** Ends every process of it at once, as when the machine loses power. */
  kill(): Promise<void>;
  /** Suspends the engine's process, so that nothing is answered that needs it. */
  haltEngine(): void;
  /** Resumes it. */
  resumeEngine(): void;
  /** Ends it as Ctrl+C does. @returns The exit code. */
  interrupt(): Promise<number | null>;
}

type Env = Readonly<Record<string, string>>;

/**
 * @param within What runs the command that comes after it, in the same process.
 * @throws Error with its output, when it ends without an address.
 */
export function spawnBot(dataDir: string, env: Env = {}, within: readonly string[] = []): Promise<SpawnedBot> {
  return spawned(run(dataDir, env, [...within, ...program]));
}

/** The same with pauses that are so many times shorter, as those of its double. */
export function spawnFastBot(dataDir: string, env: Env, speedup: number): Promise<SpawnedBot> {
  return spawned(run(dataDir, env, [...fastProgram, String(speedup)]));
}

async function spawned({ child, said }: ReturnType<typeof run>): Promise<SpawnedBot> {
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const signal = async (target: number, name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) process.kill(target, name);
    const [code] = await exit;
    return code;
  };
  const kill = async () => void (await signal(-child.pid!, 'SIGKILL'));
  onTestFinished(kill);
  return {
    url: await addressOf(child, said),
    pid: child.pid!,
    log: () => said.stderr,
    kill,
    haltEngine: () => signalChildren(child, 'SIGSTOP'),
    resumeEngine: () => signalChildren(child, 'SIGCONT'),
    interrupt: () => signal(child.pid!, 'SIGINT'),
  };
}

function signalChildren({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  const children = execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  for (const each of children.trim().split('\n')) process.kill(Number(each), signal);
}

/** A start that must fail. */
export async function failToStart(dataDir: string, env: Env = {}, within: readonly string[] = []) {
  const { child, said } = run(dataDir, env, [...within, ...program]);
  const [code] = await once(child, 'close');
  return { code: code as number | null, ...said };
}

function run(dataDir: string, env: Env, [command = '', ...words]: readonly string[]) {
  const child = spawn(command, words, {
    cwd: dataDir, // where no .env is
    env: { PATH: process.env.PATH, ...gaussianEnv(dataDir), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // it ends with this process, however that ends
    detached: true,
  });
  const said = { stdout: '', stderr: '' };
  child.stdout!.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString();
  });
  child.stderr!.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString();
  });
  return { child, said };
}

function addressOf(child: ChildProcess, said: { readonly stdout: string; readonly stderr: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const url = /^Stridebot listens on (\S+)$/m.exec(said.stdout)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('close', (code) => reject(new Error(`it ended with ${code}:\n${said.stdout}${said.stderr}`)));
  });
}
