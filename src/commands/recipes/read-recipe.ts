import { type Recipe, type RecipeReading, readRecipeOf, recipeVersion } from '../../engine/client.ts';
import { type Notice, UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import type { Upload } from '../ports/upload.ts';

/** Largest length of the list of problems. */
const maxProblems = 300;

/**
 * Reads the recipe in a file.
 *
 * @param none Message for a file without a recipe.
 * @throws UserError with the reason where there is no usable recipe.
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
