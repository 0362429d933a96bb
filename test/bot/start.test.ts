import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/bot/storage/database.ts';
import { openBrowser } from './local/browser.ts';
import { failToStart, spawnBot } from './spawned-bot.ts';
import { temporaryDir } from './temporary.ts';

/** Long enough to be met while it is drawn. */
const longLine = (prompt: string): string => `/sample ${prompt} count:2 steps:250 upscale:no`;

describe('after the power was cut in the middle of a job', () => {
  it('the next start delivers what was accepted, once', { timeout: 180_000 }, async () => {
    const dataDir = temporaryDir();
    const first = await spawnBot(dataDir);
    const before = await openBrowser(first.url);
    const ids: string[] = [];
    for (const [prompt, person] of [
      ['a skull', 'ada'],
      ['a dog', 'bob'],
      ['a pencil', 'cyd'],
    ] as const) {
      ids.push(await before.send(longLine(prompt), [], person));
    }
    await Promise.all(ids.map((id) => before.until(() => 'jobId' in before.message(id).answer)));
    await before.until(() => before.message(ids[0]!).thread.length > 20);
    await first.kill();

    const second = await spawnBot(dataDir);
    const after = await openBrowser(second.url);
    expect(after.messages().map(({ id }) => id)).toEqual(ids);
    const results = await Promise.all(ids.map((id) => after.answered(id, 'result')));
    expect(results.map(({ caption }) => caption.split(' · ')[0])).toEqual(['a skull', 'a dog', 'a pencil']);
    for (const id of ids) expect(after.message(id).thread.map(({ step }) => step)).toEqual(range(1, 500));
    expect(await second.interrupt()).toBe(0);

    const drawnAt = () => results.map(({ jobId }) => statSync(join(dataDir, 'results', jobId, 'result.json')).mtimeMs);
    const drawn = drawnAt();
    const third = await spawnBot(dataDir);
    const later = await openBrowser(third.url);
    const ask = await later.send('/queue');
    await later.answered(ask, 'text');
    expect(later.messages().map(({ answer }) => answer.kind)).toEqual(['result', 'result', 'result', 'text']);
    expect(later.heard.map(({ event }) => 'id' in event && event.id).filter((id) => id !== false)).toEqual([ask]);
    expect(drawnAt()).toEqual(drawn);
  });
});

describe('the log', () => {
  it('holds neither prompts nor tokens', async () => {
    const token = 'correct-horse-battery';
    const bot = await spawnBot(temporaryDir(), { LOG_LEVEL: 'trace', ACCESS_TOKEN: token });
    const form = new FormData();
    form.set('line', '/sample a very private skull negative:unspeakable steps:5 upscale:no');
    form.set('person', 'Ada Lovelace');
    const headers = { authorization: `Bearer ${token}` };
    await fetch(`${bot.url}/api/lines`, { method: 'POST', body: form, headers });
    await fetch(`${bot.url}/?token=${token}`);
    while (!bot.log().includes('"job ended"')) await new Promise((resolve) => setTimeout(resolve, 50));
    await bot.interrupt();
    expect(bot.log()).toContain('"command":"sample"');
    expect(bot.log()).not.toMatch(/private|unspeakable|correct-horse|Lovelace/);
    for (const line of bot.log().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });
});

describe('a start that cannot be', () => {
  it('names every setting at fault', async () => {
    const dataDir = temporaryDir();
    writeFileSync(join(dataDir, '.env'), 'ENGINE_MAX_BATCH=plenty\nPORT=this is not read: it is set already\n');
    const { code, stderr } = await failToStart(dataDir, { PORT: 'http', HOST: '0.0.0.0' });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/PORT: .*\n.*ENGINE_MAX_BATCH: .*\n.*ACCESS_TOKEN: /);
    expect(stderr).not.toMatch(/plenty|not read/);
    expect(stderr).not.toMatch(/ at |node:/);
  });

  it('says that the port is taken', async () => {
    const bot = await spawnBot(temporaryDir());
    const { code, stderr } = await failToStart(temporaryDir(), { PORT: new URL(bot.url).port });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/Port \d+ is taken by another program/);
  });

  it('says that another Stridebot has the data', async () => {
    const dataDir = temporaryDir();
    await spawnBot(dataDir);
    const { code, stderr } = await failToStart(dataDir, {});
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/Another Stridebot is using/);
    expect(stderr).not.toMatch(/ at |node:/);
  });

  it('says that the folder cannot be written', async () => {
    const dir = temporaryDir();
    mkdirSync(join(dir, 'stridebot.db'));
    const { code, stderr } = await failToStart(dir, {});
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/cannot be opened or made/);
  });

  it.runIf(process.platform === 'linux')('says so at once where nobody can make a folder', () => {
    expect(() => openDatabase('/proc/nope')).toThrow(
      /^\/proc\/nope\/stridebot\.db cannot be opened or made: .*DATA_DIR/,
    );
  });
});

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
