import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DecoderAnswer, DecoderRequest } from './protocol.ts';

const entry = new URL('main.ts', import.meta.url);

/** The decoder's process died under a file, or was ended because it took too long. */
export class DecoderDied extends Error {}

/** A process that reads one file at a time. It is started when it is needed, and ends when nothing is asked for a while. */
export interface DecoderProcess {
  /** @throws DecoderDied */
  ask(request: DecoderRequest): Promise<DecoderAnswer>;
}

/**
 * @param deadlineMs How long one file may take, once the process runs.
 * @param idleMs How long the process stays without anything to do.
 */
export function createDecoderProcess(deadlineMs: number, idleMs: number): DecoderProcess {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let before: Promise<unknown> = Promise.resolve();

  const running = (): ChildProcess => {
    clearTimeout(idle);
    if (child?.connected) return child;
    child = fork(fileURLToPath(entry), {
      execArgv: ['--import', import.meta.resolve('tsx')],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('error', () => {}); // told to whoever asks it
    return child;
  };

  const end = (ended: ChildProcess): void => {
    ended.kill('SIGKILL');
    child = undefined;
  };

  /** A process that has nothing to do does not keep the bot's from ending. */
  const rest = (resting: ChildProcess): void => {
    resting.unref();
    resting.channel?.unref();
    idle = setTimeout(end, idleMs, resting).unref();
  };

  const askNow = async (request: DecoderRequest): Promise<DecoderAnswer> => {
    const asked = running();
    asked.ref();
    asked.channel?.ref();
    try {
      const answer = await answerOf(asked, request, deadlineMs);
      rest(asked);
      return answer;
    } catch (error) {
      end(asked);
      throw error;
    }
  };

  return {
    ask(request) {
      const answer = before.then(() => askNow(request));
      before = answer.catch(() => undefined);
      return answer;
    },
  };
}

function answerOf(child: ChildProcess, request: DecoderRequest, deadlineMs: number): Promise<DecoderAnswer> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
    const end = () => {
      clearTimeout(deadline);
      child.off('message', hear).off('exit', died).off('error', failed);
    };
    const hear = (answer: unknown) => {
      end();
      resolve(answer as DecoderAnswer);
    };
    const died = (code: number | null, signal: string | null) => {
      end();
      reject(new DecoderDied(`the decoder's process ended with ${signal ?? `code ${code}`}`));
    };
    const failed = (cause: Error) => {
      end();
      reject(new DecoderDied(`the decoder's process could not be asked: ${cause.message}`, { cause }));
    };
    child.on('message', hear).on('exit', died).on('error', failed);
    child.send(request, (error) => error && failed(error));
  });
}
