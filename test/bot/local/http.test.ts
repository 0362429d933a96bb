import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { pino } from 'pino';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { healthReport } from '../../../src/bot/health.ts';
import { createResultStore } from '../../../src/bot/jobs/result-store.ts';
import { createUploadStore } from '../../../src/bot/local/channel/upload-store.ts';
import { pictureFiles } from '../../../src/bot/local/server/file-routes.ts';
import { health } from '../../../src/bot/local/server/health-route.ts';
import type { GalleryDescription } from '../../../src/bot/local/wire-types.ts';
import { createEngine, type Engine } from '../../../src/engine/client.ts';
import { photo } from '../../commands/uploads.ts';
import { botForFile, startBot, type TestBot } from '../running-bot.ts';
import { temporaryDir } from '../temporary.ts';
import { openBrowser } from './browser.ts';

const shared = botForFile();

const reach = (bot: TestBot) => ({
  bot,
  at: (path: string, init?: RequestInit) => fetch(bot.url + path, { redirect: 'manual', ...init }),
});
const open = () => reach(shared());

const noticeIn = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as { message: string; hint?: string }),
});

const form = (fields: Readonly<Record<string, string | Blob>>): RequestInit => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return { method: 'POST', body };
};

const healthOf = (engine: Engine) => {
  const report = () => healthReport({ engine, storage: { problem: () => null }, platforms: [] });
  return new Hono().get('/healthz', health(report)).request('/healthz');
};

