import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The bot, started as a person starts it. */
export interface Bot {
  readonly url: string;
  /** Ends it as Ctrl+C does. */
  stop(): Promise<void>;
}

/** @throws Error with what the bot said, when it ends before it has an address. */
export async function startBot({
  dataDir,
  port = 0,
  language = '',
}: {
  dataDir: string;
  port?: number;
  language?: string;
}): Promise<Bot> {
  const child = spawn(process.execPath, ['bin/stridebot.js', 'start'], {
    cwd: root,
    env: {
      ...process.env,
      ...{ HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, ACCESS_TOKEN: '', BOT_LANGUAGE: language },
      ...{ JOBS_PER_MINUTE_PER_PERSON: '1000', JOBS_PER_MINUTE_PER_CHANNEL: '1000', JOBS_PER_MINUTE: '1000' },
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // it ends with this process, however that ends
  });
  const url = await addressOf(child);
  return {
    url,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGINT');
      await once(child, 'exit');
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the bot ended with ${code} before it had an address:\n${said}`)));
  });
}
