import {
  type Drawing,
  extendedPictureOf,
  type JobId,
  type Picture,
  pngToRaw,
  type RawPicture,
  type Recipe,
  type SplitName,
} from '../../engine/client.ts';
import type { CommandContext } from '../command.ts';
import { cancelOwn } from '../jobs/cancel-own.ts';
import { t } from '../language/translate.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { largestSide } from '../options/options.ts';
import type { ActionName } from '../ports/action.ts';
import type { JobRequest } from '../ports/job-service.ts';
import type { ResultFile } from '../ports/reply.ts';
import type { Upload } from '../ports/upload.ts';
import { expandRecipe } from '../prompts/wildcards.ts';
import { chooseSeed, pickModel } from '../recipes/build-recipe.ts';
import { captionOf, detailsOf, isClean, isUpscaling, labelOf, mainDrawing, viewPhrase } from '../recipes/caption.ts';
import { reseed, sideOf } from '../recipes/change-recipe.ts';
import { pictureId } from '../recipes/picture-id.ts';
import { remarkOnUse } from '../recipes/remarks.ts';
import { availableActions } from '../results/available-actions.ts';
import {
  drawnPart,
  filmFile,
  markSensitive,
  pictureOrSheet,
  pngFile,
  shownFiles,
  viewingFile,
} from '../results/results.ts';
import { applyView, secondView } from './picture-actions.ts';
import { settingsText } from './settings-text.ts';
import { findSourceJob, type SourceJob } from './source-job.ts';

/** What an action needs: who pressed the button, where to answer, and the services. */
export interface ActionContext extends Omit<CommandContext<never>, 'options'> {
  /**
   * Fetches the files of the message with the button, in their order. With them a button still works when the job is no
   * longer stored; called only then.
   */
  readonly files?: () => Promise<readonly Upload[]>;
}

type ActionHandler = (job: SourceJob, context: ActionContext) => Promise<void>;

/**
 * How far Vary moves the noise. At 0.2 most pictures differ by little more than a shade; at 0.5 a castle gets other
 * towers. Measured by looking at three subjects, five variations of variations each, which stayed clear at all three.
 */
const varyStrength = 0.35;

const handlers: Readonly<Record<Exclude<ActionName, 'cancel'>, ActionHandler>> = {
  reroll: (job, context) => submit(job, context, rerolled(job, context)),
  vary: (job, context) => submit(job, context, variation(job, context)),
  upscale: async (job, context) => submit(job, context, await upscaled(job, context), 'upscale'),
  turn: showView,
  'near-far': showNearFar,
  film: showFilm,
  settings: showSettings,
  choose: showChosen,
};

/**
 * Runs the action of a button on a job of `context.asker`'s channel, or on one picture of it. Anybody may build on a
 * picture; only the job's asker may cancel it.
 *
 * @param id Of a job or a picture; `choose` needs that of a picture.
 * @throws UserError with a sentence for the chat user.
 */
export async function act(action: ActionName, id: JobId, context: ActionContext): Promise<void> {
  if (action === 'cancel') return cancelOwn(id, context);
  const job = await findSourceJob(id, context);
  const isOffered = action === 'choose' ? job.number !== undefined : availableActions(job).includes(action);
  if (!isOffered) throw new UserError(userMessages.notOffered({ action }));
  await handlers[action](job, context);
}

async function submit(
  { id, isKept, command, maskedBy }: SourceJob,
  { asker, engine, reply, jobService }: ActionContext,
  typed: Recipe,
  as: string = command,
): Promise<void> {
  const recipe = expandRecipe(typed);
  const origin = { ...(isKept && { parent: id }), ...(maskedBy !== undefined && { maskedBy }) };
  const request: JobRequest = { asker, command: as, recipe, ...origin };
  await jobService.submit(request, reply, remarkOnUse(recipe, engine));
}

/** Makes a recipe whose drawings lie near those of a job, from nearly the same noise. */
function variation({ recipe }: SourceJob, { random }: ActionContext): Recipe {
  const step = { seed: chooseSeed(undefined, random), strength: varyStrength };
  const drawings = recipe.drawings
    .filter(({ walk }) => walk.kind === 'sample')
    .map((drawing): Drawing => ({ ...drawing, variations: [...(drawing.variations ?? []), step] }));
  return { ...recipe, drawings };
}

/** Makes a recipe with other noise altogether. */
const rerolled = ({ recipe }: SourceJob, { random }: ActionContext): Recipe =>
  reseed(
    { ...recipe, drawings: recipe.drawings.map(({ variations: _, ...drawing }) => drawing) },
    chooseSeed(undefined, random),
  );

