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
  /** Rows in one run of the base stage. */
  readonly maxBatch: number;
  readonly probe: Probe;
}

/**
 * Enlarging costs about the same per row in any batch (two cores, 256 px, 4 million parameters: 131 ms for 2 rows, 574 ms
 * for 8), and a long run holds up everybody else's next step. Two rows, a guidance pair, are left of the default 8.
 */
const upscaleShare = 4;

/**
 * Opens every network of a package on one provider, compares the graphs with model.json and runs each once.
 * @throws EngineError `broken-model` when a graph does not fit; Error when the provider cannot load or compute one.
 */
export async function openNetworks(
  found: ModelPackage,
  provider: ProviderName,
  options: NetworkOptions,
): Promise<Networks> {
  const base = await openNetwork(found, 'base', provider, options);
  if (found.statement.upscale === undefined) return { base };
  try {
    const maxBatch = Math.max(1, Math.floor(options.maxBatch / upscaleShare));
    return { base, upscale: await openNetwork(found, 'upscale', provider, { ...options, maxBatch }) };
  } catch (error) {
    await base.session.release();
    throw error;
  }
}

/** @throws as `openNetworks` does. */
export async function openNetwork(
  { dir, statement }: ModelPackage,
  kind: 'base' | 'upscale',
  provider: ProviderName,
  { threads, maxBatch, probe }: NetworkOptions,
): Promise<Network> {
  const stage = kind === 'base' ? statement.base : statement.upscale!;
  const path = join(dir, stage.file);
  const session = await openSession(path, provider, threads);
  try {
    const graph = networkGraph(kind, stage, statement.textEncoder);
    checkGraph(path, session, graph);
    const run = rowRunner(session, graph, maxBatch);
    await selfTest(path, run, graph, probe);
    return { session, graph, run, maxBatch };
  } catch (error) {
    await session.release();
    throw error;
  }
}
