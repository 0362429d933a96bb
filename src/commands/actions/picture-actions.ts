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
import { mainDrawing, turnOf } from '../recipes/caption.ts';
import { commandOfRecipe } from '../recipes/command-of-recipe.ts';
import { recipeIn } from '../recipes/read-recipe.ts';
import { remarkOnFile, squareOf } from '../recipes/read-uploads.ts';
import { hiddenIf, pngFile } from '../results/results.ts';
import { settingsText } from './settings-text.ts';

// What a chat platform's menu does with any picture, whoever posted it.

/** A picture that only was looked at belongs to no job. */
export const noJob = 'none' as JobId;

/**
 * Shows an anagram of ours through its second view, anything else upside down; of what is not square, the middle.
 *
 * @throws UserError that says what is wrong with the file.
 */
export async function turnPicture(upload: Upload, { reply }: { readonly reply: Reply }): Promise<void> {
  const recipe = readRecipe(upload.bytes);
  const view = recipe === undefined ? 'flip' : secondView(recipe);
  const turned = seenThrough(view, await squareOf(upload));
  const caption = `The picture ${turnOf(view)}`;
  const file = await pngFile(`turned-${view}.png`, turned, `The same picture ${turnOf(view)}.`);
  const files = hiddenIf(upload.isSensitive, [file]);
  const remark = await remarkOnFile(upload);
  const result = { jobId: noJob, files, caption, details: [], ...(remark !== undefined && { remark }), actions: [] };
  await reply.show({ kind: 'result', result });
}

/**
 * Shows what a picture of ours was made with.
 *
 * @throws UserError when the file carries no recipe.
 */
export async function settingsOf(upload: Upload, { reply }: { readonly reply: Reply }): Promise<void> {
  const recipe = recipeIn(upload);
  await reply.show(settingsText({ command: commandOfRecipe(recipe), recipe }));
}

export const pictureActions = { turnPicture, settingsOf } as const;

/** How an anagram is turned; anything else is put upside down. */
export function secondView(recipe: Recipe): ViewName {
  const { term } = mainDrawing(recipe);
  return (term.kind === 'views' ? term.parts[1]?.view : undefined) ?? 'flip';
}

/** @throws UserError where the view cuts patches and the side cannot be cut so: a stranger's file may say anything. */
export function seenThrough(view: ViewName, picture: RawPicture): RawPicture {
  try {
    return viewPicture(picture, view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(userMessages.notOffered({ action: 'turn' }), { cause: error });
  }
}
