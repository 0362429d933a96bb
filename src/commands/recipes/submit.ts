import { type Engine, EngineError, type Recipe } from '../../engine/client.ts';
import type { CommandContext } from '../command.ts';
import { displayed } from '../messages/display-text.ts';
import { plainPrompt } from '../options/options.ts';
import type { RawValues } from '../options/parse-options.ts';
import type { JobRequest } from '../ports/job-service.ts';
import type { Upload } from '../ports/upload.ts';
import { mainDrawing, promptsOf } from './caption.ts';
import { remarkOnFile } from './read-uploads.ts';
import { remarkOnUse } from './remarks.ts';

/**
 * Below this similarity a prompt is far from every caption of the model. Measured with the embedded encoder:
 * paraphrases and styles of known things lie at 0.55 and above ("an oil painting of a snowy mountain village" 0.68,
 * "puppy" 0.87), unknown things below 0.5 ("a velociraptor" 0.48, "kubernetes cluster" 0.27).
 */
const farSimilarity = 0.5;

/** Captions below this similarity are not suggested: for "kubernetes cluster" there is nothing above 0.27. */
const namedSimilarity = 0.3;

/** Where a request came from, besides its options. */
type Origin = Pick<JobRequest, 'parent' | 'maskedBy'>;

type SubmitContext = Pick<CommandContext<RawValues>, 'asker' | 'engine' | 'options' | 'reply' | 'jobService'>;

/**
 * Submits a command's recipe, with a remark where a file or prompt is not fully used, or the model hardly knows the
 * prompt.
 *
 * @param said What the command itself remarks.
 * @throws UserError when a limit is reached.
 */
export async function submitRecipe(
  command: string,
  recipe: Recipe,
  context: SubmitContext,
  origin: Origin = {},
  said?: string,
): Promise<void> {
  const { asker, options, reply, jobService } = context;
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
  { engine, options }: SubmitContext,
  said: string | undefined,
): Promise<string | undefined> {
  const files = Object.values(options).filter(isUpload);
  const remarks = await Promise.all([
    ...files.map(remarkOnFile),
    said,
    remarkOnUse(recipe, engine),
    remarkOnPrompts(recipe, engine),
  ]);
  return remarks.filter((each) => each !== undefined).join(' ') || undefined;
}

const isUpload = (value: unknown): value is Upload => typeof value === 'object' && value !== null && 'bytes' in value;

/** Suggests up to three similar captions for the first prompt that is far from all captions. */
async function remarkOnPrompts(recipe: Recipe, engine: Engine): Promise<string | undefined> {
  for (const prompt of promptsOf(mainDrawing(recipe).term)) {
    const near = prompt === plainPrompt ? [] : await suggestions(engine, recipe.model, prompt);
    const [best] = near;
    if (best === undefined || best.similarity >= farSimilarity) continue;
    const named = near.filter(({ similarity }) => similarity >= namedSimilarity).map(({ text }) => text);
    const nearer = named.length === 0 ? '' : ` Nearer to it: ${named.join(', ')}.`;
    return `“${displayed(prompt)}” is far from what this model has seen.${nearer}`;
  }
  return undefined;
}

/** Returns no suggestions where the engine fails, since the picture is more important. */
async function suggestions(engine: Engine, model: string, prompt: string) {
  try {
    return await engine.suggest(model, prompt, 3);
  } catch (error) {
    if (error instanceof EngineError) return [];
    throw error;
  }
}
