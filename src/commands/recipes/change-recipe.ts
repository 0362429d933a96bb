import type { Conditioning, Drawing, ModelInfo, Recipe } from '../../engine/client.ts';
import { UserError } from '../messages/errors.ts';
import { userMessages } from '../messages/user-messages.ts';
import { seedCount } from '../options/options.ts';

// Derives recipes from recipes, for buttons and /remix. Nothing here modifies its argument.

/** Changes the seed of a recipe. The differences between its drawings' seeds stay. */
export function reseed(recipe: Recipe, seed: number): Recipe {
  const first = recipe.drawings[0]!.seed;
  return mapDrawings(recipe, (drawing) => {
    const moved = (seed + drawing.seed - first + seedCount) % seedCount;
    const label = drawing.label === `seed ${drawing.seed}` ? { label: `seed ${moved}` } : {};
    return { ...drawing, ...label, seed: moved };
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

/** Returns the side of a model's super-resolution. @throws UserError for a model without it. */
export function sideOf({ name, upscaledSize }: ModelInfo): number {
  if (upscaledSize === null) throw new UserError(userMessages.noUpscaling({ model: name }));
  return upscaledSize;
}
