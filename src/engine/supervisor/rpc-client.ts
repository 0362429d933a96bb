import { EngineError } from '../errors.ts';
import type { RpcRequest, RpcResponse } from '../ipc/protocol.ts';

/**
 * Sends requests to the worker and matches its responses. A request that was pending when the worker died is sent once
 * more.
 */
interface RpcClient {
  /** @throws EngineError with the worker's code, or `worker-unavailable`, or `stopped`. */
  call(request: RpcRequest): Promise<RpcResponse>;
  receive(requestId: number, response: RpcResponse): void;
  workerReady(): void;
  workerDied(): void;
  rejectAll(failure: EngineError): void;
}

interface Pending {
  readonly request: RpcRequest;
  readonly resolve: (response: RpcResponse) => void;
  readonly reject: (failure: EngineError) => void;
  tries: number;
}

const maxTries = 2;

/** @param send Sends a request to the worker; returns false when no worker is ready. */
export function createRpcClient(send: (requestId: number, request: RpcRequest) => boolean): RpcClient {
  const pending = new Map<number, Pending>();
  let lastId = 0;

  const attempt = (requestId: number, entry: Pending) => {
    if (send(requestId, entry.request)) entry.tries += 1;
  };
  const reject = (requestId: number, entry: Pending, failure: EngineError) => {
    pending.delete(requestId);
    entry.reject(failure);
  };

  return {
    call: (request) =>
      new Promise((resolve, reject) => {
        const entry: Pending = { request, resolve, reject, tries: 0 };
        const requestId = ++lastId;
        pending.set(requestId, entry);
        attempt(requestId, entry);
      }),
    receive(requestId, response) {
      const entry = pending.get(requestId);
      if (entry === undefined) return;
      if (response.kind === 'error') {
        return reject(requestId, entry, new EngineError(response.code, response.message));
      }
      pending.delete(requestId);
      entry.resolve(response);
    },
    workerReady() {
      for (const [requestId, entry] of pending) attempt(requestId, entry);
    },
    workerDied() {
      for (const [requestId, entry] of pending) {
        if (entry.tries < maxTries) continue;
        const message = `the worker died while it handled the request "${entry.request.kind}"`;
        reject(requestId, entry, new EngineError('worker-unavailable', message));
      }
    },
    rejectAll(failure) {
      for (const [requestId, entry] of pending) reject(requestId, entry, failure);
    },
  };
}

/**
 * Narrows a response to the kind of its request.
 * @throws EngineError `internal` for any other kind, which is a bug.
 */
export function expectResponse<K extends RpcResponse['kind']>(
  response: RpcResponse,
  kind: K,
): Extract<RpcResponse, { kind: K }> {
  if (response.kind !== kind) {
    throw new EngineError('internal', `the worker answered "${response.kind}" instead of "${kind}"`);
  }
  return response as Extract<RpcResponse, { kind: K }>;
}
