/** Entry of the worker process, which owns ONNX Runtime: if native code fails here, the bot lives on. */
import { writeFile } from 'node:fs/promises';
import { describeError } from '../errors.ts';
import type { Answer, Question, ToWorker, WorkerOptions } from '../ipc/protocol.ts';
import { openIpc } from './ipc.ts';
import { createWorkerService, type WorkerService } from './worker-service.ts';

let workshop: Promise<WorkerService> | undefined;

const channel = openIpc((message: ToWorker) => {
  switch (message.kind) {
    case 'start':
      workshop = start(message.options);
      return;
    case 'draw':
      return inWorkshop(({ draw }) => draw(message));
    case 'cancel':
      return inWorkshop(({ cancel }) => cancel(message.id));
    case 'ask':
      return inWorkshop(async ({ answer }) => {
        channel.send({ kind: 'answer', ask: message.ask, answer: await orRefusal(answer, message.question) });
      });
    case 'stop':
      process.exit(0);
      break;
    default:
      message satisfies never;
  }
});

async function start(options: WorkerOptions): Promise<WorkerService> {
  // Where memory runs out, Linux shall end this process rather than the bot. Other systems have no such file.
  await writeFile('/proc/self/oom_score_adj', '500').catch(() => {});
  const created = createWorkerService(options, channel);
  channel.send({ kind: 'ready', ...(await created.warmUp()) });
  return created;
}

/** A rejection here would be a fault of ours: it ends the process, and the supervisor reports it. */
function inWorkshop(use: (workshop: WorkerService) => void | Promise<void>): void {
  void workshop?.then(use);
}

const orRefusal = (answer: (question: Question) => Promise<Answer>, question: Question): Promise<Answer> =>
  answer(question).catch((error: unknown) => ({ kind: 'refused', ...describeError(error) }));
