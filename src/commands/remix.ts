import { type Drawing, type JobId, type Recipe, readRecipe } from '../engine/client.ts';
import { mapDrawings, replacePrompts, reseed } from './change.ts';
import { type CommandContext, command, type OptionValues, type Upload } from './command.ts';
import { isClean, isEnlarging, promptsOf } from './describe.ts';
import { UserError } from './errors.ts';
import { jobFrom } from './jobs.ts';
import { userNotices } from './notices.ts';
import { choice, image, integer, modelOption, prompt, startOptions, text, toggle, walkOptions } from './options.ts';
import { send } from './send.ts';
import type { MaskedBy } from './studio.ts';
import { pickModel, timestepAt } from './walk.ts';

const { steps, guidance, seed, sampler, spacing } = walkOptions;

const remixOptions = {
  prompt: prompt('What to draw instead; of two, the first.'),
  second: prompt('What to draw instead as the second of two or three.'),
  third: prompt('What to draw instead as the third.'),
  job: text({ summary: 'Which picture; without it, the latest here.', maxLength: 60, complete: 'jobs' }),
  image: image({ summary: 'A PNG that I made: it carries its settings.' }),
  negative: walkOptions.negative,
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
  upscale: choice({ summary: 'Finish with super-resolution, or do not.', choices: ['yes', 'no'] }),
  film: toggle({ summary: walkOptions.film.summary }),
  ...modelOption,
} as const;

type RemixValues = OptionValues<typeof remixOptions>;
type RemixContext = CommandContext<RemixValues>;

/** What is changed, and what it came from. */
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
      throw new UserError(userNotices.nothingToChange());
    }
    await send(name, changed, context, origin);
  },
});

/** @throws UserError when there is no such job, or the file carries no recipe. */
async function originOf(context: RemixContext): Promise<Origin> {
  const { image: upload, job } = context.options;
  if (upload !== undefined) return originIn(upload);
  const { id, command: name, recipe, maskedBy } = await jobFrom(job, context);
  return { command: name, recipe, parent: id, ...(maskedBy !== undefined && { maskedBy }) };
}

function originIn(upload: Upload): Origin {
  const recipe = readRecipe(upload.bytes);
  if (recipe === undefined) throw new UserError(userNotices.noRecipe({ file: upload.name }));
  return { command: commandOf(recipe), recipe };
}

/** The command whose result a recipe alone looks like: a file does not say which one it came from. */
export function commandOf(recipe: Recipe): string {
  const { drawings } = recipe;
  const walks = new Set(drawings.map((drawing) => drawing.walk.kind));
  const main = drawings.find((drawing) => drawing.walk.kind === 'sample');
  if (walks.has('one-step') || walks.has('blur')) return 'denoise';
  if (main === undefined) return isEnlarging(recipe) ? 'upscale' : 'noise';
  if (main.term.kind === 'views') return 'anagram';
  if (main.term.kind === 'components') return 'hybrid';
  if (main.keep !== undefined) return 'inpaint';
  return main.start.kind === 'image' ? 'sdedit' : 'sample';
}

/** @throws UserError for an option that has nothing to change in this recipe. */
async function change(recipe: Recipe, { options, engine }: RemixContext): Promise<Recipe> {
  const model = await pickModel(engine, options.model ?? recipe.model);
  refuseIdle(recipe, options);
  const { numTrainTimesteps, upscaledSize } = model;
  const changed = mapDrawings(recipe, (drawing) => changeDrawing(drawing, options, numTrainTimesteps));
  const isUpscaled = options.upscale === undefined ? recipe.finish.upscaleTo !== null : options.upscale === 'yes';
  const keepsSide = options.model === undefined && recipe.finish.upscaleTo !== null;
  const upscaleTo = !isUpscaled ? null : keepsSide ? recipe.finish.upscaleTo : upscaledSize;
  return reseed({ ...changed, model: model.name, finish: { upscaleTo } }, options.seed ?? recipe.drawings[0]!.seed);
}

function changeDrawing(drawing: Drawing, options: RemixValues, numTrainTimesteps: number): Drawing {
  const { walk, guidance: old, start } = drawing;
  if (isClean(drawing)) return drawing;
  return {
    ...drawing,
    term: replacePrompts(drawing.term, [options.prompt, options.second, options.third]),
    guidance: { ...old, scale: options.guidance ?? old.scale, negative: options.negative ?? old.negative },
    walk:
      walk.kind !== 'sample'
        ? walk
        : {
            ...walk,
            steps: options.steps ?? walk.steps,
            sampler: options.sampler ?? walk.sampler,
            spacing: options.spacing ?? walk.spacing,
          },
    ...(options.start !== undefined &&
      start.kind === 'image' && {
        start: { ...start, timestep: timestepAt(options.start, numTrainTimesteps) },
        ...(drawing.label?.startsWith('start ') && { label: `start ${options.start}` }),
      }),
  };
}

/** @throws UserError for an option that says something about a thing that this recipe does not have. */
function refuseIdle({ drawings }: Recipe, options: RemixValues): void {
  const count = Math.max(...drawings.map((drawing) => promptsOf(drawing.term).length));
  if (options.second !== undefined && count < 2) throw new UserError(userNotices.noSecondPrompt({ which: 'second' }));
  if (options.third !== undefined && count < 3) throw new UserError(userNotices.noSecondPrompt({ which: 'third' }));
  if (options.start !== undefined && !drawings.some((each) => each.start.kind === 'image' && !isClean(each))) {
    throw new UserError(userNotices.noStart());
  }
  const walked = ['steps', 'guidance', 'sampler', 'spacing', 'negative'] as const;
  const named = walked.find((name) => options[name] !== undefined);
  if (named !== undefined && !drawings.some((each) => each.walk.kind === 'sample')) {
    throw new UserError(userNotices.notSampled({ option: named }));
  }
}
