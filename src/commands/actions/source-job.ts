import { type JobId, pngToRaw, type RawPicture, type Recipe, readRecipe } from '../../engine/client.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import type { JobService, JobSummary } from '../ports/job-service.ts';
import type { Upload } from '../ports/upload.ts';
import { commandOfRecipe } from '../recipes/command-of-recipe.ts';
import { recipeIn } from '../recipes/read-recipe.ts';
import { squareOf } from '../recipes/read-uploads.ts';

/** A job that a button stands below. */
export interface SourceJob extends Pick<JobSummary, 'id' | 'command' | 'recipe' | 'maskedBy' | 'state'> {
  /** False: only its message is left, so nothing may point back at the job. */
  readonly isKept: boolean;
  /**
   * One a drawing.
   *
   * @throws UserError when they are not there yet, or no longer kept.
   */
  pictures(): Promise<readonly RawPicture[]>;
  /** Whether a picture of it was flagged, so that what shows it is hidden. */
  isSensitive(): Promise<boolean>;
}

interface Sources {
  readonly jobService: JobService;
  /** The files of the message, in their order: see `makeResult`. Fetched only where the studio has forgotten. */
  readonly files?: () => Promise<readonly Upload[]>;
}

/**
 * A job as the studio keeps it; after that time, as its message still shows it. What the message carries has been
 * outside: its recipe is read within the bounds for strangers' recipes, its pictures within those for uploads.
 *
 * @throws UserError when neither knows it.
 */
export async function findSourceJob(id: JobId, { jobService, files = nothing }: Sources): Promise<SourceJob> {
  const job = await jobService.find(id);
  if (job !== undefined) {
    return {
      ...job,
      isKept: true,
      pictures: () => picturesOf(job, jobService, files),
      isSensitive: async () =>
        (await jobService.flagged(id)).includes(true) ||
        ((await jobService.pictures(id)) === undefined && areHidden(await files())),
    };
  }
  const shown = await files();
  if (shown[0] === undefined) throw new UserError(userMessages.jobGone());
  const recipe = recipeIn(shown[0], userMessages.jobGone());
  const command = commandOfRecipe(recipe);
  return {
    ...{ id, command, recipe, state: 'delivered', isKept: false },
    pictures: () => picturesIn(shown, recipe),
    isSensitive: async () => areHidden(shown),
  };
}

const nothing = async (): Promise<readonly Upload[]> => [];

async function picturesOf(
  { id, state, recipe }: JobSummary,
  jobService: JobService,
  files: () => Promise<readonly Upload[]>,
): Promise<readonly RawPicture[]> {
  const pngs = await jobService.pictures(id);
  if (pngs !== undefined) return Promise.all(pngs.map(pngToRaw));
  if (state === 'delivered') return picturesIn(await files(), recipe);
  throw new UserError(userMessages.unfinished({ isUnderWay: state === 'accepted' || state === 'running' }));
}

const areHidden = (files: readonly Upload[]): boolean => files.some(({ isSensitive }) => isSensitive === true);

const mainRecipe = (files: readonly Upload[]): Recipe | undefined => files[0] && readRecipe(files[0].bytes);

/** The one picture, or those behind their contact sheet. */
async function picturesIn(files: readonly Upload[], { drawings }: Recipe): Promise<readonly RawPicture[]> {
  const first = drawings.length === 1 ? 0 : 1;
  const shown = files.slice(first, first + drawings.length);
  const isWhole = shown.length === drawings.length && mainRecipe(files)?.drawings.length === drawings.length;
  if (!isWhole) throw new UserError(userMessages.jobGone());
  return Promise.all(shown.map(squareOf));
}
