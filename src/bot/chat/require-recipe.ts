import { UserError } from '../../commands/messages/errors.ts';
import type { Upload } from '../../commands/ports/upload.ts';
import { recipeIn } from '../../commands/recipes/read-recipe.ts';

/** So long a form waits for the file that it is about: chat platforms open one within three seconds. */
const readTimeoutMs = 1_500;

/**
 * Looks whether a picture carries settings of ours before a form is opened that would be refused in the end. A file that is
 * slow to come is looked at then.
 *
 * @throws UserError where it carries none, or cannot be had.
 */
export async function requireRecipe(
  fetchFile: () => Promise<Upload>,
  timeout: (ms: number) => Promise<void>,
): Promise<void> {
  const fetched = fetchFile().catch((error) => {
    if (error instanceof UserError) throw error;
    return undefined; // a cut line is no reason not to try once more
  });
  fetched.catch(() => {}); // where it comes too late
  const upload = await Promise.race([fetched, timeout(readTimeoutMs)]);
  if (upload) recipeIn(upload);
}
