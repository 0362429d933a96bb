import { type ChildProcess, fork, type StdioOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The script that runs any TypeScript program of this repository; its first argument is the program's path. */
export const runner = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

/** Forks a TypeScript program of this repository. It communicates over the IPC channel. */
export const forkProgram = (entry: URL, stdio: StdioOptions): ChildProcess =>
  fork(runner, [fileURLToPath(entry)], { execArgv: [], serialization: 'advanced', stdio });
