import { join } from 'node:path';
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { drawingRows } from '../src/engine/batch-rows.ts';
import type { Recipe } from '../src/engine/client.ts';
import { passRows, planRecipe } from '../src/engine/drawing/plan.ts';
import { loadModel } from '../src/engine/models/load.ts';
import { type Graph, textGraph } from '../src/engine/onnx/graph.ts';
import { openNetworks } from '../src/engine/onnx/open-networks.ts';
import { openSession } from '../src/engine/onnx/providers.ts';
import { findPackages } from '../src/engine/packages/package.ts';
import type { StageRuns } from './pytorch-runs.ts';

/** The model runs of one picture, and nothing else: the same graphs, batch sizes and threads, through the same binding. */
export interface BareRuns {
  readonly stages: readonly StageRuns[];
  /** Runs them once. @returns Milliseconds, of the text encoder and of both networks. */
  time(): Promise<{ readonly text: number; readonly networks: number }>;
  release(): Promise<void>;
}

/** Most rows in one run, as the engine of the benchmarks has it. */
const maxBatch = 8;

/** The recipe has one drawing, whose rows fit into one run. */
export async function openBareRuns(recipe: Recipe, threads: number): Promise<BareRuns> {
  const { packages } = await findPackages(['models']);
  const found = packages.find(({ manifest }) => manifest.name === recipe.model)!;
  const model = await loadModel(found.dir, { maxBatch, threads, pinned: 'cpu' });
  const [drawing] = recipe.drawings;
  const [plan] = planRecipe(recipe, model);
  const { data: embeds } = await model.encode('');
  const { manifest } = found;
  const probe = { embeds, t: manifest.schedule.numTrainTimesteps >> 1 };
  const networks = await openNetworks(found, 'cpu', { threads, maxBatch, probe });
  const stages = [
    {
      config: `base${manifest.base.imageSize}`,
      network: networks.base,
      runs: plan!.baseSteps,
      rows: drawingRows(drawing!),
    },
    ...plan!.passes.map((pass) => ({
      config: `upscale${manifest.upscale!.lowResSize}`,
      network: networks.upscale!,
      runs: pass.timesteps.length - 1,
      rows: passRows(drawing!, pass, manifest.upscale!),
    })),
  ];
  await model.release();
  // A new prompt is one more run.
  const text = {
    session: await openSession(join(found.dir, manifest.textEncoder.file), 'cpu', threads),
    feeds: feedsOf(textGraph(manifest.textEncoder), 1),
    runs: 1,
  };
  const prepared = stages.map(({ network: { session, graph }, runs, rows }) => ({
    session,
    runs,
    feeds: feedsOf(graph, rows),
  }));
  return {
    stages,
    async time() {
      return { text: await timeRuns([text]), networks: await timeRuns(prepared) };
    },
    async release() {
      await Promise.all([text, ...prepared].map(({ session }) => session.release()));
    },
  };
}

interface Runs {
  readonly session: InferenceSession;
  readonly feeds: Record<string, Tensor>;
  readonly runs: number;
}

async function timeRuns(each: readonly Runs[]): Promise<number> {
  const start = performance.now();
  for (const { session, runs, feeds } of each) {
    for (let run = 0; run < runs; run++) await session.run(feeds);
  }
  return performance.now() - start;
}

function feedsOf({ inputs }: Graph, rows: number): Record<string, Tensor> {
  return Object.fromEntries(
    inputs.map(({ name, type, shape: [, ...rest] }) => {
      const size = rest.reduce((product, each) => product * each, rows);
      const data = type === 'int64' ? new BigInt64Array(size).fill(1n) : new Float32Array(size).fill(0.1);
      return [name, new Tensor(type, data as never, [rows, ...rest])];
    }),
  );
}
