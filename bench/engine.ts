import {
  createEngine,
  type Engine,
  type EngineOptions,
  type JobEvent,
  type JobId,
  type ModelInfo,
  type Recipe,
} from '../src/engine/client.ts';

export type DoneJob = Extract<JobEvent, { kind: 'done' }> & { readonly steps: number };

/** Creates an engine like the bot's, with the shipped models. */
export const openEngine = (options: Partial<EngineOptions> = {}): Engine =>
  createEngine({ modelDirs: ['models'], maxBatch: 8, stepTimeoutMs: 60_000, log: silent, ...options });

const silent = { debug() {}, info() {}, warn() {}, error: console.error };

/** Makes the recipe of `/sample` with the model's defaults. */
export const sampleRecipe = (model: ModelInfo, prompt: string, seed: number): Recipe => ({
  version: 1,
  model: model.name,
  drawings: [
    {
      term: { kind: 'prompt', prompt },
      guidance: { scale: model.defaults.guidance, negative: '' },
      start: { kind: 'noise' },
      walk: {
        kind: 'sample',
        sampler: model.defaults.sampler,
        spacing: model.defaults.spacing,
        steps: model.defaults.steps,
        thresholding: true,
      },
      seed,
    },
  ],
  finish: { upscaleTo: model.upscaledSize },
});

/** Draws a recipe to its end. @throws Error when the job does not end with a picture. */
export async function draw(engine: Engine, recipe: Recipe, person: string, id: string): Promise<DoneJob> {
  let steps = 0;
  for await (const event of engine.submit({ id: id as JobId, person, recipe }).events) {
    if (event.kind === 'step') steps += 1;
    if (event.kind === 'done') return { ...event, steps };
    if (event.kind === 'failed') throw new Error(`${event.code}: ${event.message}`);
  }
  throw new Error(`job ${id} ended without a picture`);
}

export const prompts = [
  'a skull',
  'a dog',
  'people around a campfire',
  'a rocket ship',
  'a castle',
  'a cat',
  'an old man',
  'a tree',
];

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
