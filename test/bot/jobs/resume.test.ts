import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { openBrowser } from '../local/browser.ts';
import { startBot } from '../running-bot.ts';
import { temporaryDir } from '../temporary.ts';

/** A data folder as a crash leaves it: a picture was drawn, then the given statements are what became of the records. */
async function afterCrash(statements: string) {
  const dataDir = temporaryDir();
  const bot = await startBot(dataDir);
  const browser = await openBrowser(bot.url);
  const id = await browser.send('/sample a skull steps:6 upscale:no');
  const { jobId } = await browser.answered(id, 'result');
  await bot.stop();
  const db = openDatabase(dataDir);
  db.exec(statements);
  closeDatabase(db);
  const drawnAt = () => statSync(join(dataDir, 'results', jobId, 'result.json')).mtimeMs;
  return { dataDir, id, jobId, drawnAt };
}

const unanswered = `UPDATE local_messages SET answer = '{"kind":"pending"}', thread = '[]'`;
const unfinished = `UPDATE jobs SET state = 'running', ended_at = NULL`;

describe('the next start', () => {
  it('shows a result that was drawn but not shown, with its steps, and does not draw it again', async () => {
    const { dataDir, id, drawnAt } = await afterCrash(`${unanswered}; ${unfinished}`);
    const drawn = drawnAt();
    const browser = await openBrowser((await startBot(dataDir)).url);
    await browser.answered(id, 'result');
    expect(browser.message(id).thread.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(drawnAt()).toBe(drawn);
  });

  it('shows the same once more where a result was shown but not marked', async () => {
    const { dataDir, id } = await afterCrash(unfinished);
    const browser = await openBrowser((await startBot(dataDir)).url);
    await browser.answered(id, 'result');
    expect(browser.messages()).toHaveLength(1);
  });

  it('ends what somebody wanted to end', async () => {
    const { dataDir, id } = await afterCrash(`${unanswered}; ${unfinished}, cancel_requested = 1`);
    const browser = await openBrowser((await startBot(dataDir)).url);
    expect(await browser.answered(id, 'notice')).toMatchObject({ message: 'Cancelled.' });
  });

  it('refuses by name a job under which the bot died three times', async () => {
    const { dataDir, id, jobId, drawnAt } = await afterCrash(`${unanswered}; ${unfinished}, attempts = 3`);
    const drawn = drawnAt();
    const bot = await startBot(dataDir);
    const browser = await openBrowser(bot.url);
    expect(await browser.answered(id, 'notice')).toMatchObject({ message: expect.stringContaining('too much') });
    expect(bot.log()).toContain(`"job":"${jobId}"`);
    expect(drawnAt()).toBe(drawn);
  });

  it('begins a job again under which the bot died twice', async () => {
    const { dataDir, id, jobId } = await afterCrash(`${unanswered}; ${unfinished}, attempts = 2`);
    rmSync(join(dataDir, 'results', jobId), { recursive: true });
    const browser = await openBrowser((await startBot(dataDir)).url);
    await browser.answered(id, 'result');
  });

  it('starts all the same when a result cannot be read', async () => {
    const { dataDir, id, jobId } = await afterCrash(`${unanswered}; ${unfinished}`);
    writeFileSync(join(dataDir, 'results', jobId, 'result.json'), '{');
    const browser = await openBrowser((await startBot(dataDir)).url);
    expect(await browser.answered(id, 'notice')).toMatchObject({ hint: expect.stringContaining('Reference') });
  });

  it('says to whom nothing was promised that they should ask again', async () => {
    const { dataDir, id } = await afterCrash(`${unanswered}; DELETE FROM jobs`);
    const browser = await openBrowser((await startBot(dataDir)).url);
    expect(await browser.answered(id, 'notice')).toMatchObject({ hint: 'Please send it again.' });
  });

  it('keeps for later what belongs to a platform that is not connected', async () => {
    const { dataDir } = await afterCrash(`${unfinished}, platform = 'elsewhere'`);
    const bot = await startBot(dataDir);
    await bot.stop();
    const db = openDatabase(dataDir);
    expect(db.prepare('SELECT platform, state, ended_at FROM jobs').all()).toEqual([
      { platform: 'elsewhere', state: 'running', ended_at: null },
    ]);
    closeDatabase(db);
  });

  it('takes away what is over: the job, its pictures, the message and its uploads', async () => {
    const longAgo = Date.now() - 8 * 24 * 3_600_000;
    const { dataDir, drawnAt } = await afterCrash(
      `UPDATE jobs SET ended_at = ${longAgo}; UPDATE local_messages SET at = ${longAgo}`,
    );
    const browser = await openBrowser((await startBot(dataDir)).url);
    expect(browser.messages()).toEqual([]);
    expect(drawnAt).toThrow(/ENOENT/);
  });
});
