import { type ChildProcess, fork, type StdioOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const runner = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

/** Forks a program of this repository, which is TypeScript. It communicates over the IPC channel. */
export const forkProgram = (entry: URL, stdio: StdioOptions): ChildProcess =>
  fork(runner, [fileURLToPath(entry)], { execArgv: [], serialization: 'advanced', stdio });
