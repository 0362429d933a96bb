import { spawn } from 'node:child_process';

// Starts the bot as a user does, in a process group of its own, and ends the whole group when the parent asks for it or
// has died. Ending npm alone is not enough: it ends before the bot that it started, which still writes its data.

const bot = spawn('npm', ['start'], { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
bot.once('error', () => process.exit(1));

process.once('disconnect', end);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
bot.once('exit', end);

async function end(): Promise<void> {
  if (bot.pid === undefined) return process.exit(1);
  if (isAlive(bot.pid)) process.kill(-bot.pid, 'SIGTERM');
  while (isAlive(bot.pid)) await new Promise((resolve) => setTimeout(resolve, 50));
  process.exit();
}

/** Whether any process of the group is left. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}
