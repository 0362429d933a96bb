import { EngineError } from '../errors.ts';
import type { Stage, WorkerOptions } from '../ipc/protocol.ts';
import { createLock, type Lock } from '../lock.ts';
import { type LoadedModel, loadModel } from '../models/load.ts';
import type { RunHooks } from '../onnx/batcher.ts';
import { type FoundPackages, findPackages, type ModelPackage } from '../packages/package.ts';
import { failRun } from './fail-run.ts';
import type { IpcChannel } from './ipc.ts';

/** The loaded models of the worker. A model is loaded on first use and evicted when others need its memory. */
export interface ModelCache {
  /** Reads every package in the folders again. */
  find(): Promise<FoundPackages>;
  /**
   * Runs `use` with a model, which stays loaded meanwhile.
   * @throws EngineError `unknown-model` or `broken-model`.
   */
  with<T>(name: string, use: (model: LoadedModel) => Promise<T>): Promise<T>;
}

interface Loaded {
  readonly model: Promise<LoadedModel>;
  readonly memoryMb: number;
  users: number;
}

/** @param lock Shared with whatever else runs models in this process. */
export function createModelCache(options: WorkerOptions, channel: IpcChannel, lock: Lock = createLock()): ModelCache {
  /** Ordered by last use, the least recent first. */
  const loaded = new Map<string, Loaded>();

  const acquire = async (name: string): Promise<Loaded> => {
    const known = loaded.get(name) ?? (await findAndLoad(name));
    loaded.delete(name);
    loaded.set(name, known);
    known.users += 1;
    return known;
  };

  const findAndLoad = async (name: string): Promise<Loaded> => {
    const found = packageOf(await findPackages(options.modelDirs), name);
    const alreadyLoading = loaded.get(name);
    if (alreadyLoading !== undefined) return alreadyLoading;
    const { memoryMb } = found.manifest;
    const model = evictFor(memoryMb).then(() => load(found, options, channel, lock));
    const entry = { model, memoryMb, users: 0 };
    loaded.set(name, entry);
    model.catch(() => loaded.delete(name)); // the next job tries again, since the operator may have repaired the package
    return entry;
  };

  /**
   * Evicts models to make room for another. Those in use stay, even beyond the limit, since accepted jobs must be
   * drawn.
   */
  const evictFor = async (memoryMb: number): Promise<void> => {
    let usedMb = memoryMb;
    for (const entry of loaded.values()) usedMb += entry.memoryMb;
    for (const [name, entry] of loaded) {
      if (usedMb <= options.memoryLimitMb) return;
      if (entry.users > 0) continue;
      loaded.delete(name);
      usedMb -= entry.memoryMb;
      await (await entry.model).release();
    }
  };

  return {
    find: () => findPackages(options.modelDirs),
    async with(name, use) {
      const entry = await acquire(name);
      try {
        return await use(await entry.model);
      } finally {
        entry.users -= 1;
      }
    },
  };
}

function packageOf({ packages, broken }: FoundPackages, name: string): ModelPackage {
  const found = packages.find(({ manifest }) => manifest.name === name);
  if (found !== undefined) return found;
  const names = packages.map(({ manifest }) => manifest.name).join(', ') || 'none';
  const problems = broken.map(({ reason }) => `; broken: ${reason}`).join('');
  throw new EngineError('unknown-model', `there is no model "${name}"; found: ${names}${problems}`);
}

async function load(
  { dir, manifest }: ModelPackage,
  options: WorkerOptions,
  channel: IpcChannel,
  lock: Lock,
): Promise<LoadedModel> {
  const loadEnds = channel.busy('load');
  try {
    return await loadModel(dir, {
      pinned: options.provider ?? undefined,
      excluded: options.excluded,
      onAttempt: (provider) => channel.send({ kind: 'trying', provider }),
      threads: options.threads ?? undefined,
      maxBatch: options.maxBatch,
      onRunFailure: (provider, error) => failRun(channel, provider, error),
      lock,
      hooks: (stage) => runHooks(manifest.name, stage, channel),
    });
  } finally {
    loadEnds();
  }
}

/** Announces a stage's runs. The first run counts as loading, since a provider may compile kernels in it. */
function runHooks(model: string, stage: Stage, channel: IpcChannel): RunHooks {
  let phase: 'run' | 'load' = 'load';
  let runEnds: (() => void) | undefined;
  return {
    onRunStart() {
      runEnds = channel.busy(phase);
      phase = 'run';
    },
    onRunEnd(rows, durationMs) {
      runEnds?.();
      channel.send({ kind: 'run', model, stage, rows, durationMs });
    },
  };
}
