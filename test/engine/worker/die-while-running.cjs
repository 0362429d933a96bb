// Preloaded into a worker process in place of a driver that starts well and dies in its first run: until a provider was
// excluded for it, the worker says that it runs on PRETENDED_PROVIDER, and ends when a run begins.
const send = process.send?.bind(process);
let isReady = false;
let isBroken = true;
if (send) {
  process.send = (/** @type {any[]} */ messages) => {
    const ready = messages.find(({ kind }) => kind === 'ready');
    if (ready !== undefined) {
      isReady = true;
      isBroken = !JSON.stringify(ready.rejected).includes('ended the worker');
      if (isBroken) ready.provider = process.env.PRETENDED_PROVIDER;
    }
    const isSent = send(messages);
    if (messages.some(({ kind }) => kind === 'busy') && isReady && isBroken) process.kill(process.pid, 'SIGKILL');
    return isSent;
  };
}
