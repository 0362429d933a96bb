import type { Recipe } from '../../engine/client.ts';
import { isUpscaling } from './caption.ts';

/** Infers the command from a recipe, for files, which do not contain the command's name. */
export function commandOfRecipe(recipe: Recipe): string {
  const { drawings } = recipe;
  const walks = new Set(drawings.map((drawing) => drawing.walk.kind));
  const main = drawings.find((drawing) => drawing.walk.kind === 'sample');
  if (walks.has('one-step') || walks.has('blur')) return 'denoise';
  if (main === undefined) return isUpscaling(recipe) ? 'upscale' : 'noise';
  if (main.term.kind === 'views') return 'anagram';
  if (main.term.kind === 'components') return 'hybrid';
  if (main.keep !== undefined) return 'inpaint';
  return main.start.kind === 'image' ? 'sdedit' : 'sample';
}
