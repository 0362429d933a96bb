import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { forkProgram } from './fork-program.ts';

const entry = new URL('worker/main.ts', import.meta.url);

let preforked: ChildProcess | undefined;

/**
 * Starts a worker process that the next engine takes, so that it loads its modules while the caller loads its own. If
 * no engine takes it, it ends with this process. This module imports little, so that it is loaded at once.
 */
export function preforkWorker(): void {
  preforked = forkWorkerProcess();
  preforked.on('error', () => {}); // the engine that takes it reports it
  for (const each of handlesOf(preforked)) each?.unref();
}

/** Returns the worker process that was started before, or starts one. */
export function takeWorkerProcess(): ChildProcess {
  const taken = preforked;
  preforked = undefined;
  if (!taken?.connected) return forkWorkerProcess();
  for (const each of handlesOf(taken)) each?.ref();
  return taken;
}

/** What keeps this process running: the child, the channel to it, and its error output, which is a socket. */
const handlesOf = (child: ChildProcess) => [child, child.channel, child.stderr as Socket | null];

const forkWorkerProcess = (): ChildProcess => forkProgram(entry, ['ignore', 'ignore', 'pipe', 'ipc']);
