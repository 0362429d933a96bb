import { PassThrough, Readable } from 'node:stream';
import { createProgram, runProgram } from '../../../src/bot/shell/index.ts';
import type { Shell } from '../../../src/bot/shell/shell.ts';

/** Runs the program without a process of its own. */
export async function runInProcess(
  args: readonly string[],
  env: Shell['env'] = {},
  stdin: Uint8Array = new Uint8Array(),
) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const shell: Shell = {
    ...{ stdin: Readable.from([stdin]), stdout, stderr, env },
    isInteractive: false,
    random: () => 0,
    now: () => new Date(0),
    onInterrupt: () => () => {},
  };
  const code = await runProgram(createProgram(shell), ['node', 'stridebot', ...args], shell);
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}
