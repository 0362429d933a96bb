import { createRequire } from 'node:module';
import type { Sharp, SharpInput, SharpOptions } from 'sharp';

const require = createRequire(import.meta.url);

/** Loads the sharp library. The first call takes so long that nothing loads it before a picture is at hand. */
export const loadSharp = (): typeof import('sharp').default => require('sharp');

/** Makes a pipeline of the sharp library, which is loaded at the first use. */
export const sharp = (input?: SharpInput | SharpInput[] | SharpOptions, options?: SharpOptions): Sharp =>
  loadSharp()(input as SharpInput, options);