const sendJson = (value: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

describe('the page', () => {
  it('is served with its parts, and lets nothing in from outside', async () => {
    const { at } = open();
    const page = await at('/');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const html = await page.text();
    const parts = [...html.matchAll(/(?:src|href)="([a-z0-9-]+\.(?:js|css|svg))"/g)].map(([, name]) => name);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect((await at(`/${part}`)).status).toBe(200);
    expect(html).not.toMatch(/(?:src|href)="https?:/);
  });

  it('is not sent again to a browser that has it', async () => {
    const { at } = open();
    const etag = (await at('/')).headers.get('etag')!;
    expect((await at('/', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it.each([
    '/..%2fapi.ts',
    '/%2e%2e/api.ts',
    '/api.ts',
    '/nothing.js',
    '/files/uploads/..%2f..%2fx/0',
    '/files/x/%2e%2e',
  ])('gives nothing else away: %s', async (path) => {
    const { at } = open();
    expect(await noticeIn(await at(path))).toMatchObject({ status: 404 });
  });
});

describe('who may come in', () => {
  it('is not somebody whose domain was pointed at this machine', async () => {
    const { bot } = open();
    const { hostname, port } = new URL(bot.url);
    const status = await new Promise((resolve) => {
      const headers = { host: `evil.example:${port}` };
      request({ hostname, port, path: '/api/channel', headers }, (response) => resolve(response.statusCode)).end();
    });
    expect(status).toBe(403);
  });

  it('is not a page of another site that a visitor has open', async () => {
    const { at } = open();
    const foreign = { ...form({ line: '/help' }), headers: { origin: 'https://evil.example' } };
    expect(await noticeIn(await at('/api/lines', foreign))).toMatchObject({ status: 403 });
    const sandboxed = { ...form({ line: '/help' }), headers: { origin: 'null' } };
    expect((await at('/api/lines', sandboxed)).status).toBe(403);
  });

  it('brings the access token where one is set', async () => {
    const token = 'correct horse battery';
    const { at } = reach(await startBot(temporaryDir(), { ACCESS_TOKEN: token }));
    for (const path of ['/', '/api/channel', '/api/events', '/metrics', '/main.js', '/files/a/b.png']) {
      expect((await at(path)).status).toBe(401);
    }
    expect((await at('/healthz')).status).toBe(200);
    expect((await at('/?token=incorrect horse battery')).status).toBe(401);
    expect((await at('/api/channel', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);

    const welcome = await at(`/?token=${encodeURIComponent(token)}`);
    expect([welcome.status, welcome.headers.get('location')]).toEqual([303, '/']);
    const cookie = welcome.headers.get('set-cookie')!;
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(cookie).not.toContain('horse');
    expect((await at('/api/channel', { headers: { cookie: cookie.split(';')[0]! } })).status).toBe(200);
  });
});

describe('what is sent', () => {
  it('is refused where the page would not send it', async () => {
    const { at } = open();
    const refused = async (init: RequestInit, path = '/api/lines') => (await noticeIn(await at(path, init))).status;
    expect(await refused(form({ line: '   ' }))).toBe(400);
    expect(await refused(form({ line: 'x'.repeat(4_001) }))).toBe(400);
    expect(await refused({ method: 'POST', body: 'no form' })).toBe(400);
    expect(await refused(sendJson({ jobId: '../x', action: 'reroll' }), '/api/actions')).toBe(400);
    expect(await refused(sendJson({ jobId: 'a', action: 'explode' }), '/api/actions')).toBe(400);
    expect(await refused({ method: 'POST', body: '{' }, '/api/actions')).toBe(400);
  });

  it('may hold ten files, of twenty megabytes at most', async () => {
    const { at } = open();
    const megabytes = (count: number) => new Blob([new Uint8Array(count * 2 ** 20)]);
    const large = await noticeIn(await at('/api/lines', form({ line: '/sdedit a dog', file: megabytes(21) })));
    expect(large).toMatchObject({ status: 400, message: expect.stringContaining('20 MB') });
    const body = new FormData();
    body.set('line', '/sdedit a dog');
    for (let n = 0; n < 11; n++) body.append('file', megabytes(0), `${n}.png`);
    expect(await noticeIn(await at('/api/lines', { method: 'POST', body }))).toMatchObject({
      status: 400,
      message: expect.stringContaining('10 files'),
    });
  });

  it('is shown again as a picture only if it is one', async () => {
    const uploads = createUploadStore(temporaryDir());
    const store = createResultStore(temporaryDir());
    const app = pictureFiles({ store, uploads, isShown: async () => true });
    const shown = await uploads.keep('m1', [
      { name: 'gif.png', bytes: Buffer.from('GIF89a…') },
      { name: 'page.png', bytes: Buffer.from('<html><script>alert(1)</script>') },
    ]);
    const [picture, page] = await Promise.all(shown.map(({ url }) => app.request(url.replace('/files', ''))));
    expect(picture!.headers.get('content-type')).toBe('image/gif');
    const { headers } = page!;
    expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([
      'application/octet-stream',
      'attachment',
    ]);
  });

  it('is refused while there is no room in memory for more of it', async () => {
    const { bot, at } = reach(await startBot(temporaryDir()));
    const { hostname, port } = new URL(bot.url);
    const slow = request({
      ...{ hostname, port, path: '/api/lines', method: 'POST' },
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 80 * 2 ** 20 },
    });
    slow.on('error', () => {}); // it is ended below
    slow.flushHeaders();
    const large = new Blob([new Uint8Array(18 * 2 ** 20)]);
    const send = () => at('/api/lines', form({ line: '/sdedit a dog', file: large }));
    let refused = await send();
    while (refused.status === 200) refused = await send(); // the slow one may not have been heard yet
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await refused.json()).toMatchObject({ message: 'Many files are being sent just now.' });
    expect((await at('/api/lines', form({ line: '/help' }))).status).toBe(200);
    slow.destroy();
    while ((await send()).status !== 200); // until its place is free again
  });

  it('is not kept where nothing is made of it', async () => {
    const dataDir = temporaryDir();
    const bot = await startBot(dataDir, { JOBS_PER_MINUTE_PER_PERSON: '1' });
    const browser = await openBrowser(bot.url);
    const kept = () => readdirSync(join(dataDir, 'uploads'));
    const line = '/sdedit a dog steps:2 upscale:no';
    const drawn = await browser.send(line, [photo]);
    await browser.answered(drawn, 'result');
    const refused = [
      await browser.send(line, [photo]), // too fast
      await browser.send('/sdedit a dog', [{ name: 'text.png', bytes: Buffer.from('no picture') }]),
      await browser.send('/remix a cat image:1', [photo]),
    ];
    await expect(browser.send('/sample a dog', [photo])).rejects.toThrow('takes no file');
    for (const id of refused) {
      await browser.answered(id, 'notice');
      await browser.until(() => browser.message(id).uploads.length === 0);
    }
    while (kept().length > 1) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(kept()).toEqual([drawn]);
    expect(browser.message(drawn).uploads).toHaveLength(1);
  });
});

describe('the pictures of what the model knows', () => {
  it('are described, and served beside it', async () => {
    const models = fileURLToPath(new URL('../../../models', import.meta.url));
    const { at } = reach(await startBot(temporaryDir(), { MODELS_DIR: models }));
    const { columns, side, prompts } = (await (await at('/api/gallery')).json()) as GalleryDescription;
    expect(prompts).toContain('a skull');
    const image = await at('/api/gallery.webp');
    expect(image.headers.get('content-type')).toBe('image/webp');
    expect(await sharp(Buffer.from(await image.arrayBuffer())).metadata()).toMatchObject({
      width: columns * side,
      height: Math.ceil(prompts.length / columns) * side,
    });
  });

  it('are not there where the model has none', async () => {
    const { at } = reach(await startBot(temporaryDir()));
    expect((await at('/api/gallery')).status).toBe(404);
    expect((await at('/api/gallery.webp')).status).toBe(404);
  });
});

describe('what machines ask', () => {
  it('is healthy while there is an engine', async () => {
    const { at } = open();
    const health = await at('/healthz');
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ status: 'ok', waiting: 0 });
  });

  it('is not healthy without one', async () => {
    const engine = createEngine({ modelDirs: [], maxBatch: 1, stepTimeoutMs: 30_000, log: pino({ level: 'silent' }) });
    await engine.stop();
    const response = await healthOf(engine);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: 'down', worker: 'stopped' });
  });

  it('is not healthy with an engine that has no model to draw with', async () => {
    const engine = createEngine({ modelDirs: [], maxBatch: 1, stepTimeoutMs: 30_000, log: pino({ level: 'silent' }) });
    try {
      await engine.models(); // answered once the worker is ready
      const response = await healthOf(engine);
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ status: 'down', worker: 'ready', provider: null });
    } finally {
      await engine.stop();
    }
  });

  it('counts what happened', async () => {
    const { bot, at } = reach(await startBot(temporaryDir()));
    const browser = await openBrowser(bot.url);
    await browser.answered(await browser.send('/sample a skull steps:5 upscale:no'), 'result');
    const id = await browser.send('/sample a skull count:4 steps:250 upscale:no');
    const { jobId } = await browser.answered(id, 'drawing');
    await browser.press(jobId, 'cancel');
    await browser.answered(id, 'notice');
    const values = valuesIn(await (await at('/metrics')).text());
    expect(values('stridebot_steps_total')).toBeGreaterThan(5);
    expect(values('stridebot_model_runs_total')).toBeGreaterThan(4);
    expect(values('stridebot_batch_size')).toBeGreaterThanOrEqual(1);
    expect(values('stridebot_wait_seconds_count')).toBe(2);
    expect(values('stridebot_jobs_total{state="delivered"}')).toBe(1);
    expect(values('stridebot_failures_total{kind="internal"}')).toBe(0);
    expect(values('stridebot_queue_length')).toBe(0);
    expect(values('stridebot_engine_memory_bytes')).toBeGreaterThan(2 ** 20);
    expect(values('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  });
});

const valuesIn = (metrics: string) => (name: string) =>
  Number(
    metrics
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length),
  );
