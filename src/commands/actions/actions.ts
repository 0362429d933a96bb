import {
  type Drawing,
  type JobId,
  type Picture,
  pictureOf,
  pngToRaw,
  type Recipe,
  type SplitName,
} from '../../engine/client.ts';
import type { CommandContext } from '../command.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { largestSide } from '../options/options.ts';
import type { ActionName } from '../ports/action.ts';
import type { JobRequest } from '../ports/job-service.ts';
import type { ResultFile } from '../ports/reply.ts';
import type { Upload } from '../ports/upload.ts';
import { chooseSeed, pickModel, timestepAt } from '../recipes/build-recipe.ts';
import { cancelOwn } from '../recipes/cancel-own.ts';
import { isClean, isUpscaling, labelOf, mainDrawing, turnOf } from '../recipes/caption.ts';
import { reseed, sideOf } from '../recipes/change-recipe.ts';
import { remarkOnUse } from '../recipes/remarks.ts';
import { availableActions } from '../results/available-actions.ts';
import { filmFile, hiddenIf, pngFile, together, viewingFile } from '../results/results.ts';
import { secondView, seenThrough } from './picture-actions.ts';
import { settingsText } from './settings-text.ts';
import { findSourceJob, type SourceJob } from './source-job.ts';

/** Who pressed the button, where the answer goes, and what is needed to make it. */
export interface ActionContext extends Omit<CommandContext<never>, 'options'> {
  /**
   * The files of the message that the button stands below, in their order. With them a button still works when the job
   * is no longer kept; they are fetched only then.
   */
  readonly files?: () => Promise<readonly Upload[]>;
}

type Act = (job: SourceJob, context: ActionContext) => Promise<void>;

/** Where Vary begins: an index of the strided list, half of the way. */
const varyStart = 16;

const acts: Readonly<Record<Exclude<ActionName, 'cancel'>, Act>> = {
  reroll: (job, context) => submit(job, context, reseed(job.recipe, chooseSeed(undefined, context.random))),
  vary: async (job, context) => submit(job, context, await varied(job, context)),
  upscale: async (job, context) => submit(job, context, await enlarged(job, context), 'upscale'),
  turn: showTurned,
  'near-far': showNearFar,
  film: showFilm,
  settings: showSettings,
};

/**
 * Does what a button says with a job of `context.asker`'s channel. Anybody may build on a picture; only who asked for it
 * may cancel it.
 *
 * @throws UserError with a sentence for the chat user.
 */
export async function act(action: ActionName, id: JobId, context: ActionContext): Promise<void> {
  if (action === 'cancel') return cancelOwn(id, context);
  const job = await findSourceJob(id, context);
  if (!availableActions(job).includes(action)) throw new UserError(userMessages.notOffered({ action }));
  await acts[action](job, context);
}

async function submit(
  { id, isKept, command, maskedBy }: SourceJob,
  { asker, engine, reply, jobService }: ActionContext,
  recipe: Recipe,
  as: string = command,
): Promise<void> {
  const origin = { ...(isKept && { parent: id }), ...(maskedBy !== undefined && { maskedBy }) };
  const request: JobRequest = { asker, command: as, recipe, ...origin };
  await jobService.submit(request, reply, remarkOnUse(recipe, engine));
}

/** Every sampled drawing begins again at its own result, half noised. Source: SDEdit, arXiv:2108.01073. */
async function varied(job: SourceJob, context: ActionContext): Promise<Recipe> {
  const model = await pickModel(context.engine, job.recipe.model);
  const pictures = await picturesIn(job);
  const timestep = timestepAt(varyStart, model.numTrainTimesteps);
  const begun = job.recipe.drawings.flatMap((drawing, i): Drawing[] =>
    drawing.walk.kind === 'sample'
      ? [{ ...drawing, ...variedLabel(drawing), start: { kind: 'image', image: pictures[i]!, timestep } }]
      : [],
  );
  return reseed({ ...job.recipe, drawings: begun }, chooseSeed(undefined, context.random));
}

/** All begin at one start now: on a sheet each is known by the picture that it began at. */
const variedLabel = ({ label }: Drawing) => (label?.startsWith('start ') ? { label: `variation of ${label}` } : {});