/** Makes a recipe that upscales the finished pictures: to the model's own size, or by four from there on. */
async function upscaled(job: SourceJob, context: ActionContext): Promise<Recipe> {
  const model = await pickModel(context.engine, job.recipe.model);
  const ownSide = sideOf(model);
  const pictures = await picturesIn(job);
  const side = job.recipe.finish.upscaleTo ?? model.imageSize;
  const upscaleTo = side < ownSide ? ownSide : Math.min(4 * side, largestSide);
  const isCompared = !isUpscaling(job.recipe);
  const drawings = job.recipe.drawings.flatMap(({ keep: _, ...drawing }, i): Drawing[] => {
    // The original on a comparison sheet is left out.
    if (isCompared && isClean(drawing)) return [];
    return [{ ...drawing, start: { kind: 'image', image: pictures[i]!, timestep: null }, walk: { kind: 'none' } }];
  });
  const { aspect } = job.recipe.finish;
  return { ...job.recipe, drawings, finish: { upscaleTo, ...(aspect !== undefined && { aspect }) } };
}

const picturesIn = async (job: SourceJob): Promise<readonly Picture[]> =>
  Promise.all((await drawnIn(job)).map(extendedPictureOf));

/** Reads what was drawn, one per drawing: of a picture that was pasted into, the square. */
async function drawnIn(job: SourceJob): Promise<readonly RawPicture[]> {
  const pictures = await job.pictures();
  return pictures.map((picture) => drawnPart(picture, job.recipe));
}

/** Shows an anagram through its second view, any other picture upside down. */
async function showView(job: SourceJob, context: ActionContext): Promise<void> {
  const view = secondView(job.recipe);
  const turned = (await job.pictures()).map((picture) => applyView(view, picture));
  const picture = await pictureOrSheet(turned.map((each, i) => ({ picture: each, caption: labelIn(job, i) })));
  const file = await pngFile(`${job.command}-${view}.png`, picture, `The same picture ${viewPhrase(view)}.`);
  await showFile(job, context, file, `The picture ${viewPhrase(view)}`);
}

/** Shows how a hybrid is seen from near and far, or, if split by colour or motion, its first component. */
async function showNearFar(job: SourceJob, context: ActionContext): Promise<void> {
  const { term } = mainDrawing(job.recipe);
  const split = term.kind === 'components' ? term.split : 'frequency';
  const pictures = await job.pictures();
  const labelled = pictures.map((picture, i) => ({ picture, caption: labelIn(job, i) }));
  await showFile(job, context, await viewingFile(job.command, split, labelled), viewingCaptions()[split]);
}

const viewingCaptions = (): Readonly<Record<SplitName, string>> => ({
  frequency: t('From near and from far'),
  'triple-frequency': t('From near and from far'),
  colour: t('In colour and in grey'),
  motion: t('Still and moving'),
});

async function showFilm(job: SourceJob, context: ActionContext): Promise<void> {
  await showFile(job, context, await filmOfJob(job, context), t('From noise to picture'));
}

/**
 * Makes the film of a finished job.
 *
 * @throws UserError when the steps are no longer stored.
 */
export const filmOf = async (id: JobId, context: Pick<ActionContext, 'jobService' | 'files'>): Promise<ResultFile> =>
  filmOfJob(await findSourceJob(id, context), context);

async function filmOfJob(job: SourceJob, { jobService }: Pick<ActionContext, 'jobService'>): Promise<ResultFile> {
  const frames = await jobService.frames(job.id);
  if (frames === undefined && job.state === 'delivered') throw new UserError(userMessages.noFrames());
  const pictures = await drawnIn(job);
  const sequences = await Promise.all(
    pictures.map(async (picture, i) => {
      const index = job.number === undefined ? i : job.number - 1;
      return [...(await Promise.all((frames?.[index] ?? []).map(pngToRaw))), picture];
    }),
  );
  if (sequences.every((sequence) => sequence.length === 1)) throw new UserError(userMessages.noFrames());
  const captions = pictures.map((_, i) => labelIn(job, i));
  const film = await filmFile(`${job.command}-film.webp`, sequences, captions);
  return markSensitive(await job.isSensitive(), [film])[0]!;
}

const labelIn = ({ recipe }: SourceJob, index: number): string => labelOf(recipe.drawings[index]!);

/** Shows a file made from an earlier result, without a job of its own. */
async function showFile(job: SourceJob, { reply }: ActionContext, file: ResultFile, caption: string): Promise<void> {
  const files = markSensitive(await job.isSensitive(), [file]);
  await reply.show({ kind: 'result', result: { jobId: job.id, files, caption, details: [], actions: [] } });
}

async function showSettings({ isKept, ...job }: SourceJob, { reply }: ActionContext): Promise<void> {
  const { id: _, ...others } = job;
  await reply.show(settingsText({ ...others, ...(isKept && { id: idOf(job) }) }));
}

/** Shows one picture of several alone, with its own buttons. */
async function showChosen(job: SourceJob, { reply }: ActionContext): Promise<void> {
  const flagged = [await job.isSensitive()];
  const name = `${job.command}-${job.recipe.drawings[0]!.seed}`;
  const files = await shownFiles(name, job.recipe, await job.pictures(), flagged);
  const [caption, details] = [captionOf(job.recipe), detailsOf(job)];
  await reply.show({
    kind: 'result',
    result: { jobId: idOf(job), files, caption, details, actions: availableActions(job) },
  });
}

/** The id of the picture, if it is one of several; else that of the job. */
const idOf = ({ id, number }: Pick<SourceJob, 'id' | 'number'>): JobId =>
  number === undefined ? id : pictureId(id, number);
