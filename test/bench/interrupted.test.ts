import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { gaussianEnv } from '../bot/running-bot.ts';
import { temporaryDir } from '../bot/temporary.ts';

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

it.each(['SIGINT', 'SIGKILL'] as const)(
  'a bench that is ended by %s leaves nothing of its bot behind',
  async (signal) => {
    const env = { PATH: process.env.PATH, ...gaussianEnv(temporaryDir()) };
    const bench = spawn(process.execPath, [pathOf('../../bin/run.js'), pathOf('hold-bot.ts')], {
      cwd: pathOf('../..'),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // All that the bench started holds the other end of its error output, which closes when the last of them is gone.
    const allGone = once(bench.stderr.resume(), 'close');
    const [address] = await once(bench.stdout, 'data');
    expect((await fetch(String(address).trim())).status).toBe(200);
    bench.kill(signal);
    await allGone;
    await expect(fetch(String(address).trim())).rejects.toThrow();
  },
  120_000,
);

it('a bot ends in order when its parent closes the channel between them', async () => {
  const env = { PATH: process.env.PATH, ...gaussianEnv(temporaryDir()) };
  const bot = fork(pathOf('../../bin/stridebot.js'), ['start'], { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  await once(bot.stdout!, 'data');
  bot.disconnect();
  expect(await once(bot, 'exit')).toEqual([0, null]);
});
