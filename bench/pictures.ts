import type { Engine, ModelInfo } from '../src/engine/client.ts';
import { openBareRuns } from './bare-runs.ts';
import { draw, median, openEngine, prompts, sampleRecipe } from './engine.ts';
import { print } from './print.ts';
import { type StageRuns, timePyTorchRuns } from './pytorch-runs.ts';
import { benchStepArithmetic } from './step-arithmetic.ts';

/** Pictures that a median is taken of. */
const rounds = 25;

/** Measures pictures in the engine alone, with the shipped models. */
export async function benchPictures(): Promise<void> {
  const engine = openEngine();
  try {
    const [model] = await engine.models();
    if (model === undefined) throw new Error('no model package was found in models/');
    await draw(engine, sampleRecipe(model, 'warm-up', 0), 'bench', 'warm-up');
    print('model', model.name);
    print('provider / threads', `${engine.status().provider} / ${engine.status().threads}`);

    await benchAlone(engine, model);

    for (const people of [1, 4, 8]) {
      const start = performance.now();
      const jobs = prompts.map((prompt, i) => ({ recipe: sampleRecipe(model, prompt, i), person: `p${i % people}` }));
      await atOnce(people, jobs, (job, i) => draw(engine, job.recipe, job.person, `at-once-${people}-${i}`));
      const perMinute = (60_000 * jobs.length) / (performance.now() - start);
      print(`pictures a minute, ${people} concurrent job${people > 1 ? 's' : ''}`, perMinute.toFixed(1));
    }
    print('mean rows in a model run', engine.status().meanBatch.toFixed(2));
  } finally {
    await engine.stop();
  }
}

/** Draws pictures one by one, each followed by its bare model runs, and prints what the engine adds to these. */
async function benchAlone(engine: Engine, model: ModelInfo): Promise<void> {
  const bareRuns = await openBareRuns(sampleRecipe(model, 'a skull', 0), engine.status().threads!);
  await bareRuns.time();
  const pictures = [];
  const bare = [];
  for (let round = 0; round < rounds; round++) {
    const recipe = sampleRecipe(model, prompts[round % prompts.length]!, round);
    pictures.push(await draw(engine, recipe, 'bench', `alone-${round}`));
    bare.push(await bareRuns.time());
  }
  await bareRuns.release();
  const wallMs = median(pictures.map(({ timing }) => timing.wallMs));
  const bareMs = median(bare.map(({ text, networks }) => text + networks));
  print(`seconds per picture, /sample at defaults (median of ${rounds})`, seconds(wallMs));
  print(`seconds of its model runs alone (median of ${rounds})`, seconds(bareMs));
  print('picture / bare model runs', (wallMs / bareMs).toFixed(2), 'goal ≤ 1.10');
  print("seconds of the text encoder's run alone", seconds(median(bare.map(({ text }) => text))));
  print("seconds of both networks' runs alone", seconds(median(bare.map(({ networks }) => networks))));
  print(
    "seconds of both networks' runs within the picture",
    seconds(median(pictures.map(({ timing }) => timing.modelMs))),
  );
  print('milliseconds per step', median(pictures.map(({ steps, timing }) => timing.wallMs / steps)).toFixed(1));
  benchStepArithmetic(print);
  await benchPyTorch(wallMs, bareRuns.stages, engine.status().threads!);
}

/** Prints how our whole picture compares with the same networks in PyTorch, where `PYTHON` names an interpreter that has it. */
async function benchPyTorch(pictureMs: number, stages: readonly StageRuns[], threads: number): Promise<void> {
  const runs = await timePyTorchRuns(process.env.PYTHON ?? 'python3', stages, threads);
  if (runs === undefined) {
    print('PyTorch was not found; PYTHON can name its interpreter', '');
    return;
  }
  for (const [mode, ms] of [
    ['eager', runs.eagerMs],
    ['compiled', runs.compiledMs],
  ] as const) {
    print(`seconds of the model runs in PyTorch ${runs.version}, ${mode}`, seconds(ms));
    print(`picture / model runs in PyTorch, ${mode}`, (pictureMs / ms).toFixed(2));
  }
}

/** Runs tasks, at most `limit` at a time. */
async function atOnce<T>(limit: number, items: readonly T[], task: (item: T, index: number) => Promise<unknown>) {
  const rest = items.entries();
  const lane = async () => {
    for (const [index, item] of rest) await task(item, index);
  };
  await Promise.all(Array.from({ length: limit }, lane));
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);
