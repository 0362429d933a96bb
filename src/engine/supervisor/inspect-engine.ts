import { EngineError } from '../errors.ts';
import type { Inspection } from '../ipc/protocol.ts';
import { type EngineOptions, workerOptions } from './engine-options.ts';
import { createRpcClient, expectResponse } from './rpc-client.ts';
import { superviseWorker } from './supervisor.ts';

/** Starts a worker, lets it check everything that drawing needs, and stops it. For `stridebot doctor`. */
export async function inspectEngine(options: EngineOptions): Promise<Inspection> {
  const { log, stepTimeoutMs, clock = () => performance.now() } = options;
  const supervisor = superviseWorker({
    worker: workerOptions(options),
    stepTimeoutMs,
    log,
    clock,
    onReady: () => rpc.workerReady(),
    onMessage(message) {
      if (message.kind === 'response') rpc.receive(message.requestId, message.response);
    },
    onDeath: () => rpc.workerDied(),
    onUnavailable: (reason) => rpc.rejectAll(new EngineError('worker-unavailable', reason)),
  });
  const rpc = createRpcClient((requestId, request) => {
    const isReady = supervisor.state() === 'ready';
    if (isReady) supervisor.send({ kind: 'request', requestId, request });
    return isReady;
  });
  try {
    return expectResponse(await rpc.call({ kind: 'inspect' }), 'inspection').inspection;
  } finally {
    await supervisor.stop();
  }
}
