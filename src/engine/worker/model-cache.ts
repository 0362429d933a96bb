import { EngineError } from '../errors.ts';
import type { Stage, WorkerOptions } from '../ipc/protocol.ts';
import { createLock, type Lock } from '../lock.ts';
import { type LoadedModel, loadModel } from '../models/load.ts';
import type { RunHooks } from '../onnx/batcher.ts';
import { type FoundPackages, findPackages, type ModelPackage } from '../packages/package.ts';
import type { Channel } from './ipc.ts';

/** The models of this worker: loaded when they are first needed, put away when memory is needed for others. */
export interface ModelCache {
  /** Every package in the folders, read anew. */
  find(): Promise<FoundPackages>;
  /**
   * Keeps the model loaded while `use` runs.
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
export function createModelCache(options: WorkerOptions, channel: Channel, lock: Lock = createLock()): ModelCache {
  /** In the order of last use, the longest ago first. */
  const loaded = new Map<string, Loaded>();

  const take = async (name: string): Promise<Loaded> => {
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
    const { memoryMb } = found.statement;
    const model = makeRoom(memoryMb).then(() => load(found, options, channel, lock));
    const entry = { model, memoryMb, users: 0 };
    loaded.set(name, entry);
    model.catch(() => loaded.delete(name)); // the next job tries again: the operator may have mended it
    return entry;
  };

  /** What is in use stays, even beyond the limit: a job that was accepted is drawn. */
  const makeRoom = async (memoryMb: number): Promise<void> => {
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
      const entry = await take(name);
      try {
        return await use(await entry.model);
      } finally {
        entry.users -= 1;
      }
    },
  };
}

function packageOf({ packages, broken }: FoundPackages, name: string): ModelPackage {
  const found = packages.find(({ statement }) => statement.name === name);
  if (found !== undefined) return found;
  const names = packages.map(({ statement }) => statement.name).join(', ') || 'none';
  const problems = broken.map(({ reason }) => `; broken: ${reason}`).join('');
  throw new EngineError('unknown-model', `there is no model "${name}"; found: ${names}${problems}`);
}

async function load(
  { dir, statement }: ModelPackage,
  options: WorkerOptions,
  channel: Channel,
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
      lock,
      hooks: (stage) => announceRuns(statement.name, stage, channel),
    });
  } finally {
    loadEnds();
  }
}

/** A provider may compile kernels in the first run of a stage, which then takes as long as loading. */
function announceRuns(model: string, stage: Stage, channel: Channel): RunHooks {
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
