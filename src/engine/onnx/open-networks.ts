import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import type { ModelPackage } from '../packages/package.ts';
import { checkGraph, type NetworkGraph, networkGraph } from './graph.ts';
import { type RunRows, rowRunner } from './network.ts';
import { openSession, type ProviderName } from './providers.ts';
import { type Probe, selfTest } from './self-test.ts';

export interface Network {
  readonly session: InferenceSession;
  readonly graph: NetworkGraph;
  readonly run: RunRows;
  readonly maxBatch: number;
}

export interface Networks {
  readonly base: Network;
  readonly upscale?: Network;
}

export interface NetworkOptions {
  readonly threads: number;
  /** Most rows in one run of the base stage. */
  readonly maxBatch: number;
  readonly probe: Probe;
}

/**
 * Divisor of the batch size in the upscaling stage. Upscaling takes about the same time per row in any batch (two
 * cores, 256 px, 4 million parameters: 131 ms for 2 rows, 574 ms for 8), and a long run delays the next step of other
 * jobs. The default batch of 8 becomes 2 rows, a guidance pair.
 */
const upscaleShare = 4;

/**
 * Opens every network of a package on one execution provider, checks the graphs against model.json and runs each once.
 * @param checkBase Called before the upscaling stage is opened, which may take a minute. None stays open if it throws.
 * @throws EngineError `broken-model` when a graph does not match; Error when the provider cannot load or run one;
 * whatever `checkBase` throws.
 */
export async function openNetworks(
  found: ModelPackage,
  provider: ProviderName,
  options: NetworkOptions,
  checkBase: (base: Network) => Promise<void> = async () => {},
): Promise<Networks> {
  const base = await openNetwork(found, 'base', provider, options);
  try {
    await checkBase(base);
    if (found.manifest.upscale === undefined) return { base };
    const maxBatch = Math.max(1, Math.floor(options.maxBatch / upscaleShare));
    return { base, upscale: await openNetwork(found, 'upscale', provider, { ...options, maxBatch }) };
  } catch (error) {
    await base.session.release();
    throw error;
  }
}

/** Opens one network of a package. @throws as `openNetworks` does. */
export async function openNetwork(
  { dir, manifest }: ModelPackage,
  kind: 'base' | 'upscale',
  provider: ProviderName,
  { threads, maxBatch, probe }: NetworkOptions,
): Promise<Network> {
  const stage = kind === 'base' ? manifest.base : manifest.upscale!;
  const path = join(dir, stage.file);
  const session = await openSession(path, provider, threads);
  try {
    const graph = networkGraph(kind, stage, manifest.textEncoder);
    checkGraph(path, session, graph);
    const run = rowRunner(session, graph, maxBatch);
    await selfTest(path, run, graph, probe);
    return { session, graph, run, maxBatch };
  } catch (error) {
    await session.release();
    throw error;
  }
}
