import type { Drawing, Keep, Recipe, Term } from '../engine/client.ts';
import { mainDrawing, promptsOf } from './describe.ts';
import { findCommand } from './index.ts';
import { positionalOptions } from './line.ts';
import type { JobRequest } from './studio.ts';
import { startAt } from './walk.ts';

type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * The settings of a job as a line that can be pasted again. Pictures cannot stand in a line: they are to be attached in
 * the order of `picturesOf`. What equals the command's own default is left out; what the model would decide is not, so
 * that the line means the same when the model's defaults change.
 */
export function toLine({ command: name, recipe, film }: Pick<JobRequest, 'command' | 'recipe' | 'film'>): string {
  const command = findCommand(name);
  if (command === undefined) return `/${name}`;
  const values: Values = { ...valuesOf(recipe), film: film ?? false };
  const places = positionalOptions(command);
  const loose = places.flatMap((place) => {
    const value = values[place];
    // Among several, a single word would run into the next.
    return value === undefined ? [] : [places.length > 1 ? quote(value) : written(value)];
  });
  const named = Object.entries(command.options).flatMap(([option, spec]) => {
    const value = values[option];
    const isDefault = 'default' in spec && spec.default === value;
    return value === undefined || isDefault || places.includes(option) ? [] : [`${option}:${written(value)}`];
  });
  return [`/${name}`, ...loose, ...named].join(' ');
}

/** What to attach to that line, in words and in order. */
export function picturesOf(recipe: Recipe): readonly string[] {
  const { start, keep } = mainDrawing(recipe);
  return [
    ...(start.kind === 'image' ? ['the picture it began at'] : []),
    ...(keep?.kind === 'mask' ? ['the picture it was drawn into', 'the mask'] : []),
    ...(keep?.kind === 'component' ? ['the photo'] : []),
  ];
}

function valuesOf(recipe: Recipe): Values {
  const main = mainDrawing(recipe);
  const { guidance, walk, seed } = main;
  const isSampled = walk.kind === 'sample';
  return {
    ...termValues(main.term),
    ...startValues(recipe, main),
    ...keepValues(main.keep),
    ...(isSampled && { steps: walk.steps, sampler: walk.sampler, spacing: walk.spacing, eta: walk.eta }),
    ...(isSampled && {
      guidance: guidance.scale,
      threshold: walk.thresholding,
      interval: guidance.interval?.join('-'),
    }),
    negative: guidance.negative === '' ? undefined : guidance.negative,
    count: new Set(recipe.drawings.map((each) => each.seed)).size,
    seed,
    upscale: recipe.finish.upscaleTo !== null,
    size: recipe.finish.upscaleTo ?? undefined,
    model: recipe.model,
  };
}

function termValues(term: Term): Values {
  const [first, second, third] = promptsOf(term);
  switch (term.kind) {
    case 'prompt':
      return { prompt: first };
    case 'views':
      return { first, second, third, view: term.parts[1]?.view, 'third-view': term.parts[2]?.view };
    case 'components':
      return third === undefined
        ? { far: first, near: second, kind: term.split }
        : { far: first, middle: second, near: third };
    default:
      throw term satisfies never;
  }
}

/** `start` counts the strided list from its noisy end, `t` is the timestep itself; a sweep names neither. */
function startValues({ drawings }: Recipe, { start }: Drawing): Values {
  if (start.kind === 'noise' || start.timestep === null) return {};
  const timesteps = new Set(drawings.map((each) => (each.start.kind === 'image' ? each.start.timestep : null)));
  timesteps.delete(null);
  if (timesteps.size > 1) return { sweep: true };
  return { t: start.timestep, start: startAt(start.timestep) };
}

/** A mask comes back as a file, already the right way round. */
const keepValues = (keep: Keep | undefined): Values =>
  keep?.kind === 'mask' ? { form: keep.form, resample: keep.resample?.jumpCount ?? 1 } : {};

const written = (value: string | number | boolean): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return /^[\w+.-]+$/.test(String(value)) ? String(value) : quote(value);
};

/** In the first kind of quotation marks that the words do not use themselves. */
function quote(value: string | number | boolean): string {
  const words = String(value);
  const [open, close] = ['""', '«»', '‘’'].find(([, mark]) => !words.includes(mark!)) ?? '""';
  return `${open}${words}${close}`;
}
