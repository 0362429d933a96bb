import sharp from 'sharp';
import { z } from 'zod';
import type { RawPicture } from '../engine.ts';
import { type Recipe, recipeVersion } from '../recipe.ts';
import { parseRecipe } from '../recipe-schema.ts';
import { readText, withText } from './png-chunks.ts';
import { sharpRaw, toRaw } from './raster.ts';

/** Keyword of the text chunk that carries the recipe. */
const recipeKeyword = 'stridebot';

/**
 * A PNG that carries the recipe it was made from. The same pixels and recipe give the same bytes on the same machine:
 * nothing of the hour or the place goes into the file, and the recipe's keys stand in the order in which they are read
 * again, whatever order they were written in.
 *
 * @throws EngineError `bad-recipe` for a recipe that could not be read again.
 */
export async function encodePng(raw: RawPicture, recipe?: Recipe): Promise<Uint8Array> {
  const png = await sharpRaw(raw).png({ compressionLevel: 9, adaptiveFiltering: true }).toBuffer();
  return recipe === undefined ? png : withText(png, recipeKeyword, JSON.stringify(parseRecipe(recipe)));
}

/** More lists, objects and members than any recipe within the limits has. */
const maxParts = 50_000;

/** What a file says of how it was made. */
export type RecipeReading =
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'none' }
  | { readonly kind: 'other-version'; readonly version: number }
  /** It cannot be read at all. */
  | { readonly kind: 'damaged' }
  /** `problems` names every field that is out of bounds, or unknown to this version; nothing of the file is repeated. */
  | { readonly kind: 'out-of-bounds'; readonly problems: string };

/** The recipe that a file carries, or why there is none to use. Never throws. */
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

/** The recipe that a file carries; undefined where it carries none, or none that this version can read. Never throws. */
export function readRecipe(png: Uint8Array): Recipe | undefined {
  const reading = readRecipeOf(png);
  return reading.kind === 'recipe' ? reading.recipe : undefined;
}

/** Pixels of a PNG that we made ourselves; uploads go through `readPicture`. Alpha is laid on white. */
export const pngToRaw = (png: Uint8Array): Promise<RawPicture> => toRaw(sharp(png));

/**
 * Lists, objects and members of a JSON text, or a little more: those within strings count, too. Stops beyond `most`. A
 * small file may hold megabytes of brackets, over which a parser and a schema would sit for seconds.
 */
function partsIn(text: string, most: number): number {
  let parts = 0;
  for (const _ of text.matchAll(/[[{,]/g)) {
    parts += 1;
    if (parts > most) break;
  }
  return parts;
}
