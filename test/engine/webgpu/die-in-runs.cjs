// Preloaded into a worker process in place of a driver that passes its tests and crashes later: while the worker draws
// with WebGPU, it ends where a run begins.
const send = process.send?.bind(process);
let isOnGpu = false;
if (send) {
  process.send = (message) => {
    if (message.kind === 'ready') isOnGpu = message.provider === 'webgpu';
    const isSent = send(message);
    if (message.kind === 'busy' && isOnGpu) process.kill(process.pid, 'SIGSEGV');
    return isSent;
  };
}
