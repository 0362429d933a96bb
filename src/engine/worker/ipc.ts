import type { FromWorker, ToWorker } from '../ipc/protocol.ts';

/** The worker's end of the channel to the bot's process. */
export interface Channel {
  send(message: FromWorker): void;
  /** Marks native work: the returned function marks its end. */
  busy(phase: 'run' | 'load'): () => void;
}

const heartbeatMs = 1_000;

/** Opens the channel of a forked process and starts its heartbeat. The process ends with the one that started it. */
export function openIpc(onMessage: (message: ToWorker) => void): Channel {
  let works = 0;
  const send = (message: FromWorker) => {
    if (process.connected) process.send?.(message);
  };
  process.on('message', (message) => onMessage(message as ToWorker));
  // While the modules of this process were loading nobody listened: the parent may have died then.
  if (!process.connected) process.exit(0);
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C and a service manager's stop reach the whole group: the bot's process decides when the worker ends.
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
