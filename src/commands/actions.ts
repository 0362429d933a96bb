import {
  type Drawing,
  type JobId,
  type Picture,
  pictureOf,
  pngToRaw,
  type RawPicture,
  type Recipe,
  type SplitName,
  viewPicture,
} from '../engine/client.ts';
import type { ActionName } from './action.ts';
import { cancelOwn } from './cancel.ts';
import { reseed } from './change.ts';
import type { CommandContext } from './command.ts';
import { detailsOf, isClean, isEnlarging, mainDrawing, turnOf } from './describe.ts';
import { UserError } from './errors.ts';
import { picturesOf, toLine } from './line-of.ts';
import { userNotices } from './notices.ts';
import { offeredActions } from './offer.ts';
import { largestSide } from './options.ts';
import type { ResultFile } from './reply.ts';
import { filmFile, looksFile, pngFile, together } from './results.ts';
import type { JobRequest, JobSummary } from './studio.ts';
import { sideOf } from './upscale.ts';
import { chooseSeed, pickModel, timestepAt } from './walk.ts';

/** Who pressed the button, where the answer goes, and what is needed to make it. */
export type ActionContext = Omit<CommandContext<never>, 'options'>;

type Act = (job: JobSummary, context: ActionContext) => Promise<void>;

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
  const job = await context.studio.find(id);
  if (job === undefined) throw new UserError(userNotices.jobGone());
  if (!offeredActions(job).includes(action)) throw new UserError(userNotices.notOffered({ action }));
  await acts[action](job, context);
}

async function submit(
  { id, command, maskedBy }: JobSummary,
  { asker, reply, studio }: ActionContext,
  recipe: Recipe,
  as: string = command,
): Promise<void> {
  const request: JobRequest = { asker, command: as, recipe, parent: id, ...(maskedBy !== undefined && { maskedBy }) };
  await studio.submit(request, reply);
}

/** Every sampled drawing begins again at its own result, half noised. Source: SDEdit, arXiv:2108.01073. */
async function varied(job: JobSummary, context: ActionContext): Promise<Recipe> {
  const model = await pickModel(context.engine, job.recipe.model);
  const pictures = await picturesIn(job, context);
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
async function enlarged(job: JobSummary, context: ActionContext): Promise<Recipe> {
  const model = await pickModel(context.engine, job.recipe.model);
  const ownSide = sideOf(model);
  const pictures = await picturesIn(job, context);
  const side = job.recipe.finish.upscaleTo ?? model.imageSize;
  const upscaleTo = side < ownSide ? ownSide : Math.min(4 * side, largestSide);
  const isCompared = !isEnlarging(job.recipe);
  const drawings = job.recipe.drawings.flatMap(({ keep: _, ...drawing }, i): Drawing[] => {
    // The upload beside drawings was only there to compare with.
    if (isCompared && isClean(drawing)) return [];
    return [{ ...drawing, start: { kind: 'image', image: pictures[i]!, timestep: null }, walk: { kind: 'none' } }];
  });
  return { ...job.recipe, drawings, finish: { upscaleTo } };
}

const picturesIn = async (job: JobSummary, context: ActionContext): Promise<readonly Picture[]> =>
  Promise.all((await resultsOf(job, context)).map(pictureOf));

/** @throws UserError when the pictures are not there yet, or no longer kept. */
async function resultsOf({ id, state }: JobSummary, { studio }: ActionContext): Promise<readonly RawPicture[]> {
  const pngs = await studio.pictures(id);
  if (pngs === undefined) {
    if (state === 'delivered') throw new UserError(userNotices.jobGone());
    throw new UserError(userNotices.unfinished({ isUnderWay: state === 'accepted' || state === 'running' }));
  }
  return Promise.all(pngs.map(pngToRaw));
}

/** An anagram is turned by its second view, anything else upside down. */
async function showTurned(job: JobSummary, context: ActionContext): Promise<void> {
  const { term } = mainDrawing(job.recipe);
  const view = (term.kind === 'views' ? term.parts[1]?.view : undefined) ?? 'flip';
  const turned = (await resultsOf(job, context)).map((picture) => viewPicture(picture, view));
  const picture = await together(turned.map((each, i) => ({ picture: each, caption: captionIn(job, i) })));
  const file = await pngFile(`${job.command}-${view}.png`, picture, `The same picture ${turnOf(view)}.`);
  await showFile(job, context, file, `The picture ${turnOf(view)}`);
}

/** What only shows sizes would show nothing of a hybrid by colour or by motion. */
async function showNearFar(job: JobSummary, context: ActionContext): Promise<void> {
  const { term } = mainDrawing(job.recipe);
  const split = term.kind === 'components' ? term.split : 'frequency';
  const pictures = await resultsOf(job, context);
  const shown = pictures.map((picture, i) => ({ picture, caption: captionIn(job, i) }));
  await showFile(job, context, await looksFile(job.command, split, shown), lookCaptions[split]);
}

const lookCaptions: Readonly<Record<SplitName, string>> = {
  frequency: 'From near and from far',
  'triple-frequency': 'From near and from far',
  colour: 'In colour and in grey',
  motion: 'Still and moving',
};

/** @throws UserError when the steps are no longer kept. */
async function showFilm(job: JobSummary, context: ActionContext): Promise<void> {
  const frames = await context.studio.frames(job.id);
  const pictures = await resultsOf(job, context);
  const reels = await Promise.all(
    pictures.map(async (picture, i) => [...(await Promise.all((frames?.[i] ?? []).map(pngToRaw))), picture]),
  );
  if (frames === undefined || reels.every((reel) => reel.length === 1)) throw new UserError(userNotices.noFrames());
  const captions = pictures.map((_, i) => captionIn(job, i));
  await showFile(job, context, await filmFile(`${job.command}-film.webp`, reels, captions), 'From noise to picture');
}

const captionIn = ({ recipe }: JobSummary, index: number): string => {
  const drawing = recipe.drawings[index];
  return drawing?.label ?? `seed ${drawing?.seed}`;
};

/** A look at an earlier result: a picture of its own, but no job of its own. */
const showFile = ({ id }: JobSummary, { reply }: ActionContext, file: ResultFile, caption: string): Promise<void> =>
  reply.show({ kind: 'result', result: { jobId: id, files: [file], caption, details: [], actions: [] } });

const untypable = 'No line can say it: it was made from pictures of mine. /remix changes one thing of it.';

async function showSettings(job: JobSummary, { reply }: ActionContext): Promise<void> {
  const line = toLine(job);
  const attached = line === undefined ? [] : picturesOf(job);
  await reply.show({
    kind: 'text',
    title: 'Settings',
    sections: [
      {
        heading: 'The same again',
        lines: [line ?? untypable, ...(attached.length > 0 ? [`Attach ${attached.join(', then ')}.`] : [])],
      },
      { heading: 'Details', lines: detailsOf(job.recipe).map(([name, value]) => `${name}: ${value}`) },
      {
        heading: 'Change one thing',
        lines: [`/remix job:${job.id} seed:${job.recipe.drawings[0]!.seed === 180 ? 181 : 180}`],
      },
    ],
  });
}
