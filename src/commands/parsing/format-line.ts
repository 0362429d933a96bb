import type { Conditioning, Constraint, Drawing, Recipe } from '../../engine/client.ts';
import type { Command } from '../command.ts';
import { findCommand } from '../index.ts';
import { t } from '../language/translate.ts';
import type { JobRequest, MaskedBy } from '../ports/job-service.ts';
import { typedPromptsOf } from '../prompts/wildcards.ts';
import { isUpscaling, mainDrawing, startAt } from '../recipes/caption.ts';
import { commandOfRecipe } from '../recipes/command-of-recipe.ts';
import { largestMargin } from '../recipes/outpainting.ts';
import { positionalOptions } from './parse-line.ts';

type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/** The part of a job that a line can describe. */
type Typed = Pick<JobRequest, 'recipe' | 'film' | 'maskedBy'>;

/**
 * Formats the settings of a job as a line that can be pasted again, with the attachments of `picturesOf`. The command of
 * the line is the one that the recipe looks like: the command of the job may have changed its prompt, and would change
 * it again. Values equal to the command's defaults are left out; values equal to the model's defaults are not, so that
 * the line keeps its meaning when they change. Undefined where no line can describe the job, such as several drawings
 * with different init images.
 */
export function formatLine(request: Typed): string | undefined {
  const command = findCommand(request.maskedBy?.added === undefined ? commandOfRecipe(request.recipe) : 'outpaint');
  if (command === undefined || !canBeTyped(request, command)) return undefined;
  const files = attachmentsOf(request).map(({ option }, i) => [option, i + 1] as const);
  const { recipe, film = false, maskedBy } = request;
  const values: Values = { ...valuesOf(recipe), ...maskValues(recipe, maskedBy), film, ...Object.fromEntries(files) };
  const places = positionalOptions(command);
  const loose = places.flatMap((place) => {
    const value = values[place];
    // Among several prompts, a word without quotes would run into the next prompt.
    return value === undefined ? [] : [places.length > 1 ? quote(value) : writtenValue(value)];
  });
  const named = Object.entries(command.options).flatMap(([option, spec]) => {
    const value = values[option];
    const isDefault = 'default' in spec && spec.default === value;
    return value === undefined || isDefault || places.includes(option) ? [] : [`${option}:${writtenValue(value)}`];
  });
  return [`/${command.name}`, ...loose, ...named].join(' ');
}

/** Returns the present values of everything that /remix can change in a job, by /remix's option names. */
export function remixableIn({ recipe }: Pick<JobRequest, 'recipe'>): Readonly<Record<string, string | number>> {
  const { term, walk } = mainDrawing(recipe);
  const isSampled = walk.kind === 'sample';
  const { seed, view, kind, start, t, ...values } = valuesOf(recipe);
  const [prompt, second, third] = isSampled || isUpscaling(recipe) ? typedPromptsOf(term) : [];
  const isCopied = values.count === recipe.drawings.length;
  const { steps, guidance, sampler, spacing, eta, negative, count } = values;
  const present = {
    ...{ prompt, second, third, view, 'third-view': values['third-view'], kind, seed },
    ...(start === undefined ? { t } : { start }),
    ...(isSampled && { steps, guidance, sampler, spacing, eta, negative, ...(isCopied && { count }) }),
  };
  return Object.fromEntries(
    Object.entries(present).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
    ),
  );
}

/** Describes the files to attach to that line, in order. */
export const picturesOf = (request: Typed): readonly string[] => attachmentsOf(request).map(({ words }) => words);

interface Attachment {
  readonly option: string;
  readonly words: string;
}

function attachmentsOf(request: Typed): readonly Attachment[] {
  const { recipe, maskedBy } = request;
  const { start, keep, term } = mainDrawing(recipe);
  const isComposed = term.kind !== 'prompt' || keep !== undefined;
  const startOption = isComposed ? 'start-image' : 'image';
  return [
    ...(start.kind === 'image' ? [{ option: startOption, words: t('the picture it began at') }] : []),
    ...(keep?.kind === 'mask' ? [{ option: 'image', words: t('the picture it was drawn into') }] : []),
    ...(keep?.kind === 'mask' && maskedBy?.isMask ? [{ option: 'mask', words: t('the mask') }] : []),
    ...(keep?.kind === 'component' ? [{ option: 'photo', words: t('the photo') }] : []),
  ];
}

/** Whether the command has an option for every picture, and all drawings have the same init image. */
function canBeTyped(request: Typed, command: Command): boolean {
  const { recipe, maskedBy } = request;
  const { keep, term, variations } = mainDrawing(recipe);
  if (variations !== undefined || Object.values(maskedBy?.added ?? {}).some((margin) => margin > largestMargin))
    return false;
  const starts = new Set(recipe.drawings.map(({ start }) => (start.kind === 'image' ? start.image.png : '')));
  if (starts.size > 1 || (keep?.kind === 'mask' && maskedBy === undefined)) return false;
  if (command.name === 'upscale' && term.kind !== 'prompt') return false;
  return attachmentsOf(request).every(({ option }) => option in command.options);
}

/** Returns the asker's own words for where new content goes. */
function maskValues(recipe: Recipe, maskedBy: MaskedBy | undefined): Values {
  if (mainDrawing(recipe).keep?.kind !== 'mask') return {};
  return { region: maskedBy?.region, invert: maskedBy?.invert ?? false, ...maskedBy?.added };
}

function valuesOf(recipe: Recipe): Values {
  const main = mainDrawing(recipe);
  const { guidance, walk, seed } = main;
  const isSampled = walk.kind === 'sample';
  return {
    ...termValues(main.term),
    ...startValues(recipe, main),
    ...keepValues(main.keep),
    crop: main.start.kind === 'image' && recipe.finish.aspect === undefined,
    whole: main.keep?.kind === 'mask' && recipe.finish.paste === undefined,
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

function termValues(term: Conditioning): Values {
  const [first, second, third] = typedPromptsOf(term);
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

/**
 * Returns where sampling starts: `start` is an index into the strided timesteps, `t` the timestep itself; a sweep has
 * neither.
 */
function startValues({ drawings }: Recipe, { start }: Drawing): Values {
  if (start.kind === 'noise' || start.timestep === null) return {};
  const timesteps = new Set(drawings.map((each) => (each.start.kind === 'image' ? each.start.timestep : null)));
  timesteps.delete(null);
  if (timesteps.size > 1) return { sweep: true };
  return { t: start.timestep, start: startAt(start.timestep) };
}

const keepValues = (keep: Constraint | undefined): Values =>
  keep?.kind === 'mask' ? { form: keep.form, resample: keep.resample?.jumpCount ?? 1 } : {};

/** Formats a value as it is typed after its option's name. */
export const writtenValue = (value: string | number | boolean): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return /^[\w+.-]+$/.test(String(value)) ? String(value) : quote(value);
};

/** Quotes a text with the first kind of quotation marks that it does not contain. */
function quote(value: string | number | boolean): string {
  const words = String(value);
  const [open, close] = ['""', '«»', '‘’'].find(([, mark]) => !words.includes(mark!)) ?? '""';
  return `${open}${words}${close}`;
}
