import { t } from '../../commands/language/translate.ts';
import type { Result } from '../../commands/ports/reply.ts';
import { recipeIn } from '../../commands/recipes/read-recipe.ts';
import { remarkOnUse } from '../../commands/recipes/remarks.ts';
import { readUpload } from './arguments.ts';
import { openDestination } from './destination.ts';
import { createShellReply } from './reply.ts';
import type { OutputFlags } from './run-command.ts';
import { inSession, printFailure } from './session.ts';
import type { ExitCode, Shell } from './shell.ts';
import { shellAsker } from './shell.ts';

/**
 * Draws a picture again from the recipe in its PNG, and prints whether the new file has the same bytes. It has on the
 * same kind of machine with the same provider, unless the picture was drawn in a batch with others.
 */
export async function rerun(
  shell: Shell,
  path: string,
  { out, json = false, preview = false }: OutputFlags,
): Promise<ExitCode> {
  try {
    const upload = await readUpload(path, shell);
    const { name, bytes } = upload;
    const hint = name.endsWith('.webp')
      ? t('A film carries no recipe; use the PNG beside it.')
      : t(
          'Only the main PNG of a result does, as long as no other program has saved it: not its mask or its readings.',
        );
    const recipe = recipeIn(upload, { message: t('"{{name}}" carries no recipe.', { name }), hint });
    const select = (result: Result): Result => {
      const isSame = isSameFile(result, bytes);
      if (!isSame)
        shell.stderr.write(`${t('Not the same bytes: docs/reproducibility.md says when that is to be expected.')}\n`);
      return firstAlone(result, isSame);
    };
    const reply = createShellReply({
      shell,
      destination: await openDestination(out, { shell, json }),
      json,
      preview,
      select,
    });
    return await inSession(shell, json, async ({ engine, jobService }) => {
      const remark = remarkOnUse(recipe, engine);
      await jobService.submit({ asker: shellAsker, command: 'rerun', recipe }, reply, remark);
    });
  } catch (error) {
    return printFailure(shell, error, json);
  }
}

const isSameFile = ({ files: [first] }: Result, original: Uint8Array): boolean =>
  first !== undefined && Buffer.compare(first.bytes, original) === 0;

function firstAlone(result: Result, isSame: boolean): Result {
  return {
    ...result,
    files: result.files.slice(0, 1),
    details: [...result.details, ['same bytes', isSame ? 'yes' : 'no']],
  };
}
