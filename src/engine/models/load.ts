import { setTimeout as sleep } from 'node:timers/promises';
import { createSchedule, type Schedule } from '../diffusion/schedule.ts';
import type { ModelInfo, Suggestion } from '../engine.ts';
import { createLock, type Lock } from '../lock.ts';
import { Batcher, type RunHooks } from '../onnx/batcher.ts';
import { requireFasterThanCpu } from '../onnx/compare-speed.ts';
import { type Network, type NetworkOptions, type Networks, openNetwork, openNetworks } from '../onnx/open-networks.ts';
import {
  type Chosen,
  chooseProvider,
  type ProviderChoice,
  type ProviderName,
  type Rejection,
} from '../onnx/providers.ts';
import { defaultThreads } from '../onnx/threads.ts';
import { verifyChecksums } from '../packages/checksum.ts';
import { type ModelPackage, modelInfo, readPackage } from '../packages/package.ts';
import type { PromptEmbeds } from '../text/prompt-embeds.ts';
import { openPromptEncoder, type PromptEncoder } from '../text/prompt-encoder.ts';
import { Suggester } from '../text/suggester.ts';
import { createStage, createUpscaleStage, type Stage, type UpscaleStage } from './stage.ts';

export interface LoadOptions extends ProviderChoice {
  /** Threads of one session; one per physical core where it is not given. */
  readonly threads?: number | undefined;
  /** Rows in one run of the base stage. */
  readonly maxBatch: number;
  readonly hooks?: (stage: 'base' | 'upscale') => RunHooks;
  /** Shared by the models of a process, whose runs follow one another. */
  readonly lock?: Lock;
  /** Milliseconds from any origin. */
  readonly clock?: () => number;
}

export interface LoadedModel {
  readonly info: ModelInfo;
  /** Resident memory that model.json states. */
  readonly memoryMb: number;
  readonly schedule: Schedule;
  readonly base: Stage;
  readonly upscale?: UpscaleStage;
  readonly provider: ProviderName;
  /** Providers that came before it, with the reason each is not used. */
  readonly rejected: readonly Rejection[];
  readonly threads: number;
  /** Token states of a prompt; '' is the null prompt. Cached. */
  encode(prompt: string): Promise<PromptEmbeds>;
  /** The end of a prompt that the encoder does not see, which is mostly ''. */
  unread(prompt: string): string;
  /** The package's captions nearest in meaning, best first. */
  suggest(prompt: string, count: number): Promise<readonly Suggestion[]>;
  /** Ends the sessions. No run may be under way. */
  release(): Promise<void>;
}

const now = (): number => performance.now();

/** While pictures are drawn, runs over the captions are this far apart. */
const captionRestMs = 250;

/**
 * Loads a package: hashes, graphs and one run of each network are checked before anything is drawn.
 * @throws EngineError `broken-model` naming the file, what was found, what was expected and the remedy.
 */
export async function loadModel(dir: string, options: LoadOptions): Promise<LoadedModel> {
  const found = await readPackage(dir);
  await verifyChecksums(found);
  const { maxBatch, threads = defaultThreads() } = options;
  const encoder = await openPromptEncoder(found, threads);
  try {
    const { data: states } = await encoder.encode('');
    const probe = { states, t: found.statement.schedule.numTrainTimesteps >> 1 };
    const open = openerOf(found, { threads, maxBatch, probe }, options);
    return assemble(found, encoder, await chooseProvider(options, open), threads, options);
  } catch (error) {
    await encoder.release();
    throw error;
  }
}

/** A model larger than this is not opened a second time to compare speeds. */
const comparedMemoryMb = 2000;

const openerOf =
  (found: ModelPackage, network: NetworkOptions, { pinned, clock = now }: LoadOptions) =>
  async (provider: ProviderName): Promise<Networks> => {
    const networks = await openNetworks(found, provider, network);
    if (provider === 'webgpu' && pinned === undefined && found.statement.memoryMb <= comparedMemoryMb) {
      await requireFasterThanCpu(networks, () => openNetwork(found, 'base', 'cpu', network), network.probe, clock);
    }
    return networks;
  };

function assemble(
  found: ModelPackage,
  encoder: PromptEncoder,
  { provider, rejected, value: networks }: Chosen<Networks>,
  threads: number,
  { hooks, lock = createLock(), clock = now }: LoadOptions,
): LoadedModel {
  const { statement } = found;
  const schedule = createSchedule(statement.schedule);
  const batcherFor = (stage: 'base' | 'upscale', { run, maxBatch }: Network) =>
    new Batcher({ run, maxBatch, clock, lock, hooks: hooks?.(stage) });
  const base = createStage(statement.base, schedule, batcherFor('base', networks.base));
  const upscale =
    statement.upscale && networks.upscale
      ? createUpscaleStage(statement.upscale, schedule, batcherFor('upscale', networks.upscale))
      : undefined;
  const isDrawing = () => base.batcher.isBusy || (upscale?.batcher.isBusy ?? false);
  const suggester = new Suggester(encoder, found.captions, () => sleep(isDrawing() ? captionRestMs : 0));
  return {
    info: modelInfo(found),
    memoryMb: statement.memoryMb,
    schedule,
    base,
    ...(upscale && { upscale }),
    provider,
    rejected,
    threads,
    encode: (prompt) => encoder.encode(prompt),
    unread: (prompt) => encoder.unread(prompt),
    suggest: (prompt, count) => suggester.suggest(prompt, count),
    release: async () => {
      await Promise.all([encoder.release(), networks.base.session.release(), networks.upscale?.session.release()]);
    },
  };
}
