import type { RawPicture } from '../engine.ts';
import type { InspectedPackage, WorkerOptions } from '../ipc/protocol.ts';
import type { Lock } from '../lock.ts';
import type { Rejection } from '../onnx/providers.ts';
import { defaultThreads } from '../onnx/threads.ts';
import { messageOf } from '../packages/broken-model.ts';
import { loadSafetyModel, type SafetyModel } from '../safety/load.ts';
import { failRun } from './fail-run.ts';
import type { IpcChannel } from './ipc.ts';

/** Checks finished pictures with the host's safety model, where one is configured. */
export interface SafetyChecker {
  /**
   * Resolves when pictures can be checked, or no safety model is configured.
   * @throws EngineError `broken-safety-model`.
   */
  ready(): Promise<void>;
  /**
   * Returns whether each picture is flagged; undefined without a safety model.
   * @throws EngineError `broken-safety-model`, or Error when a run fails. Then the pictures must not be shown.
   */
  flags(pictures: readonly RawPicture[]): Promise<readonly boolean[] | undefined>;
  inspect(): Promise<InspectedPackage | null>;
}

/**
 * @param rejected Returns the execution providers that cannot run the default model. They are not tried: WebGPU on a
 * software adapter, for one, can run a safety model, but far slower than the CPU.
 */
export function createSafetyChecker(
  options: WorkerOptions,
  channel: IpcChannel,
  lock: Lock,
  rejected: () => readonly Rejection[],
): SafetyChecker {
  const { safetyModelDir: dir } = options;
  let loaded: Promise<SafetyModel> | undefined;

  const load = async (folder: string): Promise<SafetyModel> => {
    const loadEnds = channel.busy('load');
    try {
      return await loadSafetyModel(folder, {
        pinned: options.provider ?? undefined,
        excluded: rejected(),
        onAttempt: (provider) => channel.send({ kind: 'trying', provider }),
        threads: options.threads ?? defaultThreads(),
        lock,
        onRun: () => channel.busy('run'),
      });
    } finally {
      loadEnds();
    }
  };

  const model = (): Promise<SafetyModel> | undefined => {
    if (dir === null) return undefined;
    loaded ??= load(dir).catch((error) => {
      loaded = undefined; // the next job tries again, since the operator may have repaired the model
      throw error;
    });
    return loaded;
  };

  return {
    async ready() {
      await model();
    },
    async flags(pictures) {
      const loadedModel = await model();
      return loadedModel?.flags(pictures).catch((error) => failRun(channel, loadedModel.provider, error));
    },
    async inspect() {
      if (dir === null) return null;
      try {
        const { title, provider, rejected } = (await model())!;
        return { name: title, dir, problem: null, provider, rejected };
      } catch (error) {
        return { name: null, dir, problem: messageOf(error), provider: null, rejected: [] };
      }
    },
  };
}
