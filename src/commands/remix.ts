import type { Conditioning, Drawing, JobId, Recipe, SamplingConfig } from '../engine/client.ts';
import { type CommandContext, command, type OptionValues } from './command.ts';
import { jobFrom } from './jobs/find-job.ts';
import { type Notice, UserError } from './messages/errors.ts';
import { userMessages } from './messages/user-messages.ts';
import {
  choice,
  countOption,
  etaOption,
  image,
  integer,
  modelOption,
  prompt,
  samplingOptions,
  startOptions,
  text,
  toggle,
} from './options/options.ts';
import type { MaskedBy } from './ports/job-service.ts';
import type { Upload } from './ports/upload.ts';
import { mapPrompts } from './prompts/wildcards.ts';
import { checkSteps, checkTimestep, chooseSeed, pickModel, timestepAt } from './recipes/build-recipe.ts';
import { isClean, isUpscaling, mainDrawing, promptsOf, startAt } from './recipes/caption.ts';
import { copies, mapDrawings, replacePrompts, reseed } from './recipes/change-recipe.ts';
import { commandOfRecipe } from './recipes/command-of-recipe.ts';
import { nonIdentityViews } from './recipes/composed-prompts.ts';
import { recipeIn } from './recipes/read-recipe.ts';
import { submitRecipe } from './recipes/submit.ts';

const { steps, guidance, seed, sampler, spacing } = samplingOptions;

const remixOptions = {
  prompt: prompt('What to draw instead; of two, the first.'),
  second: prompt('What to draw instead as the second of two or three.'),
  third: prompt('What to draw instead as the third.'),
  job: text({ summary: 'Which picture; without it, the latest here.', maxLength: 60, complete: 'jobs' }),
  image: image({ summary: 'A PNG that I made: it carries its settings.' }),
  negative: samplingOptions.negative,
  steps,
  guidance,
  seed,
  sampler,
  spacing,
  start: integer({
    summary: startOptions.start.summary,
    min: startOptions.start.min,
    max: startOptions.start.max,
  }),
  t: integer({ summary: 'The timestep that the picture is noised to.', min: 0, max: 999 }),
  count: integer({ summary: countOption.count.summary, min: countOption.count.min, max: countOption.count.max }),
  eta: etaOption.eta,
  view: choice({ summary: 'How an anagram is turned for the second.', choices: nonIdentityViews }),
  'third-view': choice({ summary: 'How an anagram is turned for the third.', choices: nonIdentityViews }),
  kind: choice({ summary: 'How a hybrid is split.', choices: ['frequency', 'colour', 'motion'] }),
  upscale: choice({ summary: 'Finish with super-resolution, or do not.', choices: ['yes', 'no'] }),
  film: toggle({ summary: samplingOptions.film.summary }),
  ...modelOption,
} as const;

type RemixValues = OptionValues<typeof remixOptions>;
type RemixContext = CommandContext<RemixValues>;

/** The recipe to change, and where it came from. */
interface Origin {
  readonly command: string;
  readonly recipe: Recipe;
  readonly parent?: JobId;
  readonly maskedBy?: MaskedBy;
}

export const remix = command({
  name: 'remix',
  summary: 'Make an earlier picture again with one thing changed; everything else stays, the seed too.',
  options: remixOptions,
  examples: ['/remix a dog', '/remix guidance:3', '/remix seed:180 steps:50', '/remix start:5'],
  async run(context) {
    const { command: name, recipe, ...origin } = await originOf(context);
    const changed = await change(recipe, context);
    if (!context.options.film && JSON.stringify(changed) === JSON.stringify(recipe)) {
      throw new UserError(userMessages.nothingToChange());
    }
    await submitRecipe(name, changed, context, origin);
  },
});

/** Finds the recipe to change. @throws UserError when there is no such job, or the file has no recipe. */
async function originOf(context: RemixContext): Promise<Origin> {
  const { image: upload, job } = context.options;
  if (upload !== undefined) return originIn(upload);
  const { id, command: name, recipe, maskedBy } = await jobFrom(job, context);
  return { command: name, recipe, parent: id, ...(maskedBy !== undefined && { maskedBy }) };
}

function originIn(upload: Upload): Origin {
  const recipe = recipeIn(upload);
  return { command: commandOfRecipe(recipe), recipe };
}

/** Applies the options to a recipe. @throws UserError for an option that does not apply to this recipe. */
async function change(recipe: Recipe, { options, engine, random }: RemixContext): Promise<Recipe> {
  const model = await pickModel(engine, options.model ?? recipe.model);
  refuseIneffective(recipe, options);
  const timestep =
    options.start === undefined
      ? options.t && checkTimestep(options.t, model)
      : timestepAt(options.start, model.numTrainTimesteps);
  const changed = mapDrawings(recipe, (drawing) =>
    isClean(drawing) && !isUpscaling(recipe) ? drawing : changeDrawing(drawing, options, timestep),
  );
  const drawings = options.count === undefined ? changed.drawings : copies(changed.drawings[0]!, options.count);
  checkSteps(drawings);
  const isUpscaled = options.upscale === undefined ? recipe.finish.upscaleTo !== null : options.upscale === 'yes';
  const keepsSide = options.model === undefined && recipe.finish.upscaleTo !== null;
  const upscaleTo = !isUpscaled ? null : keepsSide ? recipe.finish.upscaleTo : model.upscaledSize;
  const seed = options.seed === undefined ? drawings[0]!.seed : chooseSeed(options.seed, random);
  return reseed({ ...changed, drawings, model: model.name, finish: { ...recipe.finish, upscaleTo } }, seed);
}

