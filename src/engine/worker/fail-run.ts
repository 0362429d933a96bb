import { messageOf } from '../packages/broken-model.ts';
import type { IpcChannel } from './ipc.ts';

/**
 * Handles a model run that failed after its provider passed the self-test. A graphics card that was lost or has no
 * memory left fails every later run of the process as well: the worker asks to be ended, and its jobs are drawn again.
 * Never settles then, so that no job learns of the failure.
 * @throws `error` on the CPU, which another process would not help.
 */
export function failRun(channel: IpcChannel, provider: string, error: unknown): Promise<never> {
  if (provider === 'cpu') return Promise.reject(error);
  channel.send({ kind: 'run-failed', reason: `a model run on ${provider} failed: ${messageOf(error)}` });
  return new Promise(() => {});
}
