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

type OnRunFailure = (provider: ProviderName, error: unknown) => Promise<never>;

interface LoadOptions extends ProviderChoice {
  /** Threads of one session. Default: one per physical core. */
  readonly threads?: number | undefined;
  /** Most rows in one run of the base stage. */
  readonly maxBatch: number;
  readonly hooks?: (stage: 'base' | 'upscale') => RunHooks;
  /**
   * Called when a run fails after the provider passed the self-test. What it returns takes the place of the run, so
   * that it decides whether the failure reaches the jobs. Default: it does.
   */
  readonly onRunFailure?: OnRunFailure;
  /** Shared by the models of a process, so that only one of them runs at a time. */
  readonly lock?: Lock;
  /** Milliseconds from any origin. */
  readonly clock?: () => number;
}

export interface LoadedModel {
  readonly info: ModelInfo;
  /** Resident memory according to model.json. */
  readonly memoryMb: number;
  readonly schedule: Schedule;
  readonly base: Stage;
  readonly upscale?: UpscaleStage;
  readonly provider: ProviderName;
  /** Execution providers that come before it, each with the reason for its rejection. */
  readonly rejected: readonly Rejection[];
  readonly threads: number;
  /** Encodes a prompt, cached; '' is the null prompt. */
  encode(prompt: string): Promise<PromptEmbeds>;
  /** Returns the end of a prompt that the text encoder truncates; mostly ''. */
  truncatedText(prompt: string): string;
  /** Finds the package's captions most similar to a prompt, best first. */
  suggest(prompt: string, count: number): Promise<readonly Suggestion[]>;
  /** Releases the sessions. No run may be in progress. */
  release(): Promise<void>;
}

const fail: OnRunFailure = (_, error) => Promise.reject(error);

const now = (): number => performance.now();

/** Pause between runs over the captions while pictures are drawn. */
const captionPauseMs = 250;

/**
 * Loads a model package. Checks its hashes, its graphs and one run of each network.
 * @throws EngineError `broken-model` naming the file, what was found, what was expected and the remedy.
 */
export async function loadModel(dir: string, options: LoadOptions): Promise<LoadedModel> {
  const found = await readPackage(dir);
  await verifyChecksums(found);
  const { maxBatch, threads = defaultThreads() } = options;
  const encoder = await openPromptEncoder(found, threads);
  try {
    const { data: embeds } = await encoder.encode('');
    const probe = { embeds, t: found.manifest.schedule.numTrainTimesteps >> 1 };
    const open = networkOpener(found, { threads, maxBatch, probe }, options);
    return assemble(found, encoder, await chooseProvider(options, open), threads, options);
  } catch (error) {
    await encoder.release();
    throw error;
  }
}

/** Models larger than this are not opened a second time on the CPU to compare speeds. */
const comparedMemoryMb = 2000;

const networkOpener =
  (found: ModelPackage, network: NetworkOptions, { pinned, clock = now }: LoadOptions) =>
  (provider: ProviderName): Promise<Networks> => {
    const isCompared = provider === 'webgpu' && pinned === undefined && found.manifest.memoryMb <= comparedMemoryMb;
    const openOnCpu = () => openNetwork(found, 'base', 'cpu', network);
    return openNetworks(found, provider, network, async (base) => {
      if (isCompared) await requireFasterThanCpu(base, openOnCpu, network.probe, clock);
    });
  };

function assemble(
  found: ModelPackage,
  encoder: PromptEncoder,
  { provider, rejected, value: networks }: Chosen<Networks>,
  threads: number,
  { hooks, onRunFailure = fail, lock = createLock(), clock = now }: LoadOptions,
): LoadedModel {
  const { manifest } = found;
  const schedule = createSchedule(manifest.schedule);
  const batcherFor = (stage: 'base' | 'upscale', { run, maxBatch }: Network) =>
    new Batcher({
      run: (rows) => run(rows).catch((error) => onRunFailure(provider, error)),
      ...{ maxBatch, clock, lock, hooks: hooks?.(stage) },
    });
  const base = createStage(manifest.base, schedule, batcherFor('base', networks.base));
  const upscale =
    manifest.upscale && networks.upscale
      ? createUpscaleStage(manifest.upscale, schedule, batcherFor('upscale', networks.upscale))
      : undefined;
  const isDrawing = () => base.batcher.isBusy || (upscale?.batcher.isBusy ?? false);
  const suggester = new Suggester(encoder, found.captions, () => sleep(isDrawing() ? captionPauseMs : 0));
  return {
    info: modelInfo(found),
    memoryMb: manifest.memoryMb,
    schedule,
    base,
    ...(upscale && { upscale }),
    provider,
    rejected,
    threads,
    encode: (prompt) => encoder.encode(prompt),
    truncatedText: (prompt) => encoder.truncatedText(prompt),
    suggest: (prompt, count) => suggester.suggest(prompt, count),
    release: async () => {
      await Promise.all([encoder.release(), networks.base.session.release(), networks.upscale?.session.release()]);
    },
  };
}
