import type { ChildProcess } from 'node:child_process';
import { forkProgram } from '../fork-program.ts';
import type { DecoderRequest, DecoderResponse } from './protocol.ts';

const entry = new URL('main.ts', import.meta.url);

/** The decoder process died while it read a file, or was killed because it took too long. */
export class DecoderDied extends Error {}

/** A child process that decodes one file at a time. It is started on demand and ends after some idle time. */
interface DecoderProcess {
  /** @throws DecoderDied */
  decode(request: DecoderRequest): Promise<DecoderResponse>;
}

/**
 * Creates the decoder; the process is started by the first call.
 * @param deadlineMs Time limit for one file, from the request on.
 * @param idleMs Idle time after which the process is ended.
 */
export function createDecoderProcess(deadlineMs: number, idleMs: number): DecoderProcess {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let previous: Promise<unknown> = Promise.resolve();

  const running = (): ChildProcess => {
    clearTimeout(idle);
    if (child?.connected) return child;
    child = forkProgram(entry, ['ignore', 'ignore', 'ignore', 'ipc']);
    child.on('error', () => {}); // `responseFrom` reports it
    return child;
  };

  const end = (ended: ChildProcess): void => {
    ended.kill('SIGKILL');
    child = undefined;
  };

  /** Unreferences an idle process, so that it does not keep the bot's process alive, and starts its idle timer. */
  const becomeIdle = (worker: ChildProcess): void => {
    worker.unref();
    worker.channel?.unref();
    idle = setTimeout(end, idleMs, worker).unref();
  };

  const decodeNow = async (request: DecoderRequest): Promise<DecoderResponse> => {
    const worker = running();
    worker.ref();
    worker.channel?.ref();
    try {
      const response = await responseFrom(worker, request, deadlineMs);
      becomeIdle(worker);
      return response;
    } catch (error) {
      end(worker);
      throw error;
    }
  };

  return {
    decode(request) {
      const response = previous.then(() => decodeNow(request));
      previous = response.catch(() => undefined);
      return response;
    },
  };
}

function responseFrom(child: ChildProcess, request: DecoderRequest, deadlineMs: number): Promise<DecoderResponse> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
    const end = () => {
      clearTimeout(deadline);
      child.off('message', onMessage).off('exit', died).off('error', failed);
    };
    const onMessage = (response: unknown) => {
      end();
      resolve(response as DecoderResponse);
    };
    const died = (code: number | null, signal: string | null) => {
      end();
      reject(new DecoderDied(`the decoder's process ended with ${signal ?? `code ${code}`}`));
    };
    const failed = (cause: Error) => {
      end();
      reject(new DecoderDied(`the decoder's process did not answer: ${cause.message}`, { cause }));
    };
    child.on('message', onMessage).on('exit', died).on('error', failed);
    child.send(request, (error) => error && failed(error));
  });
}
