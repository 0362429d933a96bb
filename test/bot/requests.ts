import type { Asker } from '../../src/commands/ports/asker.ts';
import type { JobRequest } from '../../src/commands/ports/job-service.ts';
import type { JobId, Recipe } from '../../src/engine/client.ts';

export const id = (name: string): JobId => name as JobId;

export const asker = (person: string, channel = 'studio'): Asker => ({ platform: 'test', person, channel });

export const recipe: Recipe = {
  version: 1,
  model: 'gaussian',
  drawings: [
    {
      term: { kind: 'prompt', prompt: 'a skull' },
      guidance: { scale: 4, negative: '' },
      start: { kind: 'noise' },
      walk: { kind: 'sample', sampler: 'ddim', spacing: 'leading', steps: 10, thresholding: true },
      seed: 180,
    },
  ],
  finish: { upscaleTo: null },
};

export const request = (person = 'ada', channel = 'studio'): JobRequest => ({
  asker: asker(person, channel),
  command: 'sample',
  recipe,
  film: false,
});
