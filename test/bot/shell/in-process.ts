import { PassThrough } from 'node:stream';
import { createProgram, runProgram } from '../../../src/bot/shell/program.ts';
import type { Shell } from '../../../src/bot/shell/shell.ts';

/** Runs the program without a process of its own. */
export async function runInProcess(args: readonly string[], env: Shell['env'] = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const shell: Shell = {
    ...{ stdout, stderr, env },
    isInteractive: false,
    random: () => 0,
    now: () => new Date(0),
    onInterrupt: () => () => {},
  };
  const code = await runProgram(createProgram(shell), ['node', 'stridebot', ...args], shell);
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}
