import type { Conditioning, Drawing, ModelInfo, Recipe } from '../../engine/client.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { seedCount } from '../options/options.ts';

// Recipes made from recipes: what buttons and /remix do. Nothing here modifies its argument.

/** The same recipe from another seed; distances between the drawings' seeds stay. */
export function reseed(recipe: Recipe, seed: number): Recipe {
  const first = recipe.drawings[0]!.seed;
  return mapDrawings(recipe, (drawing) => {
    const moved = (seed + drawing.seed - first + seedCount) % seedCount;
    const label = drawing.label === `seed ${drawing.seed}` ? { label: `seed ${moved}` } : {};
    return { ...drawing, ...label, seed: moved };
  });
}

/** The same drawing with `count` seeds in a row: each can be made again alone. */
export function copies({ label: _, ...drawing }: Drawing, count: number): readonly Drawing[] {
  return Array.from({ length: count }, (_, k): Drawing => {
    const seed = (drawing.seed + k) % seedCount;
    return { ...(count > 1 && { label: `seed ${seed}` }), ...drawing, seed };
  });
}

/** Changes every drawing; those that become equal are kept once. */
export function mapDrawings(recipe: Recipe, change: (drawing: Drawing) => Drawing): Recipe {
  const changed = recipe.drawings.map(change);
  const different = new Map(changed.map((drawing) => [JSON.stringify(drawing), drawing]));
  return { ...recipe, drawings: [...different.values()] };
}

/** Replaces prompts by their place in the order of `promptsOf`; undefined keeps the old one. */
export function replacePrompts(term: Conditioning, prompts: readonly (string | undefined)[]): Conditioning {
  const next = prompts[Symbol.iterator]();
  const replaced = (old: Conditioning): Conditioning => {
    switch (old.kind) {
      case 'prompt':
        return { kind: 'prompt', prompt: next.next().value ?? old.prompt };
      case 'views':
        return { ...old, parts: old.parts.map((part) => ({ ...part, term: replaced(part.term) })) };
      case 'components':
        return { ...old, terms: old.terms.map(replaced) };
      default:
        throw old satisfies never;
    }
  };
  return replaced(term);
}

/** @throws UserError for a model without super-resolution. */
export function sideOf({ name, upscaledSize }: ModelInfo): number {
  if (upscaledSize === null) throw new UserError(userMessages.noUpscaling({ model: name }));
  return upscaledSize;
}
