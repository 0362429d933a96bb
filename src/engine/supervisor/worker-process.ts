import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromWorker, ToWorker } from '../ipc/protocol.ts';

export interface WorkerProcess {
  readonly pid: number | undefined;
  /** A message to a process that is just dying is lost; its exit follows. */
  send(message: ToWorker): void;
  /** At once, whatever it does. */
  kill(): void;
}

export interface WorkerListener {
  onMessage(message: FromWorker): void;
  /** Once. `reason` says how it ended; `lastWords` is the end of what it wrote to its error stream. */
  onExit(reason: string, lastWords: string): void;
}

const entry = new URL('../worker/main.ts', import.meta.url);
const lastWordsChars = 2000;

/** Starts the worker's process. It speaks only through the channel; what it prints is kept for its obituary. */
export function forkWorker({ onMessage, onExit }: WorkerListener): WorkerProcess {
  const child = fork(fileURLToPath(entry), {
    execArgv: ['--import', import.meta.resolve('tsx')],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-lastWordsChars);
  });
  child.on('message', (message) => onMessage(message as FromWorker));
  // A process that could not be started has no exit; one that was started has exactly one.
  child.on('error', (error) => {
    if (child.pid === undefined) onExit(`the worker process could not be started: ${error.message}`, '');
  });
  child.on('exit', (code, signal) => {
    const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
    const report = () => onExit(`the worker process ${how}`, lastWords);
    // What it said last may still be on its way, and says what it died of.
    if (child.connected) child.once('disconnect', report);
    else report();
  });
  return {
    pid: child.pid,
    send(message) {
      if (child.connected) child.send(message, () => {});
    },
    kill() {
      child.kill('SIGKILL');
    },
  };
}
