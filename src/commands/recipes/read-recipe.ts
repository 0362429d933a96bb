import { type Recipe, type RecipeReading, readRecipeOf, recipeVersion } from '../../engine/client.ts';
import { type Notice, UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import type { Upload } from '../ports/upload.ts';

/** Longest list of what is wrong that is shown, in letters. */
const maxProblems = 300;

/**
 * The recipe that a file carries.
 *
 * @param none What to say where it carries nothing of ours.
 * @throws UserError where there is none to use, with the reason.
 */
export function recipeIn({ name, bytes }: Upload, none: Notice = userMessages.noRecipe({ file: name })): Recipe {
  const reading = readRecipeOf(bytes);
  if (reading.kind === 'recipe') return reading.recipe;
  throw new UserError(reading.kind === 'none' ? none : unusable(name, reading));
}

function unusable(file: string, reading: Exclude<RecipeReading, { kind: 'recipe' | 'none' }>): Notice {
  switch (reading.kind) {
    case 'other-version':
      return userMessages.otherRecipeVersion({ file, version: reading.version, own: recipeVersion });
    case 'damaged':
      return userMessages.damagedRecipe({ file });
    case 'out-of-bounds':
      return userMessages.recipeOutOfBounds({ file, problems: clipped(reading.problems) });
    default:
      throw reading satisfies never;
  }
}

const clipped = (words: string): string =>
  words.length <= maxProblems ? words : `${words.slice(0, maxProblems).replace(/[^;]*$/, '')} …`;
