import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

it('ends with a parent that dies while the worker is still loading', async () => {
  const program = ['../../../bin/run.js', '../../../src/engine/worker/main.ts'].map(pathOf);
  const parent = spawn(process.execPath, [pathOf('short-lived-parent.cjs'), ...program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // The worker holds the other end of the parent's output, which closes when both are gone.
  const bothGone = once(parent, 'close');
  const [born] = await once(parent.stdout, 'data');
  const pid = Number(String(born));
  onTestFinished(() => {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  });
  parent.kill('SIGKILL');
  await bothGone;
  expect(parent.signalCode).toBe('SIGKILL');
}, 30_000);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
