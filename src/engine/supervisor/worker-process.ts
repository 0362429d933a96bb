import type { FromWorker, ToWorker } from '../ipc/protocol.ts';
import { takeWorkerProcess } from '../prefork.ts';

export interface WorkerProcess {
  readonly pid: number | undefined;
  /** Sends a message. One to a dying process is lost; `onExit` follows. */
  send(message: ToWorker): void;
  /** Kills the process at once. */
  kill(): void;
}

interface WorkerListener {
  onMessage(message: FromWorker): void;
  /** Called once. `reason` says how the process ended; `stderrTail` is the end of its error output. */
  onExit(reason: string, stderrTail: string): void;
}

const stderrTailChars = 2000;

/**
 * Forks the worker process. It communicates over the IPC channel alone; the end of its error output is kept for
 * `onExit`.
 */
export function forkWorker({ onMessage, onExit }: WorkerListener): WorkerProcess {
  const child = takeWorkerProcess();
  let stderrTail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderrTail = (stderrTail + text).slice(-stderrTailChars);
  });
  child.on('message', (messages) => {
    for (const message of messages as readonly FromWorker[]) onMessage(message);
  });
  // A process that could not be started emits no exit; one that was started emits exactly one.
  child.on('error', (error) => {
    if (child.pid === undefined) onExit(`the worker process could not be started: ${error.message}`, '');
  });
  child.on('exit', (code, signal) => {
    const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
    const report = () => onExit(`the worker process ${how}`, stderrTail);
    // Its last messages may still be on their way, and may explain the death.
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
