import {
  type JobId,
  type RawPicture,
  type Recipe,
  readRecipe,
  type ViewName,
  viewPicture,
} from '../../engine/client.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import type { Reply } from '../ports/reply.ts';
import type { Upload } from '../ports/upload.ts';
import { mainDrawing, viewPhrase } from '../recipes/caption.ts';
import { remarkOnFile, squareOf } from '../recipes/read-uploads.ts';
import { markSensitive, pngFile } from '../results/results.ts';

// Actions of a chat platform's message menu on any picture, whoever posted it.

/** Job id of results that belong to no job. */
export const noJob = 'none' as JobId;

/**
 * Shows an anagram with a recipe through its second view, any other picture upside down. Only the middle square of the
 * picture is used.
 *
 * @throws UserError that says what is wrong with the file.
 */
export async function turnPicture(upload: Upload, { reply }: { readonly reply: Reply }): Promise<void> {
  const recipe = readRecipe(upload.bytes);
  const view = recipe === undefined ? 'flip' : secondView(recipe);
  const turned = applyView(view, await squareOf(upload));
  const caption = `The picture ${viewPhrase(view)}`;
  const file = await pngFile(`turned-${view}.png`, turned, `The same picture ${viewPhrase(view)}.`);
  const files = markSensitive(upload.isSensitive, [file]);
  const remark = await remarkOnFile(upload);
  const result = { jobId: noJob, files, caption, details: [], ...(remark !== undefined && { remark }), actions: [] };
  await reply.show({ kind: 'result', result });
}

/** Returns the second view of an anagram; `flip` for any other recipe. */
export function secondView(recipe: Recipe): ViewName {
  const { term } = mainDrawing(recipe);
  return (term.kind === 'views' ? term.parts[1]?.view : undefined) ?? 'flip';
}

/**
 * Applies a view.
 * @throws UserError when the view cuts patches that do not divide the side, as a stranger's recipe may ask for.
 */
export function applyView(view: ViewName, picture: RawPicture): RawPicture {
  try {
    return viewPicture(picture, view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(userMessages.notOffered({ action: 'turn' }), { cause: error });
  }
}
