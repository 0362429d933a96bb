/**
 * Runs all benchmarks: `npm run bench`. Prints one line per figure, with its goal where there is one. Close other
 * programs first: figures from a busy machine are useless.
 */
import { cpus } from 'node:os';
import { benchBot } from './bot.ts';
import { benchDiscord } from './discord.ts';
import { draw, median, openEngine, sampleRecipe } from './engine.ts';
import { print } from './print.ts';
import { benchSlack } from './slack.ts';

const prompts = [
  'a skull',
  'a dog',
  'people around a campfire',
  'a rocket ship',
  'a castle',
  'a cat',
  'an old man',
  'a tree',
];

async function benchEngine(): Promise<void> {
  const engine = openEngine();
  try {
    const [model] = await engine.models();
    if (model === undefined) throw new Error('no model package was found in models/');
    await draw(engine, sampleRecipe(model, 'warm-up', 0), 'bench', 'warm-up');
    print('model', model.name);
    print('provider / threads', `${engine.status().provider} / ${engine.status().threads}`);

    const runs = [];
    for (const [seed, prompt] of prompts.slice(0, 5).entries()) {
      runs.push(await draw(engine, sampleRecipe(model, prompt, seed), 'bench', `alone-${seed}`));
    }
    const walls = runs.map(({ timing }) => timing.wallMs);
    const share = median(runs.map(({ timing }) => timing.modelMs / timing.wallMs));
    print('seconds per picture, /sample at defaults (median of 5)', (median(walls) / 1000).toFixed(2));
    print('milliseconds per step', median(runs.map(({ steps, timing }) => timing.wallMs / steps)).toFixed(1));
    print("share of a job's wall time inside ONNX Runtime", `${(100 * share).toFixed(1)} %`, 'goal ≥ 97 %');

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

/** Runs tasks, at most `limit` at a time. */
async function atOnce<T>(limit: number, items: readonly T[], task: (item: T, index: number) => Promise<unknown>) {
  const rest = items.entries();
  const lane = async () => {
    for (const [index, item] of rest) await task(item, index);
  };
  await Promise.all(Array.from({ length: limit }, lane));
}

print('machine', `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`);
await benchEngine();
await benchBot(print);
await benchDiscord(print);
await benchSlack(print);
