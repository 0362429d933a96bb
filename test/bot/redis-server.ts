import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { onTestFinished } from 'vitest';
import { connectRedis, type SharedRedis } from '../../src/bot/storage/redis.ts';
import { temporaryDir } from './temporary.ts';

/** Why tests that need Redis are skipped; undefined when it is installed. */
export const noRedis: string | undefined =
  spawnSync('redis-server', ['--version']).error === undefined
    ? undefined
    : 'redis-server is not installed (Debian: apt-get install redis-server)';

/** A Redis that keeps nothing on disk, on a port of its own; ended when the running test ends. */
export interface RedisServer {
  readonly url: string;
  /** Kills it, with all its data. */
  kill(): Promise<void>;
  /** Starts it again, empty. */
  start(): Promise<void>;
  /** Halts it: connections stay open, and nothing is answered. */
  freeze(): void;
  thaw(): void;
}

export async function startRedis(): Promise<RedisServer> {
  const dir = temporaryDir();
  const port = await freePort();
  let child: ChildProcess | undefined;
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const options = { port, bind: '127.0.0.1', dir, save: '', appendonly: 'no' };
      child = spawn(
        'redis-server',
        Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      for await (const line of createInterface({ input: child.stdout! })) {
        if (line.includes('Ready to accept connections')) return;
      }
      throw new Error('redis-server ended before it was ready');
    },
    async kill() {
      const ending = child;
      child = undefined;
      if (ending?.exitCode !== null || ending.signalCode !== null) return;
      ending.kill('SIGKILL');
      await once(ending, 'exit');
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
  };
  onTestFinished(server.kill);
  await server.start();
  return server;
}

/** What was logged, one parsed line each. */
export interface RecordedLog {
  readonly log: Logger;
  readonly lines: readonly { readonly level: number; readonly msg: string; readonly reason?: string }[];
}

export function recordedLog(): RecordedLog {
  const lines: RecordedLog['lines'][number][] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  return { log: pino({ level: 'trace' }, sink), lines };
}

/** A connection as each process has its own; closed when the running test ends. */
export async function connectTo({ url }: Pick<RedisServer, 'url'>, log = recordedLog().log): Promise<SharedRedis> {
  const redis = await connectRedis(url, log);
  onTestFinished(redis.close);
  return redis;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('not a port');
  return address.port;
}
