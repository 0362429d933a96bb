import { UserError } from '../../commands/messages/errors.ts';
import type { Upload } from '../../commands/ports/upload.ts';
import { recipeIn } from '../../commands/recipes/read-recipe.ts';

/** How long a form waits for its file: chat platforms open a form only within three seconds. */
const readTimeoutMs = 1_500;

/**
 * Checks that a picture contains our settings before a form is opened, since the form would be refused otherwise. A
 * file that arrives too late is checked when the form is submitted.
 *
 * @throws UserError when it contains none, or cannot be fetched.
 */
export async function requireRecipe(
  fetchFile: () => Promise<Upload>,
  timeout: (ms: number) => Promise<void>,
): Promise<void> {
  const fetched = fetchFile().catch((error) => {
    if (error instanceof UserError) throw error;
    return undefined; // after a lost connection, the submitted form fetches it again
  });
  fetched.catch(() => {}); // it may fail after the timeout
  const upload = await Promise.race([fetched, timeout(readTimeoutMs)]);
  if (upload) recipeIn(upload);
}
