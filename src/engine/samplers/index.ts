import type { SamplerName } from '../recipe.ts';
import { ddim } from './ddim.ts';
import { ddpm } from './ddpm.ts';
import { dpmSolver2m } from './dpm-solver-2m.ts';
import type { Sampler } from './sampler.ts';

export const samplers: Readonly<Record<SamplerName, Sampler>> = {
  ddpm,
  ddim,
  'dpm++2m': dpmSolver2m,
};
