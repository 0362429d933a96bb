import { z } from 'zod';
import type { RawPicture } from '../engine.ts';
import { type Recipe, recipeVersion } from '../recipe.ts';
import { parseRecipe } from '../recipe-schema.ts';
import { sharp } from '../sharp.ts';
import { readText, withText } from './png-chunks.ts';
import { sharpRaw, toRaw } from './raster.ts';

/** Keyword of the text chunk with the recipe. */
const recipeKeyword = 'stridebot';

/**
 * Encodes pixels as a PNG with the recipe that made them. The same pixels and recipe give the same bytes on the same
 * machine: the file contains no time and no paths, and the recipe's keys are in the schema's order.
 *
 * @throws EngineError `bad-recipe` for a recipe that `readRecipe` would refuse.
 */
export async function encodePng(raw: RawPicture, recipe?: Recipe): Promise<Uint8Array> {
  const png = await sharpRaw(raw).png({ compressionLevel: 9, adaptiveFiltering: true }).toBuffer();
  return recipe === undefined ? png : withText(png, recipeKeyword, JSON.stringify(parseRecipe(recipe)));
}

/** Upper bound of lists, objects and members; every recipe within the limits has fewer. */
const maxParts = 50_000;

/** The result of reading the recipe in a file. */
export type RecipeReading =
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'none' }
  | { readonly kind: 'other-version'; readonly version: number }
  /** The text cannot be parsed. */
  | { readonly kind: 'damaged' }
  /** `problems` names every field that is out of bounds or unknown to this version, and quotes nothing of the file. */
  | { readonly kind: 'out-of-bounds'; readonly problems: string };

/** Reads the recipe in a file, or the reason why there is none to use. Never throws. */
export function readRecipeOf(png: Uint8Array): RecipeReading {
  const text = readText(png, recipeKeyword);
  if (text === undefined) return { kind: 'none' };
  if (text === null) return { kind: 'damaged' };
  if (partsIn(text, maxParts) > maxParts) return { kind: 'out-of-bounds', problems: 'it has too many parts' };
  const value = parsed(text);
  if (value === undefined) return { kind: 'damaged' };
  const { data } = versionSchema.safeParse(value);
  if (data !== undefined && data.version !== recipeVersion) return { kind: 'other-version', version: data.version };
  try {
    return { kind: 'recipe', recipe: parseRecipe(value) };
  } catch (error) {
    return { kind: 'out-of-bounds', problems: error instanceof Error ? error.message : String(error) };
  }
}

const versionSchema = z.object({ version: z.int() });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads the recipe in a file: undefined where there is none, or none that this version can read. Never throws. */
export function readRecipe(png: Uint8Array): Recipe | undefined {
  const reading = readRecipeOf(png);
  return reading.kind === 'recipe' ? reading.recipe : undefined;
}

/** Decodes a PNG or WebP that this program made; use `readPicture` for uploads. Transparency is flattened on white. */
export const pngToRaw = (png: Uint8Array): Promise<RawPicture> => toRaw(sharp(png));

/**
 * Counts the lists, objects and members of a JSON text, or a few more: brackets and commas within strings count, too.
 * Stops beyond `max`. A small file may contain megabytes of brackets, which would keep a parser and a schema busy for
 * seconds.
 */
function partsIn(text: string, max: number): number {
  let parts = 0;
  for (const _ of text.matchAll(/[[{,]/g)) {
    parts += 1;
    if (parts > max) break;
  }
  return parts;
}
