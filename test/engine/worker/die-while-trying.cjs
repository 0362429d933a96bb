// Preloaded into a worker process in place of a broken driver: it ends while a provider other than the CPU is tried.
const send = process.send?.bind(process);
if (send) {
  process.send = (/** @type {any[]} */ messages) => {
    const isSent = send(messages);
    if (messages.some(({ kind, provider }) => kind === 'trying' && provider !== 'cpu')) {
      process.kill(process.pid, 'SIGKILL');
    }
    return isSent;
  };
}
