import { EngineError } from '../errors.ts';
import type { Answer, Question } from '../ipc/protocol.ts';

/** Questions on their way to the worker and back. One that was under way when the worker died is asked once more. */
export interface RpcClient {
  /** @throws EngineError with the worker's code, or `worker-unavailable`, or `stopped`. */
  ask(question: Question): Promise<Answer>;
  answered(ask: number, answer: Answer): void;
  workerReady(): void;
  workerDied(): void;
  refuseAll(failure: EngineError): void;
}

interface Pending {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (failure: EngineError) => void;
  tries: number;
}

const maxTries = 2;

/** @param send Hands a question to the worker; returns false when there is none to hear it. */
export function createRpcClient(send: (ask: number, question: Question) => boolean): RpcClient {
  const pending = new Map<number, Pending>();
  let asked = 0;

  const attempt = (ask: number, entry: Pending) => {
    if (send(ask, entry.question)) entry.tries += 1;
  };
  const refuse = (ask: number, { reject }: Pending, failure: EngineError) => {
    pending.delete(ask);
    reject(failure);
  };

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const entry: Pending = { question, resolve, reject, tries: 0 };
        const ask = ++asked;
        pending.set(ask, entry);
        attempt(ask, entry);
      }),
    answered(ask, answer) {
      const entry = pending.get(ask);
      if (entry === undefined) return;
      if (answer.kind === 'refused') return refuse(ask, entry, new EngineError(answer.code, answer.message));
      pending.delete(ask);
      entry.resolve(answer);
    },
    workerReady() {
      for (const [ask, entry] of pending) attempt(ask, entry);
    },
    workerDied() {
      for (const [ask, entry] of pending) {
        if (entry.tries < maxTries) continue;
        refuse(
          ask,
          entry,
          new EngineError('worker-unavailable', `the worker died under the question "${entry.question.kind}"`),
        );
      }
    },
    refuseAll(failure) {
      for (const [ask, entry] of pending) refuse(ask, entry, failure);
    },
  };
}

/** The worker answers a question in its own kind or refuses it; anything else is a fault of ours. */
export function expectAnswer<K extends Answer['kind']>(answer: Answer, kind: K): Extract<Answer, { kind: K }> {
  if (answer.kind !== kind)
    throw new EngineError('internal', `the worker answered "${answer.kind}" instead of "${kind}"`);
  return answer as Extract<Answer, { kind: K }>;
}
