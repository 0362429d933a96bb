import { describe, expect, it } from 'vitest';
import type { ChannelState } from '../../../src/bot/local/wire-types.ts';
import { openBrowser } from '../local/browser.ts';
import { diskOf, hasSmallDisks, withSmallDisk } from '../small-disk.ts';
import { failToStart, spawnBot } from '../spawned-bot.ts';
import { temporaryDir } from '../temporary.ts';

async function botOnSmallDisk() {
  const dataDir = temporaryDir();
  const bot = await spawnBot(dataDir, {}, withSmallDisk(dataDir));
  const get = (path: string) => fetch(bot.url + path);
  return {
    ...{ bot, get, disk: diskOf(bot.pid, dataDir), browser: await openBrowser(bot.url) },
    health: async () => {
      const response = await get('/healthz');
      return { code: response.status, ...((await response.json()) as { status: string; storage: string | null }) };
    },
    metric: async (name: string) => {
      const text = await (await get('/metrics')).text();
      return Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.slice(name.length),
      );
    },
    async refusal(line: string, file?: Uint8Array<ArrayBuffer>) {
      const body = new FormData();
      body.set('line', line);
      if (file !== undefined) body.set('file', new Blob([file]), 'a.png');
      const response = await fetch(`${bot.url}/api/lines`, { method: 'POST', body });
      return { code: response.status, ...((await response.json()) as { message: string; hint: string }) };
    },
  };
}

describe.runIf(hasSmallDisks)('a disk that is full', () => {
  it('hinders nobody once there is room, before the bot has looked again', async () => {
    const { disk, browser, health, refusal } = await botOnSmallDisk();
    disk.fill();
    expect((await refusal('/sample a dog')).code).toBe(507);
    expect((await health()).code).toBe(503);
    disk.empty();
    await browser.answered(await browser.send('/sample a skull steps:4 upscale:no'), 'result');
  });

  it('in the middle of a job: it is said, the bot is unhealthy, and the picture comes when there is room', {
    timeout: 120_000,
  }, async () => {
    const { bot, get, disk, browser, health, metric, refusal } = await botOnSmallDisk();
    const id = await browser.send('/sample a skull count:2 steps:250 upscale:no');
    await browser.until(() => browser.message(id).thread.length > 20);
    disk.fill();
    expect(await browser.answered(id, 'notice')).toEqual({
      kind: 'notice',
      message: "This bot's disk is full, so your picture has to wait.",
      hint: expect.stringContaining('when there is room again'),
    });
    expect(await health()).toMatchObject({ code: 503, status: 'down', storage: 'the disk is full' });
    expect(await metric('stridebot_storage_up')).toBe(0);
    for (const line of ['/sample a dog', '/status']) {
      expect(await refusal(line)).toMatchObject({ code: 507, message: expect.stringContaining('disk is full') });
    }
    expect(await refusal('/sdedit a dog', new Uint8Array(2 ** 20))).toMatchObject({ code: 507 });
    expect(bot.log()).toContain('the disk is full');

    disk.empty();
    await browser.answered(id, 'result');
    const { messages } = (await (await get('/api/channel')).json()) as ChannelState;
    expect(messages.map(({ answer }) => answer.kind)).toEqual(['result']);
    const steps = Array.from({ length: 500 }, (_, index) => index + 1);
    expect(messages[0]?.thread.map(({ step }) => step)).toEqual(steps);
    await expect.poll(health, { timeout: 20_000 }).toMatchObject({ code: 200, status: 'ok', storage: null });
    expect(await metric('stridebot_storage_up')).toBe(1);
    await browser.answered(await browser.send('/sample a dog steps:5 upscale:no'), 'result');
  });

  it('while nobody asks: the host is told all the same', async () => {
    const { disk, health } = await botOnSmallDisk();
    disk.fill();
    await expect.poll(health, { timeout: 20_000 }).toMatchObject({ code: 503, storage: 'the disk is full' });
    disk.empty();
    await expect.poll(health, { timeout: 20_000 }).toMatchObject({ code: 200, storage: null });
  });

  it('when the bot is told to end: it ends in order', async () => {
    const { bot, disk, browser } = await botOnSmallDisk();
    const id = await browser.send('/sample a skull count:2 steps:250 upscale:no');
    await browser.until(() => browser.message(id).thread.length > 20);
    disk.fill();
    await browser.answered(id, 'notice');
    expect(await bot.interrupt()).toBe(0);
  });

  it.each([
    ['64k', 'there is room for a part of the database'],
    ['4k', 'there is room for nothing'],
  ])('at the start (%s): a sentence says so', async (size) => {
    const dataDir = temporaryDir();
    const { code, stderr } = await failToStart(dataDir, {}, withSmallDisk(dataDir, size));
    expect(code).toBe(1);
    expect(stderr).toMatch(/Stridebot cannot start:\n.*the disk is full/);
    expect(stderr).not.toMatch(/ at |node:|rollback/);
  });
});
