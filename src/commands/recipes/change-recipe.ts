import type { Conditioning, Drawing, ModelInfo, Recipe } from '../../engine/client.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { seedCount } from '../options/options.ts';
import { mapPrompts, seedLabel } from '../prompts/wildcards.ts';

// Derives recipes from recipes, for buttons and /remix. Nothing here modifies its argument.

/** Changes the seed of a recipe. The differences between its drawings' seeds stay. */
export function reseed(recipe: Recipe, seed: number): Recipe {
  const first = recipe.drawings[0]!.seed;
  return mapDrawings(recipe, (drawing) => {
    const moved = (seed + drawing.seed - first + seedCount) % seedCount;
    const label = drawing.label?.replace(seedLabel, `seed ${moved}`);
    return { ...drawing, ...(label !== undefined && { label }), seed: moved };
  });
}

/** Copies a drawing with `count` consecutive seeds, so that each can be drawn again alone. */
export function copies({ label: _, ...drawing }: Drawing, count: number): readonly Drawing[] {
  return Array.from({ length: count }, (_, k): Drawing => {
    const seed = (drawing.seed + k) % seedCount;
    return { ...(count > 1 && { label: `seed ${seed}` }), ...drawing, seed };
  });
}

/** Changes every drawing. Those that become equal are merged. */
export function mapDrawings(recipe: Recipe, change: (drawing: Drawing) => Drawing): Recipe {
  const changed = recipe.drawings.map(change);
  const different = new Map(changed.map((drawing) => [JSON.stringify(drawing), drawing]));
  return { ...recipe, drawings: [...different.values()] };
}

/** Replaces prompts, in the order of `promptsOf`; undefined keeps the old one. */
export function replacePrompts(term: Conditioning, prompts: readonly (string | undefined)[]): Conditioning {
  return mapPrompts(term, (old, place) => {
    const prompt = prompts[place];
    return prompt === undefined ? old : { kind: 'prompt', prompt };
  });
}

/** Returns the side of a model's super-resolution. @throws UserError for a model without it. */
export function sideOf({ name, upscaledSize }: ModelInfo): number {
  if (upscaledSize === null) throw new UserError(userMessages.noUpscaling({ model: name }));
  return upscaledSize;
}
