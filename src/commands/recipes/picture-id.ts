import type { JobId, Recipe } from '../../engine/client.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';

// One picture of a job that drew several has an id of its own: the job's, a full stop, and its number from 1.

interface PictureId {
  readonly job: JobId;
  /** Absent where the whole job is meant. */
  readonly number?: number;
}

export const pictureId = (job: JobId, number: number): JobId => `${job}.${number}` as JobId;

export function readPictureId(id: JobId): PictureId {
  const [, job, number] = /^(.+)\.(\d{1,2})$/.exec(id) ?? [];
  return job === undefined ? { job: id } : { job: job as JobId, number: Number(number) };
}

/** The job of an id, whether that is of a job or of one of its pictures. */
export const jobIdOf = (id: JobId): JobId => readPictureId(id).job;

/** Whether the id is that of one picture of several. */
export const isPictureId = (id: JobId): boolean => readPictureId(id).number !== undefined;

/**
 * Returns the recipe of one picture; the whole recipe without a number.
 * @throws UserError when there is no picture with this number.
 */
export function recipeOfPicture(recipe: Recipe, number: number | undefined): Recipe {
  if (number === undefined) return recipe;
  const drawing = recipe.drawings[number - 1];
  if (drawing === undefined) throw new UserError(userMessages.noSuchPicture({ number, count: recipe.drawings.length }));
  return { ...recipe, drawings: [drawing] };
}
