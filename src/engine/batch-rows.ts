import type { Conditioning, Drawing, Guidance, Recipe, ViewName } from './recipe.ts';

/**
 * One model evaluation that a drawing needs at every step: a prompt ('' is the null prompt) and the views applied to
 * its input.
 */
export interface Leaf {
  readonly prompt: string;
  readonly through: readonly ViewName[];
}

/** A key that is equal for equal leaves. */
export const leafKey = ({ prompt, through }: Leaf): string => `${through.join(' ')}: ${prompt}`;

/** Lists the distinct model evaluations of a conditioning under guidance. Parts that need the same one share it. */
export function leavesOf(term: Conditioning, guidance: Guidance): readonly Leaf[] {
  const leaves = allLeaves(term, guidance, []);
  return [...new Map(leaves.map((leaf) => [leafKey(leaf), leaf])).values()];
}

function allLeaves(term: Conditioning, guidance: Guidance, through: readonly ViewName[]): readonly Leaf[] {
  switch (term.kind) {
    case 'prompt':
      return [term.prompt, ...(guidance.scale === 1 ? [] : [guidance.negative])].map((prompt) => ({ prompt, through }));
    case 'views':
      return term.parts.flatMap(({ view, term: part }) => allLeaves(part, guidance, [...through, view]));
    case 'components':
      return term.terms.flatMap((part) => allLeaves(part, guidance, through));
    default:
      return term satisfies never;
  }
}

/** Counts a conditioning and all that are nested in it. */
export function termCount(term: Conditioning): number {
  const parts = term.kind === 'prompt' ? [] : term.kind === 'views' ? term.parts.map((part) => part.term) : term.terms;
  return parts.reduce((sum, part) => sum + termCount(part), 1);
}

/** Batch rows that one step of a drawing takes in the base stage; fewer outside its guidance interval. */
export const drawingRows = ({ term, guidance }: Drawing): number => leavesOf(term, guidance).length;

/** Batch rows that one step of all drawings of a recipe takes in the base stage. */
export const recipeRows = ({ drawings }: Recipe): number => drawings.reduce((sum, each) => sum + drawingRows(each), 0);
