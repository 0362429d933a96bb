import { describe, expect, it } from 'vitest';
import type { ChannelState, Completion } from '../../../src/bot/local/wire-types.ts';
import { photo } from '../../commands/uploads.ts';
import { botForFile, startBot } from '../running-bot.ts';
import { temporaryDir } from '../temporary.ts';
import { openBrowser } from './browser.ts';

const shared = botForFile();

const jsonBody = { method: 'POST', headers: { 'content-type': 'application/json' } };

describe('the channel', () => {
  it('describes every command to the page', async () => {
    const bot = shared();
    const { commands } = (await (await fetch(`${bot.url}/api/channel`)).json()) as ChannelState;
    const sample = commands.find(({ name }) => name === 'sample');
    expect(sample?.options.find(({ name }) => name === 'prompt')).toMatchObject({ kind: 'text', required: true });
    expect(sample?.options.find(({ name }) => name === 'steps')).toMatchObject({ kind: 'integer', max: 250 });
  });

  it('completes what is typed', async () => {
    const bot = shared();
    const asked = new URLSearchParams({ line: '/sample a sku', cursor: '13' });
    const offers = (await (await fetch(`${bot.url}/api/complete?${asked}`)).json()) as Completion[];
    expect(offers.map(({ line }) => line)).toContain('/sample a skull');
  });

  it('tells every browser the same', async () => {
    const bot = shared();
    const [one, other] = [await openBrowser(bot.url), await openBrowser(bot.url)];
    const id = await one.send('/sample a skull steps:5 upscale:no');
    await Promise.all([
      one.answered(id, 'result'),
      other.until(() => other.messages().some((message) => message.id === id)),
    ]);
    await other.answered(id, 'result');
    expect(other.heard).toEqual(one.heard);
    expect(other.message(id)).toEqual(one.message(id));
  });

  it('resumes after the last event that a browser heard', async () => {
    const bot = shared();
    const browser = await openBrowser(bot.url);
    await browser.answered(await browser.send('/sample a skull steps:5 upscale:no'), 'result');
    const [, , third, ...rest] = browser.heard;
    const resumed = await openBrowser(bot.url, third!.id);
    await resumed.until(() => resumed.heard.length === rest.length);
    expect(resumed.heard).toEqual(rest);
  });

  it('sends every message again to a browser that comes from before a restart', async () => {
    const bot = shared();
    const browser = await openBrowser(bot.url);
    const id = await browser.send('/help');
    await browser.answered(id, 'text');
    const late = await openBrowser(bot.url, 'another-process-17');
    await late.until(() => late.heard.length === 1 + browser.messages().length);
    expect(late.heard[0]?.event).toEqual({ kind: 'kept', ids: browser.messages().map((each) => each.id) });
    expect(late.heard.at(-1)?.event).toEqual({ kind: 'message', message: browser.message(id) });
  });

  it('deletes a result of the person everywhere: its messages, files and uploads, and those made from it', async () => {
    const bot = shared();
    const [browser, other] = [await openBrowser(bot.url), await openBrowser(bot.url)];
    const id = await browser.send('/sdedit a skull upscale:no', [photo]);
    const { jobId, files } = await browser.answered(id, 'result');
    const film = (await browser.press(jobId, 'film'))!;
    const settings = (await browser.press(jobId, 'settings'))!;
    const again = (await browser.press(jobId, 'reroll'))!;
    await Promise.all([browser.answered(film, 'result'), browser.answered(settings, 'text')]);
    await browser.answered(again, 'result');
    const [upload] = browser.message(id).uploads;
    const deletion = { jobId, person: browser.message(id).person };
    const remove = (json: object) => fetch(`${bot.url}/api/delete`, { ...jsonBody, body: JSON.stringify(json) });
    expect((await remove({ ...deletion, person: 'Somebody else' })).status).toBe(400);
    expect((await remove(deletion)).status).toBe(200);
    await other.until(() => other.messages().every((each) => ![id, film, settings].includes(each.id)));
    expect(other.messages().some((each) => each.id === again)).toBe(true);
    for (const url of [files[0]!.url, upload!.url]) expect((await fetch(bot.url + url)).status).toBe(404);
    const { messages } = (await (await fetch(`${bot.url}/api/channel`)).json()) as ChannelState;
    expect(messages.map((each) => each.id).filter((each) => [id, film, settings, again].includes(each))).toEqual([
      again,
    ]);
    expect((await remove(deletion)).status).toBe(400);
  });

  it('takes /delete for the latest picture of who types it', async () => {
    const bot = shared();
    const browser = await openBrowser(bot.url);
    const id = await browser.send('/sample a skull upscale:no');
    await browser.answered(id, 'result');
    expect(await browser.answered(await browser.send('/delete'), 'notice')).toMatchObject({ message: 'Deleted.' });
    expect(browser.messages().some((each) => each.id === id)).toBe(false);
  });

  it('keeps pictures of a look at an earlier result', async () => {
    const bot = shared();
    const browser = await openBrowser(bot.url);
    const { jobId } = await browser.answered(await browser.send('/sample a skull upscale:no'), 'result');
    const { files } = await browser.answered((await browser.press(jobId, 'film'))!, 'result');
    const film = await fetch(bot.url + files[0]!.url);
    expect(film.headers.get('content-type')).toBe('image/webp');
    expect(film.headers.get('cache-control')).toContain('immutable');
    expect(Buffer.from(await film.arrayBuffer()).toString('latin1', 8, 12)).toBe('WEBP');
  });

  it('keeps the steps that its thread shows', async () => {
    const bot = shared();
    const browser = await openBrowser(bot.url);
    const id = await browser.send('/sample a skull steps:4 upscale:no');
    await browser.answered(id, 'result');
    for (const { previewUrl } of browser.message(id).thread) {
      expect((await fetch(bot.url + previewUrl)).headers.get('content-type')).toBe('image/png');
    }
  });

  it('says how long to wait when somebody asks for too much', async () => {
    const bot = await startBot(temporaryDir(), { JOBS_AT_ONCE_PER_PERSON: '1' });
    const browser = await openBrowser(bot.url);
    const first = await browser.send('/sample a skull count:2 steps:250 upscale:no');
    await browser.answered(first, 'drawing');
    const second = await browser.answered(await browser.send('/sample a dog'), 'notice');
    expect(second.hint).toMatch(/in about \d+ (second|minute)/);
    await browser.answered(await browser.send('/sample a dog upscale:no', [], 'bob'), 'result');
    await browser.answered(first, 'result');
    await browser.answered(await browser.send('/sample a dog upscale:no'), 'result');
  });

  it('shows no step twice when the engine dies under a job', async () => {
    const bot = await startBot(temporaryDir());
    const browser = await openBrowser(bot.url);
    const id = await browser.send('/sample a skull count:2 steps:250 upscale:no');
    await browser.until(() => browser.message(id).thread.length > 20);
    process.kill(workerIn(bot.log()), 'SIGKILL');
    await browser.answered(id, 'result');
    const steps = browser.heard.flatMap(({ event }) => (event.kind === 'step' ? [event.step.step] : []));
    expect(steps).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
    expect(bot.log()).toContain('the engine restarted a job');
  });
});

const workerIn = (log: string): number => {
  const ready = log.split('\n').findLast((line) => line.includes('engine worker is ready'));
  return Number(/"workerPid":(\d+)/.exec(ready ?? '')?.[1]);
};
