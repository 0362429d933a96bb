import { describe, expect, test } from 'vitest';
import {
  type CountedStep,
  capitalised,
  lastStepIn,
  stepInBrief,
  stepInWords,
  stepsInWords,
} from '../../../src/commands/messages/step-text.ts';
import { detailsOf } from '../../../src/commands/recipes/caption.ts';
import type { Recipe } from '../../../src/engine/client.ts';
import { recipe } from '../../bot/requests.ts';

const stageSteps = { base: 12, upscale: 6 };

/** The n-th step of a picture that takes 12 and is then enlarged in 6. */
const at = (step: number): CountedStep =>
  step <= 12
    ? { step, totalSteps: 18, stage: 'base', stageStep: step, stageSteps }
    : { step, totalSteps: 18, stage: 'upscale', stageStep: step - 12, stageSteps };

describe('the last step that a text names', () => {
  const named = (first: number, last: number): string =>
    capitalised(stepsInWords(Array.from({ length: last - first + 1 }, (_, i) => at(first + i))));

  test('is the last of the steps that it was made of', () => {
    for (let first = 1; first <= 18; first++) {
      for (let last = first; last <= 18; last++) expect(lastStepIn(named(first, last), 12)).toBe(last);
    }
  });

  test('is found where nothing is enlarged, where a picture is only enlarged, and in records of earlier versions', () => {
    const alone = { base: 0, upscale: 6 };
    const enlarged = { step: 4, totalSteps: 6, stage: 'upscale', stageStep: 4, stageSteps: alone } as const;
    const plain = { ...at(7), stageSteps: { base: 26, upscale: 0 } };
    expect(lastStepIn(stepsInWords([enlarged]), 0)).toBe(4);
    expect(lastStepIn(stepsInWords([plain]), 26)).toBe(7);
    expect(lastStepIn(stepsInWords([{ step: 18, totalSteps: 26 }]), 0)).toBe(18);
    expect(lastStepIn('step 4 of the guide: enlarging it', 12)).toBe(0);
  });
});

describe('the number of steps of one picture', () => {
  test('is the same in the status, in the thread and on the sheet', () => {
    expect([7, 13].map((step) => stepInWords(at(step)))).toEqual([
      'step 7 of 12, then 6 to enlarge',
      'step 12 of 12, enlarging 1 of 6',
    ]);
    expect([[at(7), at(8)], [at(12), at(13)], [at(14)]].map((steps) => capitalised(stepsInWords(steps)))).toEqual([
      'Steps 7–8 of 12, then 6 to enlarge',
      'Step 12 of 12, enlarging 1 of 6',
      'Enlarging 2 of 6',
    ]);
    expect([7, 13].map((step) => stepInBrief(at(step)))).toEqual(['7', 'enlarging 1']);
  });

  test('needs no word of enlarging where nothing is', () => {
    const plain = {
      step: 7,
      totalSteps: 26,
      stage: 'base',
      stageStep: 7,
      stageSteps: { base: 26, upscale: 0 },
    } as const;
    expect([stepInWords(plain), stepsInWords([plain])]).toEqual(['step 7 of 26', 'step 7 of 26']);
  });

  test('is what an earlier version wrote down, where that is all there is', () => {
    expect(stepsInWords([7, 8].map((step) => ({ step, totalSteps: 18 })))).toBe('steps 7–8 of 18');
  });
});

const sampledWith = (steps: number, timestep: number | null = null): Recipe['drawings'][number] => ({
  ...recipe.drawings[0]!,
  walk: { kind: 'sample', sampler: 'ddim', spacing: 'leading', steps, thresholding: true },
  start: timestep === null ? { kind: 'noise' } : { kind: 'image', image: { png: 'a' }, timestep },
});

test.each<[string, Recipe['drawings'], { base: number; upscale: number }, string]>([
  ['a picture', [sampledWith(12)], { base: 12, upscale: 0 }, '12'],
  ['one that is enlarged', [sampledWith(12)], { base: 12, upscale: 6 }, '12, then 6 to enlarge'],
  ['one that begins on the way', [sampledWith(26, 400)], { base: 11, upscale: 6 }, '11 of 26, then 6 to enlarge'],
  ['one that repeats some', [sampledWith(12)], { base: 40, upscale: 6 }, '40, with repeats, then 6 to enlarge'],
  ['four alike', Array(4).fill(sampledWith(12)), { base: 48, upscale: 24 }, '4 × 12, then 4 × 6 to enlarge'],
  [
    'two that differ',
    [sampledWith(26, 400), sampledWith(26, 800)],
    { base: 32, upscale: 12 },
    '32 in all, then 12 to enlarge',
  ],
  [
    'one that is only enlarged',
    [{ ...sampledWith(12), walk: { kind: 'none' } }],
    { base: 0, upscale: 6 },
    '6 to enlarge',
  ],
])('the caption of %s says the steps that were taken', (_, drawings, steps, words) => {
  const timing = { wallMs: 1, modelMs: 1, provider: 'cpu', steps };
  expect(Object.fromEntries(detailsOf({ recipe: { ...recipe, drawings } }, timing))).toMatchObject({ steps: words });
});
