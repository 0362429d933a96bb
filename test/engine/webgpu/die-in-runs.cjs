// Preloaded into a worker process in place of a driver that passes its tests and crashes later: while the worker draws
// with WebGPU, it ends where a run begins.
const send = process.send?.bind(process);
let isOnGpu = false;
if (send) {
  process.send = (/** @type {any[]} */ messages) => {
    const ready = messages.find(({ kind }) => kind === 'ready');
    if (ready !== undefined) isOnGpu = ready.provider === 'webgpu';
    const isSent = send(messages);
    if (messages.some(({ kind }) => kind === 'busy') && isOnGpu) process.kill(process.pid, 'SIGSEGV');
    return isSent;
  };
}
