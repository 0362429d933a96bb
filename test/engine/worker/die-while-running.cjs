// Preloaded into a worker process in place of a driver that starts well and dies in its first run: until a provider was
// excluded for it, the worker says that it runs on PRETENDED_PROVIDER, and ends when a run begins.
const send = process.send?.bind(process);
let isReady = false;
let isBroken = true;
if (send) {
  process.send = (message) => {
    if (message.kind === 'ready') {
      isReady = true;
      isBroken = !JSON.stringify(message.rejected).includes('ended the worker');
      if (isBroken) message.provider = process.env.PRETENDED_PROVIDER;
    }
    const isSent = send(message);
    if (message.kind === 'busy' && isReady && isBroken) process.kill(process.pid, 'SIGKILL');
    return isSent;
  };
}