/** The finished pictures, unchanged, through super-resolution: to the model's own size, or else four times larger. */
async function enlarged(job: SourceJob, context: ActionContext): Promise<Recipe> {
  const model = await pickModel(context.engine, job.recipe.model);
  const ownSide = sideOf(model);
  const pictures = await picturesIn(job);
  const side = job.recipe.finish.upscaleTo ?? model.imageSize;
  const upscaleTo = side < ownSide ? ownSide : Math.min(4 * side, largestSide);
  const isCompared = !isUpscaling(job.recipe);
  const drawings = job.recipe.drawings.flatMap(({ keep: _, ...drawing }, i): Drawing[] => {
    // The upload beside drawings was only there to compare with.
    if (isCompared && isClean(drawing)) return [];
    return [{ ...drawing, start: { kind: 'image', image: pictures[i]!, timestep: null }, walk: { kind: 'none' } }];
  });
  return { ...job.recipe, drawings, finish: { upscaleTo } };
}

const picturesIn = async (job: SourceJob): Promise<readonly Picture[]> =>
  Promise.all((await job.pictures()).map(pictureOf));

/** An anagram is turned by its second view, anything else upside down. */
async function showTurned(job: SourceJob, context: ActionContext): Promise<void> {
  const view = secondView(job.recipe);
  const turned = (await job.pictures()).map((picture) => seenThrough(view, picture));
  const picture = await together(turned.map((each, i) => ({ picture: each, caption: captionIn(job, i) })));
  const file = await pngFile(`${job.command}-${view}.png`, picture, `The same picture ${turnOf(view)}.`);
  await showFile(job, context, file, `The picture ${turnOf(view)}`);
}

/** What only shows sizes would show nothing of a hybrid by colour or by motion. */
async function showNearFar(job: SourceJob, context: ActionContext): Promise<void> {
  const { term } = mainDrawing(job.recipe);
  const split = term.kind === 'components' ? term.split : 'frequency';
  const pictures = await job.pictures();
  const shown = pictures.map((picture, i) => ({ picture, caption: captionIn(job, i) }));
  await showFile(job, context, await viewingFile(job.command, split, shown), lookCaptions[split]);
}

const lookCaptions: Readonly<Record<SplitName, string>> = {
  frequency: 'From near and from far',
  'triple-frequency': 'From near and from far',
  colour: 'In colour and in grey',
  motion: 'Still and moving',
};

async function showFilm(job: SourceJob, context: ActionContext): Promise<void> {
  await showFile(job, context, await filmOfJob(job, context), 'From noise to picture');
}

/**
 * The film of a finished job, by itself.
 *
 * @throws UserError when the steps are no longer kept.
 */
export const filmOf = async (id: JobId, context: Pick<ActionContext, 'jobService' | 'files'>): Promise<ResultFile> =>
  filmOfJob(await findSourceJob(id, context), context);

async function filmOfJob(job: SourceJob, { jobService }: Pick<ActionContext, 'jobService'>): Promise<ResultFile> {
  const frames = await jobService.frames(job.id);
  if (frames === undefined && job.state === 'delivered') throw new UserError(userMessages.noFrames());
  const pictures = await job.pictures();
  const reels = await Promise.all(
    pictures.map(async (picture, i) => [...(await Promise.all((frames?.[i] ?? []).map(pngToRaw))), picture]),
  );
  if (reels.every((reel) => reel.length === 1)) throw new UserError(userMessages.noFrames());
  const captions = pictures.map((_, i) => captionIn(job, i));
  const film = await filmFile(`${job.command}-film.webp`, reels, captions);
  return hiddenIf(await job.isSensitive(), [film])[0]!;
}

const captionIn = ({ recipe }: SourceJob, index: number): string => labelOf(recipe.drawings[index]!);

/** A look at an earlier result: a picture of its own, but no job of its own. */
async function showFile(job: SourceJob, { reply }: ActionContext, file: ResultFile, caption: string): Promise<void> {
  const files = hiddenIf(await job.isSensitive(), [file]);
  await reply.show({ kind: 'result', result: { jobId: job.id, files, caption, details: [], actions: [] } });
}

async function showSettings({ id, isKept, ...job }: SourceJob, { reply }: ActionContext): Promise<void> {
  await reply.show(settingsText({ ...job, ...(isKept && { id }) }));
}
