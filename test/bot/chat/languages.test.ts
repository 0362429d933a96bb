import { afterEach, describe, expect, test } from 'vitest';
import { buttonLabels } from '../../../src/bot/chat/buttons.ts';
import { progressText, queuePositionText } from '../../../src/bot/chat/progress/progress-text.ts';
import type { Step } from '../../../src/bot/chat/progress/step-posts.ts';
import { buttonRows } from '../../../src/bot/discord/buttons.ts';
import { renderResult } from '../../../src/bot/discord/outbound/render.ts';
import { detailName } from '../../../src/commands/language/detail-names.ts';
import { setLanguage } from '../../../src/commands/language/translate.ts';
import { lastStepIn, stepsInWords } from '../../../src/commands/messages/step-text.ts';
import { userMessages } from '../../../src/commands/messages/user-messages.ts';
import type { Result } from '../../../src/commands/ports/reply.ts';
import type { JobId } from '../../../src/engine/client.ts';

// What people read in a chat is in the language of the host; what programs read is not.

afterEach(() => setLanguage('en'));

const jobId = 'job1' as JobId;
const stageSteps = { base: 12, upscale: 6 };
const step: Step = {
  ...({ kind: 'step', jobId, step: 7, totalSteps: 18, t: 400, preview: new Uint8Array() } as const),
  ...({ stage: 'base', stageStep: 7, stageSteps, drawing: 0, remainingMs: 12_000 } as const),
};

const spoken = [
  {
    language: 'en',
    refusal: '"steps" goes from 2 to 250, and 900 is outside.',
    hint: 'The nearest that works is 250.',
    progress: 'Drawing: step 7 of 12, then 6 to enlarge, 12 seconds left.',
    place: 'You are 3rd in line, about 20 seconds.',
    cancel: 'Cancel',
    seed: 'seed',
  },
  {
    language: 'de',
    refusal: '"steps" geht von 2 bis 250, und 900 liegt außerhalb.',
    hint: 'Am nächsten liegt 250.',
    progress: 'Zeichne: Schritt 7 von 12, dann 6 zum Vergrößern, noch 12 Sekunden.',
    place: 'Du bist 3. in der Reihe, noch etwa 20 Sekunden.',
    cancel: 'Abbrechen',
    seed: 'Seed',
  },
  {
    language: 'es',
    refusal: '"steps" va de 2 a 250, y 900 queda fuera.',
    hint: 'El valor válido más cercano es 250.',
    progress: 'Dibujando: paso 7 de 12, luego 6 para ampliar, faltan 12 segundos.',
    place: 'Eres el 3.º de la cola, faltan unos 20 segundos.',
    cancel: 'Cancelar',
    seed: 'semilla',
  },
  {
    language: 'fr',
    refusal: '"steps" va de 2 à 250, et 900 est en dehors.',
    hint: 'La valeur possible la plus proche est 250.',
    progress: 'Dessin en cours : étape 7 sur 12, puis 6 pour agrandir, encore 12 secondes.',
    place: 'Vous êtes 3ᵉ dans la file, encore environ 20 secondes.',
    cancel: 'Annuler',
    seed: 'graine',
  },
  {
    language: 'ja',
    refusal: '"steps" は2から250までで、900は範囲外です。',
    hint: '使える最も近い値は250です。',
    progress: '描画中：ステップ 7/12, 次に拡大6、残り12秒。',
    place: 'あなたの順番は3番目です。あと約20秒です。',
    cancel: 'キャンセル',
    seed: 'シード',
  },
] as const;

describe.each(spoken)('$language', ({ language, refusal, hint, progress, place, cancel, seed }) => {
  test('a refusal, progress, a place in the queue, a button and a detail', async () => {
    await setLanguage(language);
    expect(userMessages.outOfRange({ name: 'steps', value: 900, min: 2, max: 250 })).toEqual({
      message: refusal,
      hint,
    });
    expect(progressText(step)).toBe(progress);
    expect(queuePositionText({ kind: 'queued', jobId, place: 3, estimateMs: 20_000 })).toBe(place);
    expect(buttonLabels().cancel).toBe(cancel);
    expect(detailName('seed')).toBe(seed);
  });

  test('the steps that a message names are read from it after a restart', async () => {
    await setLanguage(language);
    const at = (n: number) =>
      n <= 12
        ? ({ step: n, totalSteps: 18, stage: 'base', stageStep: n, stageSteps } as const)
        : ({ step: n, totalSteps: 18, stage: 'upscale', stageStep: n - 12, stageSteps } as const);
    for (let first = 1; first <= 18; first++) {
      for (let last = first; last <= 18; last++) {
        const text = stepsInWords(Array.from({ length: last - first + 1 }, (_, i) => at(first + i)));
        expect(lastStepIn(text, 12), text).toBe(last);
      }
    }
  });
});

test('the ids of buttons, typed options and names of files are the same in every language', async () => {
  const details = [['seed', '180']] as const;
  const result: Result = { jobId, files: [], caption: 'a skull', details, actions: ['reroll'] };
  const english = buttonRows(['reroll'], jobId, 'ann')[0]!.components[0]!;
  await setLanguage('de');
  const german = buttonRows(['reroll'], jobId, 'ann')[0]!.components[0]!;
  expect(german).toEqual({ ...english, label: 'Neu würfeln' });
  expect(renderResult(result, 'ann', []).content).toBe('**a skull**\n-# Seed 180');
  expect(userMessages.noFrames().hint).toContain('film:yes');
});
