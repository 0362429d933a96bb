import { type Engine, EngineError, type Recipe } from '../../engine/client.ts';
import type { CommandContext } from '../command.ts';
import { plainPrompt } from '../options/options.ts';
import type { RawValues } from '../options/parse-options.ts';
import type { JobRequest } from '../ports/job-service.ts';
import type { Upload } from '../ports/upload.ts';
import { unknownWords, unknownWordsText } from '../prompts/unknown-words.ts';
import { expandRecipe } from '../prompts/wildcards.ts';
import { promptsOf } from './caption.ts';
import { remarkOnFile } from './read-uploads.ts';
import { remarkOnUse } from './remarks.ts';

/** Where a request came from, besides its options. */
type Origin = Pick<JobRequest, 'parent' | 'maskedBy'>;

type SubmitContext = Pick<CommandContext<RawValues>, 'asker' | 'engine' | 'options' | 'reply' | 'jobService' | 'note'>;

/**
 * Submits a command's recipe, its wildcards expanded, with a remark where a file or prompt is not fully used, or the model hardly knows the
 * prompt.
 *
 * @param said What the command itself remarks.
 * @throws UserError when a limit is reached.
 */
export async function submitRecipe(
  command: string,
  typed: Recipe,
  context: SubmitContext,
  origin: Origin = {},
  said?: string,
): Promise<void> {
  const { asker, options, reply, jobService } = context;
  const recipe = expandRecipe(typed);
  await jobService.submit(
    {
      asker,
      command,
      recipe,
      film: options.film === true,
      ...origin,
    },
    reply,
    remarkOn(recipe, context, said),
  );
}

async function remarkOn(
  recipe: Recipe,
  { engine, options, note }: SubmitContext,
  said: string | undefined,
): Promise<string | undefined> {
  const files = Object.values(options).filter(isUpload);
  const remarks = await Promise.all([
    note,
    ...files.map(remarkOnFile),
    said,
    remarkOnUse(recipe, engine),
    remarkOnPrompts(recipe, engine),
  ]);
  return remarks.filter((each) => each !== undefined).join(' ') || undefined;
}

const isUpload = (value: unknown): value is Upload => typeof value === 'object' && value !== null && 'bytes' in value;

/** Names what the model never learned. Says nothing where the engine fails, since the picture is more important. */
async function remarkOnPrompts({ model: name, drawings }: Recipe, engine: Engine): Promise<string | undefined> {
  const prompts = drawings.flatMap(({ term }) => promptsOf(term)).filter((prompt) => prompt !== plainPrompt);
  try {
    const model = (await engine.models()).find((each) => each.name === name);
    return model && unknownWordsText(await unknownWords(prompts, model, engine));
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}
