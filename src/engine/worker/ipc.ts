import type { FromWorker, ToWorker } from '../ipc/protocol.ts';

/** The worker's end of the IPC channel to the bot's process. */
export interface IpcChannel {
  /** Sends a message, together with others that come at the same time. */
  send(message: FromWorker): void;
  /** Announces native work, before it blocks this thread. The returned function announces its end. */
  busy(phase: 'run' | 'load'): () => void;
}

const heartbeatMs = 1_000;

/** Whether native work follows, which blocks this thread, and may end the process. */
const precedesNativeWork = ({ kind }: FromWorker): boolean => kind === 'busy' || kind === 'trying';

/** Opens the IPC channel of a forked process and starts the heartbeat. The process exits when its parent does. */
export function openIpc(onMessage: (message: ToWorker) => void): IpcChannel {
  let works = 0;
  let waiting: FromWorker[] = [];
  const flush = () => {
    const messages = waiting;
    waiting = [];
    if (messages.length > 0 && process.connected) process.send?.(messages);
  };
  // A step ends with three messages, and the batcher begins the next run one turn of the event loop later: with two
  // turns, all that is said between two runs is one message.
  const send = (message: FromWorker) => {
    if (waiting.push(message) === 1) setImmediate(() => setImmediate(flush));
    if (precedesNativeWork(message)) flush();
  };
  process.on('message', (message) => onMessage(message as ToWorker));
  // The parent may have died while this process was loading its modules, before anything listened.
  if (!process.connected) process.exit(0);
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C and a service manager's stop signal reach the whole group, but the bot's process decides when the worker
  // ends.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  const beat = () => send({ kind: 'alive', memoryBytes: process.memoryUsage.rss() });
  beat();
  setInterval(beat, heartbeatMs);
  return {
    send,
    busy(phase) {
      const work = ++works;
      send({ kind: 'busy', work, phase });
      return () => send({ kind: 'free', work });
    },
  };
}
