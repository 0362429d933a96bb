import type { Engine, EngineOptions, ModelInfo, Recipe } from '../src/engine/client.ts';
import { draw, median, openEngine, prompts, sampleRecipe } from './engine.ts';
import { type Print, printMachine } from './print.ts';

interface GpuBenchOptions {
  /** Null: the first provider that works. */
  readonly provider: NonNullable<EngineOptions['provider']> | null;
  /** Steps of each drawing; undefined: the model's own number. */
  readonly steps: number | undefined;
  /** Most rows in a run, and most pictures at once. */
  readonly most: number;
  /** Whether pictures are left at the model's own side instead of being enlarged. */
  readonly isSmall: boolean;
}

const batches = [1, 2, 4, 8, 16];
const crowds = [1, 8];
/** A run of a software adapter may take minutes, which is no hang. */
const stepTimeoutMs = 1_800_000;

/** Measures steps and pictures through the engine as the bot runs it, and says what it runs on. */
export async function benchGpu(print: Print, options: GpuBenchOptions): Promise<void> {
  const { provider, steps, most, isSmall } = options;
  const engine = openEngine({ provider, maxBatch: Math.max(...batches), stepTimeoutMs });
  try {
    printMachine();
    const [model] = await engine.models();
    if (model === undefined) throw new Error('no model package was found in models/');
    printProvider(print, engine);
    print('model', model.name);
    print('steps of a drawing', `${steps ?? model.defaults.steps}`);
    const bench: Bench = { engine, model: { ...model, ...(isSmall && { upscaledSize: null }) }, steps };
    for (const rows of batches.filter((each) => each <= most)) {
      print(`seconds a step at batch ${rows}`, (await stepSeconds(bench, rows)).toFixed(4));
    }
    for (const jobs of crowds.filter((each) => each <= most)) {
      const side = bench.model.upscaledSize ?? model.imageSize;
      const figure = `pictures of ${side} px a minute, ${jobs} ${jobs === 1 ? 'job' : 'jobs'} at once`;
      print(figure, (await picturesAMinute(bench, jobs)).toFixed(2));
    }
    print('restarts of the engine meanwhile', `${engine.status().restarts}`, 'goal: 0');
  } finally {
    await engine.stop();
  }
}

interface Bench {
  readonly engine: Engine;
  readonly model: ModelInfo;
  readonly steps: number | undefined;
}

/** Prints the provider, and why those before it are not used. */
function printProvider(print: Print, engine: Engine): void {
  const { provider, rejected, threads, lastFailure } = engine.status();
  for (const each of rejected) print(`not on ${each.provider}`, each.reason);
  if (provider === null) throw new Error(`nothing can draw: ${lastFailure}`);
  print('provider / threads', `${provider} / ${threads}`);
}

/** Draws as many pictures at once as the batch has rows, without guidance, so that each has one row in every run. */
async function stepSeconds({ engine, model, steps }: Bench, rows: number): Promise<number> {
  const recipes = Array.from({ length: rows }, (_, i) => unguided(recipeOf(model, steps, i)));
  const { done } = await drawTwice(engine, recipes, `batch-${rows}`);
  // A run that is shared counts in full for every job, so the median job says how long a full run takes.
  return median(done.map(({ timing, steps: taken }) => timing.modelMs / taken)) / 1000;
}

async function picturesAMinute({ engine, model, steps }: Bench, jobs: number): Promise<number> {
  const recipes = Array.from({ length: jobs }, (_, i) => recipeOf(model, steps, i));
  const { ms } = await drawTwice(engine, recipes, `picture-${jobs}`);
  return (60_000 * jobs) / ms;
}

/**
 * Draws all recipes at once, for a person each, and again: the first time, a provider may compile kernels for runs of
 * this size. Returns what was done the second time, and its wall time.
 */
async function drawTwice(engine: Engine, recipes: readonly Recipe[], name: string) {
  const drawAll = (round: number) =>
    Promise.all(recipes.map((each, i) => draw(engine, each, `person-${i}`, `${name}-${round}-${i}`)));
  await drawAll(1);
  const start = performance.now();
  const done = await drawAll(2);
  return { done, ms: performance.now() - start };
}

/** The recipe of `/sample`, with another number of steps where one is given. */
function recipeOf(model: ModelInfo, steps: number | undefined, i: number): Recipe {
  const given = steps === undefined ? model : { ...model, defaults: { ...model.defaults, steps } };
  return sampleRecipe(given, prompts[i % prompts.length]!, i);
}

const unguided = (recipe: Recipe): Recipe => ({
  ...recipe,
  drawings: recipe.drawings.map((each) => ({ ...each, guidance: { scale: 1, negative: '' } })),
  finish: { upscaleTo: null },
});
