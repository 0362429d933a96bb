import {
  type Aspect,
  type Conditioning,
  type Constraint,
  type Drawing,
  type Engine,
  type Finish,
  type Guidance,
  type Init,
  type ModelInfo,
  type Paste,
  type Picture,
  type Recipe,
  recipeLimits,
  recipeVersion,
  type SamplingConfig,
} from '../../engine/client.ts';
import type { OptionValues } from '../command.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { didYouMean } from '../options/did-you-mean.ts';
import {
  type countOption,
  plainPrompt,
  randomSeed,
  type samplingOptions,
  seedCount,
  stridedCount,
} from '../options/options.ts';
import { cleanValue } from '../options/typed-text.ts';
import { copies } from './change-recipe.ts';

type SamplingOptions = OptionValues<typeof samplingOptions> & { readonly eta?: number | undefined };

/** Settings that the drawings of one request share, with the model's defaults filled in. */
export interface Settings {
  readonly model: ModelInfo;
  readonly guidance: Guidance;
  readonly walk: SamplingConfig;
  readonly finish: Finish;
  readonly seed: number;
}

/** What a drawing has besides the shared settings: conditioning, init and constraint. */
export interface DrawingSpec {
  readonly term: Conditioning;
  readonly start?: Init;
  readonly keep?: Constraint | undefined;
}

/**
 * Finds a model by its name; the first model without one.
 * @throws UserError when there is no such model, or none at all.
 */
export async function pickModel(engine: Engine, name?: string): Promise<ModelInfo> {
  const models = await engine.models();
  const model = name === undefined ? models[0] : models.find((each) => each.name === name.toLowerCase());
  if (model !== undefined) return model;
  const names = models.map((each) => each.name);
  if (name === undefined || names.length === 0) throw new UserError(userMessages.noModel());
  throw new UserError(userMessages.unknownModel({ name, names, near: didYouMean(name, names) }));
}

/** Returns a timestep if the model has it. @throws UserError for one beyond the model's last. */
export function checkTimestep(t: number, { numTrainTimesteps }: ModelInfo): number {
  const last = numTrainTimesteps - 1;
  if (t > last) throw new UserError(userMessages.badTimestep({ t, last }));
  return t;
}

/** Returns the given seed, or a random one. */
export const chooseSeed = (seed: number | undefined, random: () => number): number =>
  seed === undefined || seed === randomSeed ? Math.floor(random() * seedCount) : seed;

/**
 * Resolves the sampling options with the model's defaults.
 * @throws UserError when they contradict each other, or the model is unknown.
 */
export async function resolveSettings(
  values: SamplingOptions,
  engine: Engine,
  random: () => number,
): Promise<Settings> {
  const model = await pickModel(engine, values.model);
  const sampler = values.sampler ?? model.defaults.sampler;
  if (values.eta !== undefined && sampler !== 'ddim') throw new UserError(userMessages.etaNeedsDdim({ sampler }));
  return {
    model,
    guidance: {
      scale: values.guidance ?? model.defaults.guidance,
      negative: values.negative ?? '',
      ...(values.interval !== undefined && { interval: parseInterval(values.interval, model) }),
    },
    walk: {
      kind: 'sample',
      sampler,
      spacing: values.spacing ?? model.defaults.spacing,
      steps: values.steps ?? model.defaults.steps,
      ...(values.eta !== undefined && { eta: values.eta }),
      thresholding: values.threshold,
    },
    finish: { upscaleTo: values.upscale ? model.upscaledSize : null },
    seed: chooseSeed(values.seed, random),
  };
}

/** Adds what differs from a plain square to the settings; undefined adds nothing. */
export const withFinish = (
  settings: Settings,
  { paste, aspect }: { readonly paste?: Paste | undefined; readonly aspect?: Aspect | undefined },
): Settings => ({
  ...settings,
  finish: { ...settings.finish, ...(paste !== undefined && { paste }), ...(aspect !== undefined && { aspect }) },
});

/** Parses a guidance interval. @throws UserError unless it is two timesteps of the model, such as "200-800". */
function parseInterval(typed: string, model: ModelInfo): readonly [low: number, high: number] {
  const match = /^(\d+) ?(?:-|\.\.|to| ) ?(\d+)$/.exec(cleanValue(typed));
  const ends = match === null ? [] : [Number(match[1]), Number(match[2])].sort((a, b) => a - b);
  const [low, high] = ends;
  if (low === undefined || high === undefined || high >= model.numTrainTimesteps) {
    throw new UserError(userMessages.badInterval({ typed, last: model.numTrainTimesteps - 1 }));
  }
  return [low, high];
}

/**
 * Returns the training timestep at index `start` of the classic strided timesteps: 990 − 30 · start where T is 1000.
 * For another T the list keeps its 34 entries, with a stride of 3 % of T.
 */
export const timestepAt = (start: number, numTrainTimesteps: number): number =>
  (stridedCount - 1 - start) * Math.floor((numTrainTimesteps * 3) / 100);

/** Makes a recipe of `count` equal drawings with consecutive seeds. */
export function repeat(spec: DrawingSpec, settings: Settings, { count }: OptionValues<typeof countOption>): Recipe {
  return recipe(settings, copies(drawing(spec, settings), count));
}

export const drawing = (spec: DrawingSpec, settings: Settings): Drawing => ({
  term: spec.term,
  guidance: settings.guidance,
  start: spec.start ?? { kind: 'noise' },
  ...(spec.keep !== undefined && { keep: spec.keep }),
  walk: settings.walk,
  seed: settings.seed,
});

/** Makes a drawing of the picture itself, without noise or sampling. */
export const original = (image: Picture, seed: number, prompt = plainPrompt): Drawing => ({
  label: 'original',
  term: { kind: 'prompt', prompt },
  guidance: { scale: 1, negative: '' },
  start: { kind: 'image', image, timestep: null },
  walk: { kind: 'none' },
  seed,
});

/** Makes a recipe. @throws UserError when the drawings together take more steps than one request may. */
export function recipe(settings: Settings, drawings: readonly Drawing[]): Recipe {
  checkSteps(drawings);
  return { version: recipeVersion, model: settings.model.name, drawings, finish: settings.finish };
}

/** @throws UserError when the drawings together take more steps than one request may. */
export function checkSteps(drawings: readonly Drawing[]): void {
  const steps = drawings.reduce((sum, each) => sum + stepBound(each), 0);
  const max = recipeLimits.totalSteps;
  if (steps > max) throw new UserError(userMessages.tooManySteps({ steps, max }));
}

/** Computes an upper bound of a drawing's steps. Resampling repeats nearly all of them. */
function stepBound({ walk, keep }: Drawing): number {
  if (walk.kind !== 'sample') return walk.kind === 'one-step' ? 1 : 0;
  return walk.steps * (keep?.kind === 'mask' ? (keep.resample?.jumpCount ?? 1) : 1);
}
