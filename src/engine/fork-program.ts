import { type ChildProcess, fork, type StdioOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs a program of this repository, which is TypeScript, with `argumentsFor` it. */
export const runner = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

export const argumentsFor = (entry: URL): string[] => [fileURLToPath(entry)];

/** Forks a program of this repository. It communicates over the IPC channel. */
export const forkProgram = (entry: URL, stdio: StdioOptions): ChildProcess =>
  fork(runner, argumentsFor(entry), { execArgv: [], serialization: 'advanced', stdio });
