import { type Engine, EngineError, type Recipe } from '../../engine/client.ts';
import { t } from '../language/translate.ts';
import { plainPrompt } from '../options/options.ts';
import { isUpscaling, mainDrawing, promptsOf } from './caption.ts';

/**
 * Makes a remark on what the model does not use of a recipe: truncated prompts, and settings without effect. Undefined
 * where it uses everything, and where the engine fails, since the picture is more important.
 */
export async function remarkOnUse(recipe: Recipe, engine: Engine): Promise<string | undefined> {
  try {
    const remarks = [
      ...(await cutPrompts(recipe, engine)),
      ...idleGuidance(recipe),
      ...(await idlePrompt(recipe, engine)),
    ];
    return remarks.join(' ') || undefined;
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

/** Largest length of a quoted part of a prompt. */
const maxRepeated = 120;

async function cutPrompts(recipe: Recipe, engine: Engine): Promise<readonly string[]> {
  const named = namedPrompts(recipe);
  const ends = await engine.truncatedText(
    recipe.model,
    named.map(({ prompt }) => prompt),
  );
  return named.flatMap(({ name }, i) => {
    const end = ends[i]!;
    const repeated = end.length > maxRepeated ? `${[...end].slice(0, maxRepeated).join('')}…` : end;
    return end === ''
      ? []
      : [
          t('The {{prompt}} is longer than this model reads: it leaves out “{{end}}”.', {
            prompt: name,
            end: repeated,
          }),
        ];
  });
}

/** Lists each distinct prompt once, with its name. */
function namedPrompts({ drawings }: Recipe): readonly { readonly name: string; readonly prompt: string }[] {
  const named = new Map<string, string>();
  for (const { term, guidance } of drawings) {
    const prompts = promptsOf(term);
    const nameAt = (i: number) => (prompts.length === 1 ? t('prompt') : (places()[i] ?? t('prompt')));
    for (const [i, prompt] of prompts.entries()) if (!named.has(prompt)) named.set(prompt, nameAt(i));
    if (guidance.negative !== '' && !named.has(guidance.negative)) named.set(guidance.negative, t('negative prompt'));
  }
  return [...named].map(([prompt, name]) => ({ name, prompt }));
}

const places = (): readonly string[] => [t('first prompt'), t('second prompt'), t('third prompt')];

function idleGuidance(recipe: Recipe): readonly string[] {
  const { guidance, walk } = mainDrawing(recipe);
  const { scale, negative, interval } = guidance;
  if (walk.kind !== 'sample') return [];
  return [
    ...(scale === 1 && negative !== '' ? [t('At guidance 1 the negative prompt has no effect.')] : []),
    ...(scale === 1 && interval !== undefined ? [t('At guidance 1 the interval has no effect.')] : []),
    ...(scale === 0 && interval === undefined ? [unguided(negative)] : []),
  ];
}

const unguided = (negative: string): string =>
  negative === ''
    ? t('At guidance 0 the picture does not follow the prompt.')
    : t('At guidance 0 the picture does not follow the prompt, only the negative one.');

/** Beyond the stage's own side a picture is upscaled in tiles without the prompt, since no tile shows all of it. */
async function idlePrompt(recipe: Recipe, engine: Engine): Promise<readonly string[]> {
  const { upscaleTo } = recipe.finish;
  const isSaid = promptsOf(mainDrawing(recipe).term).some((prompt) => prompt !== plainPrompt);
  if (!isUpscaling(recipe) || !isSaid || upscaleTo === null) return [];
  const own = (await engine.models()).find(({ name }) => name === recipe.model)?.upscaledSize ?? null;
  return own === null || upscaleTo <= own
    ? []
    : [t('Beyond {{side}} pixels the detail does not follow the prompt.', { side: own })];
}
