/**
 * Entry point of the worker process, which runs ONNX Runtime, so that a crash of native code does not end the bot's
 * process.
 */
import { writeFile } from 'node:fs/promises';
import { describeError } from '../errors.ts';
import type { RpcRequest, RpcResponse, ToWorker, WorkerOptions } from '../ipc/protocol.ts';
import { openIpc } from './ipc.ts';
import { createWorkerService, type WorkerService } from './worker-service.ts';

let service: Promise<WorkerService> | undefined;

const channel = openIpc((message: ToWorker) => {
  switch (message.kind) {
    case 'start':
      service = start(message.options);
      return;
    case 'draw':
      return withService(({ draw }) => draw(message));
    case 'cancel':
      return withService(({ cancel }) => cancel(message.id));
    case 'request':
      return withService(async ({ handle }) => {
        channel.send({
          kind: 'response',
          requestId: message.requestId,
          response: await orError(handle, message.request),
        });
      });
    case 'stop':
      process.exit(0);
      break;
    default:
      message satisfies never;
  }
});

async function start(options: WorkerOptions): Promise<WorkerService> {
  // When memory runs out, Linux should kill this process, not the bot's. Other systems have no such file.
  await writeFile('/proc/self/oom_score_adj', '500').catch(() => {});
  const created = createWorkerService(options, channel);
  channel.send({ kind: 'ready', ...(await created.warmUp()) });
  return created;
}

/**
 * Calls the service once it has started. A rejection would be a bug; it ends the process, and the supervisor reports
 * it.
 */
function withService(use: (service: WorkerService) => void | Promise<void>): void {
  void service?.then(use);
}

const orError = (handle: (request: RpcRequest) => Promise<RpcResponse>, request: RpcRequest): Promise<RpcResponse> =>
  handle(request).catch((error: unknown) => ({ kind: 'error', ...describeError(error) }));
