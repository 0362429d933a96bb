import { expect, it } from 'vitest';
import { startBot } from '../running-bot.ts';
import { temporaryDir } from '../temporary.ts';
import { openBrowser } from './browser.ts';

it('counts the steps of a picture and those that enlarge it apart, in the answer as in the thread', async () => {
  const bot = await startBot(temporaryDir());
  const browser = await openBrowser(bot.url);
  const id = await browser.send('/sample a skull steps:5');
  const { details } = await browser.answered(id, 'result');
  expect(Object.fromEntries(details)).toMatchObject({ steps: '5, then 4 to enlarge' });
  const numbers = browser.message(id).thread.map(({ stage, stageStep, stageSteps }) => [stage, stageStep, stageSteps]);
  const of = { base: 5, upscale: 4 };
  expect(numbers).toEqual([
    ...[1, 2, 3, 4, 5].map((step) => ['base', step, of]),
    ...[1, 2, 3, 4].map((step) => ['upscale', step, of]),
  ]);
});
