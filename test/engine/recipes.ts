import sharp from 'sharp';
import type { Conditioning, Drawing, Picture, Recipe, SamplingConfig } from '../../src/engine/recipe.ts';
import { recipeVersion } from '../../src/engine/recipe.ts';

export const prompt = (text: string): Conditioning => ({ kind: 'prompt', prompt: text });

export const ddimSampling = (steps: number): SamplingConfig => ({
  kind: 'sample',
  sampler: 'ddim',
  spacing: 'leading',
  steps,
  thresholding: false,
});

/** An unguided "a skull" from noise in 4 DDIM steps, seed 180, unless said otherwise. */
export const drawing = (given: Partial<Drawing> = {}): Drawing => ({
  term: prompt('a skull'),
  guidance: { scale: 1, negative: '' },
  start: { kind: 'noise' },
  walk: ddimSampling(4),
  seed: 180,
  ...given,
});

export const recipe = (drawings: readonly Drawing[], upscaleTo: number | null = null): Recipe => ({
  version: recipeVersion,
  model: 'gaussian',
  drawings,
  finish: { upscaleTo },
});

/** A square PNG whose pixels are given by their row and column, 0 … 255. */
export async function paint(
  side: number,
  colour: (row: number, col: number) => readonly [number, number, number],
): Promise<Picture> {
  const pixels = Array.from({ length: side * side }, (_, i) => colour(Math.floor(i / side), i % side)).flat();
  const raw = { width: side, height: side, channels: 3 } as const;
  return { png: (await sharp(Uint8Array.from(pixels), { raw }).png().toBuffer()).toString('base64') };
}
