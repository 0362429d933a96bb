import { EngineError } from '../errors.ts';
import type { Inspection } from '../ipc/protocol.ts';
import { type EngineOptions, workerOptions } from './engine-options.ts';
import { createRpcClient, expectAnswer } from './rpc-client.ts';
import { superviseWorker } from './supervisor.ts';

/** Starts a worker, lets it try what it would need to draw, and ends it. For `stridebot doctor`. */
export async function inspectEngine(options: EngineOptions): Promise<Inspection> {
  const { log, stepTimeoutMs, clock = () => performance.now() } = options;
  const supervisor = superviseWorker({
    worker: workerOptions(options),
    stepTimeoutMs,
    log,
    clock,
    onReady: () => questions.workerReady(),
    onMessage(message) {
      if (message.kind === 'answer') questions.answered(message.ask, message.answer);
    },
    onDeath: () => questions.workerDied(),
    onUnavailable: (reason) => questions.refuseAll(new EngineError('worker-unavailable', reason)),
  });
  const questions = createRpcClient((ask, question) => {
    const isReady = supervisor.state() === 'ready';
    if (isReady) supervisor.send({ kind: 'ask', ask, question });
    return isReady;
  });
  try {
    return expectAnswer(await questions.ask({ kind: 'inspect' }), 'inspection').inspection;
  } finally {
    await supervisor.stop();
  }
}
