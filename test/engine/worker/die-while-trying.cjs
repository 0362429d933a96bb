// Preloaded into a worker process in place of a broken driver: it ends while a provider other than the CPU is tried.
const send = process.send?.bind(process);
if (send) {
  process.send = (message) => {
    const isSent = send(message);
    if (message.kind === 'trying' && message.provider !== 'cpu') process.kill(process.pid, 'SIGKILL');
    return isSent;
  };
}
