import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { spawnBot } from '../spawned-bot.ts';
import { temporaryDir } from '../temporary.ts';
import { openBrowser } from './browser.ts';

const picture = async () => ({
  name: 'grey.png',
  bytes: await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888888' } })
    .png()
    .toBuffer(),
});

const count = 8;

describe('a bot that is killed when it has taken lines', () => {
  it('answers each of them once when it is started again, with what was uploaded', async () => {
    const dataDir = temporaryDir();
    // While its engine starts, nothing is accepted that was taken.
    const bot = await spawnBot(dataDir);
    const before = await openBrowser(bot.url);
    const lines = Array.from({ length: count }, (_, i) => `/sample a skull ${i} steps:4 upscale:no`);
    const ids = await Promise.all([
      ...lines.map((line) => before.send(line)),
      before.send('/sdedit a castle steps:4 upscale:no', [await picture()]),
      before.send('/help'),
    ]);
    await bot.kill();
    before.close();
    const browser = await openBrowser((await spawnBot(dataDir)).url);
    for (const id of ids.slice(0, -1)) await browser.answered(id, 'result');
    await browser.answered(ids.at(-1)!, 'text');
    expect(
      browser
        .messages()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ids.toSorted());
  }, 120_000);
});