function changeDrawing(drawing: Drawing, options: RemixValues, timestep: number | undefined): Drawing {
  const { guidance: old, start, keep, label } = drawing;
  const term = changeTerm(replacePrompts(drawing.term, [options.prompt, options.second, options.third]), options);
  return {
    ...drawing,
    term,
    guidance: { ...old, scale: options.guidance ?? old.scale, negative: options.negative ?? old.negative },
    walk: changeWalk(drawing.walk, options),
    ...(keep?.kind === 'component' && term.kind === 'components' && { keep: { ...keep, split: term.split } }),
    ...(timestep !== undefined &&
      start.kind === 'image' && {
        start: { ...start, timestep },
        ...(label !== undefined && { label: movedLabel(label, timestep) }),
      }),
  };
}

/**
 * Changes views or split of a conditioning.
 * @throws UserError for two prompts with one view, or a split with fewer components.
 */
function changeTerm(term: Conditioning, { view, 'third-view': thirdView, kind }: RemixValues): Conditioning {
  if (term.kind === 'components' && kind !== undefined && term.split !== kind) {
    if (term.split !== 'triple-frequency') return { ...term, split: kind };
    if (kind !== 'frequency') throw new UserError(userMessages.middleNeedsFrequency({ kind }));
  }
  if (term.kind !== 'views') return term;
  const wanted = [undefined, view, thirdView];
  const parts = term.parts.map((part, i) => ({ ...part, view: wanted[i] ?? part.view }));
  if (parts.length > 2 && parts[1]!.view === parts[2]!.view) {
    throw new UserError(userMessages.sameView({ view: parts[1]!.view }));
  }
  return { ...term, parts };
}

/**
 * Changes the sampling. `eta` is dropped for samplers other than ddim.
 * @throws UserError when it is given for another sampler.
 */
function changeWalk(walk: SamplingConfig, options: RemixValues): SamplingConfig {
  if (walk.kind !== 'sample') return walk;
  const { eta: before, ...rest } = walk;
  const sampler = options.sampler ?? walk.sampler;
  if (options.eta !== undefined && sampler !== 'ddim') throw new UserError(userMessages.etaNeedsDdim({ sampler }));
  const eta = sampler === 'ddim' ? (options.eta ?? before) : undefined;
  return {
    ...rest,
    sampler,
    steps: options.steps ?? walk.steps,
    spacing: options.spacing ?? walk.spacing,
    ...(eta !== undefined && { eta }),
  };
}

/** Updates the timestep in a label such as "start 7" or "noisy, t 690". */
function movedLabel(label: string, timestep: number): string {
  const start = startAt(timestep);
  return label
    .replace(/^start \d+$/, start === undefined ? `t ${timestep}` : `start ${start}`)
    .replace(/(^|, )t \d+$/, `$1t ${timestep}`);
}

/** @throws UserError for an option about something that this recipe does not have. */
function refuseIneffective(recipe: Recipe, options: RemixValues): void {
  const { drawings } = recipe;
  const { term } = mainDrawing(recipe);
  const isGiven = (name: keyof RemixValues) => options[name] !== undefined;
  const refuse = (names: readonly (keyof RemixValues)[], isIdle: boolean, notice: (option: string) => Notice) => {
    const named = names.find(isGiven);
    if (isIdle && named !== undefined) throw new UserError(notice(named));
  };
  const count = promptsOf(term).length;
  const isSampled = drawings.some((each) => each.walk.kind === 'sample');
  const isNoised = drawings.some((each) => each.start.kind === 'image' && !isClean(each));
  refuse(['second'], count < 2, (which) => userMessages.noSecondPrompt({ which }));
  refuse(['third'], count < 3, (which) => userMessages.noSecondPrompt({ which }));
  refuse(['view'], term.kind !== 'views', (option) => userMessages.noPart({ option, of: 'anagram' }));
  refuse(['third-view'], term.kind !== 'views' || count < 3, () => userMessages.noSecondPrompt({ which: 'third' }));
  refuse(['kind'], term.kind !== 'components', (option) => userMessages.noPart({ option, of: 'hybrid' }));
  refuse(['start', 't'], !isNoised, (option) => userMessages.noStart({ option }));
  refuse(['t'], isGiven('start'), (name) => userMessages.idleBeside({ name, beside: 'start' }));
  refuse(walked, !isSampled, (option) => userMessages.notSampled({ option }));
  refuse(['prompt'], !isSampled && !isUpscaling(recipe), (option) => userMessages.notSampled({ option }));
  refuse(['count'], !isSampled, (option) => userMessages.notSampled({ option }));
  refuse(['count'], !areCopies(drawings), () => userMessages.notCopies());
  if (options.upscale === 'no' && isUpscaling(recipe)) throw new UserError(userMessages.onlyEnlarged());
}

const walked = ['steps', 'guidance', 'sampler', 'spacing', 'negative', 'eta'] as const;

/** Whether the drawings differ only in their seeds, and in what those make of wildcards. */
const areCopies = (drawings: readonly Drawing[]): boolean =>
  new Set(drawings.map(({ label: _, seed: __, ...rest }) => JSON.stringify({ ...rest, term: asTyped(rest.term) })))
    .size === 1;

const asTyped = (term: Conditioning): Conditioning =>
  mapPrompts(term, ({ kind, prompt, template = prompt }) => ({ kind, prompt: template }));
