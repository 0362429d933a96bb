import { type JobId, pngToRaw, type RawPicture, type Recipe, readRecipe } from '../../engine/client.ts';
import { findPicture } from '../jobs/find-job.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import type { JobService, JobSummary } from '../ports/job-service.ts';
import type { Upload } from '../ports/upload.ts';
import { commandOfRecipe } from '../recipes/command-of-recipe.ts';
import { readPictureId, recipeOfPicture } from '../recipes/picture-id.ts';
import { recipeIn } from '../recipes/read-recipe.ts';
import { squareOf, wholeOf } from '../recipes/read-uploads.ts';

/** The job of a button, or one picture of it. */
export interface SourceJob extends Pick<JobSummary, 'id' | 'command' | 'recipe' | 'maskedBy' | 'state'> {
  /** Of one picture of several, from 1: then recipe, pictures and flags are those of this picture alone. */
  readonly number?: number;
  /** Whether the job is still stored. If not, only its message is left, and nothing may refer to the job's id. */
  readonly isKept: boolean;
  /**
   * Reads the pictures, one per drawing.
   *
   * @throws UserError when they are not there yet, or no longer stored.
   */
  pictures(): Promise<readonly RawPicture[]>;
  /** Whether a picture of it was flagged, so that files made from it must be hidden. */
  isSensitive(): Promise<boolean>;
}

interface Sources {
  readonly jobService: JobService;
  /**
   * Fetches the files of the message, in their order: see `makeResult`. Called only when the job is no longer stored.
   */
  readonly files?: () => Promise<readonly Upload[]>;
}

/**
 * Finds a job in the job service or, when it is no longer stored, reads it out of its message. The message's files are
 * not trusted: its recipe is validated like a stranger's, its pictures are read like uploads.
 *
 * @throws UserError when there is neither a stored job nor a recipe.
 */
export async function findSourceJob(id: JobId, { jobService, files = nothing }: Sources): Promise<SourceJob> {
  const found = await findPicture(id, jobService);
  if (found !== undefined) return keptJob(found, readPictureId(id).number, { jobService, files });
  const shown = await files();
  if (shown[0] === undefined) throw new UserError(userMessages.jobGone());
  const whole = recipeIn(shown[0], userMessages.jobGone());
  const { job, number } = readPictureId(id);
  // A message that shows one picture alone has that picture's recipe already.
  const only = whole.drawings.length === 1 ? undefined : number;
  const recipe = recipeOfPicture(whole, only);
  return {
    ...{ id: job, command: commandOfRecipe(recipe), recipe, state: 'delivered', isKept: false },
    ...(number !== undefined && { number }),
    pictures: async () => onlyOne(await picturesIn(shown, whole), only),
    isSensitive: async () => areHidden(shown),
  };
}

function keptJob(job: JobSummary, number: number | undefined, { jobService, files }: Required<Sources>): SourceJob {
  const { id } = job;
  return {
    ...job,
    ...(number !== undefined && { number }),
    isKept: true,
    pictures: () => picturesOf(job, number, { jobService, files }),
    isSensitive: async () =>
      onlyOne(await jobService.flagged(id), number).includes(true) ||
      ((await jobService.pictures(id)) === undefined && areHidden(await files())),
  };
}

/** Picks the item of one picture; all of them without a number. */
const onlyOne = <T>(items: readonly T[], number: number | undefined): readonly T[] =>
  number === undefined ? items : items.slice(number - 1, number);

const nothing = async (): Promise<readonly Upload[]> => [];

async function picturesOf(
  { id, state, recipe }: JobSummary,
  number: number | undefined,
  { jobService, files }: Required<Sources>,
): Promise<readonly RawPicture[]> {
  const pngs = await jobService.pictures(id);
  if (pngs !== undefined) return Promise.all(onlyOne(pngs, number).map(pngToRaw));
  if (state === 'delivered') return picturesFrom(await files(), recipe, number);
  throw new UserError(userMessages.unfinished({ isUnderWay: state === 'accepted' || state === 'running' }));
}

const areHidden = (files: readonly Upload[]): boolean => files.some(({ isSensitive }) => isSensitive === true);

const mainRecipe = (files: readonly Upload[]): Recipe | undefined => files[0] && readRecipe(files[0].bytes);

/** Reads the pictures of a job from a message that shows all of them, or this one alone. */
async function picturesFrom(files: readonly Upload[], recipe: Recipe, number: number | undefined) {
  const shown = mainRecipe(files);
  if (number === undefined || shown?.drawings.length === 1) return picturesIn(files, recipe);
  return onlyOne(await picturesIn(files, shown ?? recipe), number);
}

/** Reads the pictures of a message: the only file, or those after the contact sheet. */
async function picturesIn(files: readonly Upload[], { drawings, finish }: Recipe): Promise<readonly RawPicture[]> {
  const first = drawings.length === 1 ? 0 : 1;
  const shown = files.slice(first, first + drawings.length);
  const isWhole = shown.length === drawings.length && mainRecipe(files)?.drawings.length === drawings.length;
  if (!isWhole) throw new UserError(userMessages.jobGone());
  const isSquare = finish.paste === undefined && finish.aspect === undefined;
  return Promise.all(shown.map(isSquare ? squareOf : wholeOf));
}
