import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createQuotaLedger } from '../../../src/bot/quotas/ledger.ts';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { openSharedDatabase } from '../../../src/bot/storage/host-database.ts';
import { StartupError } from '../../../src/startup-error.ts';
import { openBrowser } from '../local/browser.ts';
import { launch, startBot } from '../running-bot.ts';
import { failToStart } from '../spawned-bot.ts';
import { temporaryDir } from '../temporary.ts';

/** A data folder that was used, and what was drawn in it. */
async function use() {
  const bot = await launch(original, {});
  const browser = await openBrowser(bot.url);
  const messageId = await browser.send('/sample a skull steps:4 upscale:no');
  const { jobId } = await browser.answered(messageId, 'result');
  await bot.stop();
  return { messageId, jobId };
}

const original = mkdtempSync(join(tmpdir(), 'stridebot-test-'));
afterAll(() => rmSync(original, { recursive: true, force: true }));

let used: ReturnType<typeof use> | undefined;

/** A copy of it. */
async function usedFolder() {
  used ??= use();
  const drawn = await used;
  const dataDir = temporaryDir();
  cpSync(original, dataDir, { recursive: true });
  return { dataDir, ...drawn };
}

async function expectProblem(dataDir: string, words: RegExp): Promise<void> {
  const start = startBot(dataDir);
  await expect(start).rejects.toThrow(StartupError);
  await expect(start).rejects.toThrow(words);
}

const noise = Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 251));

describe('data that cannot be used', () => {
  it('a file is no database: the start says so in a sentence, and ends', async () => {
    const dataDir = temporaryDir();
    writeFileSync(join(dataDir, 'settings.db'), noise);
    const { code, stderr } = await failToStart(dataDir);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Stridebot cannot start:\n.*settings.db is damaged. Put back a copy of it/);
    expect(stderr).not.toMatch(/ at |node:|SQLITE/);
  });

  it('the other file is none', async () => {
    const dataDir = temporaryDir();
    writeFileSync(join(dataDir, 'stridebot.db'), noise);
    await expectProblem(dataDir, /stridebot.db is damaged. Put back a copy of it/);
  });

  it('the first page of a used database is damaged: the start says so and ends', async () => {
    const { dataDir } = await usedFolder();
    const db = openDatabase(dataDir);
    db.exec("PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = 'nothing' WHERE name = 'jobs'");
    closeDatabase(db);
    await expectProblem(dataDir, / is damaged\. Put back a copy of it/);
  });

  it('the database was emptied, and its pictures are there: the start says so, and takes none away', async () => {
    const { dataDir, jobId } = await usedFolder();
    truncateSync(join(dataDir, 'stridebot.db'));
    await expectProblem(dataDir, /stridebot\.db is empty, though there are pictures beside it/);
    expect(existsSync(join(dataDir, 'results', jobId, 'result.json'))).toBe(true);
  });

  it('the database is empty because a first start was cut short: the next one begins', async () => {
    const dataDir = temporaryDir();
    for (const name of ['stridebot.db', 'settings.db']) writeFileSync(join(dataDir, name), '');
    const bot = await startBot(dataDir);
    expect((await fetch(bot.url)).status).toBe(200);
  });

  it('a file stands where the pictures belong: the start says so', async () => {
    const dataDir = temporaryDir();
    writeFileSync(join(dataDir, 'results'), '');
    await expectProblem(dataDir, /results cannot be used: a part of it is a file/);
  });
});

/** What became of rows, by their ids. */
const damagedJobs: Readonly<Record<string, string>> = {
  cutrecipe: `recipe = '{"version":1,'`,
  norecipe: `recipe = '{"drawings":[{}]}'`,
  cutmask: `masked_by = '{'`,
  cutaddress: `address = ''`,
};
const damagedMessages: Readonly<Record<string, string>> = {
  cutanswer: `answer = '{"kind":'`,
  noanswer: `answer = 'null'`,
  nothread: `thread = '{}'`,
};

const columns = {
  jobs: 'platform, person, channel, address, command, recipe, film, state, accepted_at',
  local_messages: 'at, person, line, uploads, answer, thread',
} as const;

/** Each a copy of a good row, and then damaged. */
function damage(dataDir: string, table: keyof typeof columns, damages: Readonly<Record<string, string>>): void {
  const db = openDatabase(dataDir);
  for (const [id, change] of Object.entries(damages)) {
    db.exec(`INSERT INTO ${table} (id, ${columns[table]}) SELECT '${id}', ${columns[table]} FROM ${table} LIMIT 1`);
    db.exec(`UPDATE ${table} SET ${change} WHERE id = '${id}'`);
  }
  closeDatabase(db);
}

function rows(dataDir: string): readonly unknown[] {
  const db = openDatabase(dataDir);
  const damaged = [...Object.keys(damagedJobs), ...Object.keys(damagedMessages)];
  const all = Object.keys(columns).flatMap((table) => db.prepare(`SELECT * FROM ${table}`).all() as { id: string }[]);
  closeDatabase(db);
  return all.filter(({ id }) => damaged.includes(id));
}

describe('rows that cannot be parsed', () => {
  it('the bot starts with the others, keeps them and says so in its log', async () => {
    const { dataDir, messageId } = await usedFolder();
    damage(dataDir, 'jobs', damagedJobs);
    damage(dataDir, 'local_messages', damagedMessages);
    for (const id of Object.keys(damagedJobs)) mkdirSync(join(dataDir, 'results', id));
    const before = rows(dataDir);
    expect(before).toHaveLength(7);

    const bot = await startBot(dataDir);
    const browser = await openBrowser(bot.url);
    expect(browser.messages().map(({ id }) => id)).toEqual([messageId]);
    for (const id of [...Object.keys(damagedJobs), ...Object.keys(damagedMessages)]) {
      expect(bot.log()).toMatch(new RegExp(`"(row|job)":"${id}".*could not parse`));
    }
    await browser.answered(await browser.send('/remix a cat'), 'result');
    await browser.answered(await browser.send('/queue'), 'text');
    await bot.stop();
    expect(rows(dataDir)).toEqual(before);
    for (const id of Object.keys(damagedJobs)) expect(existsSync(join(dataDir, 'results', id))).toBe(true);
  });

  it('settings of a server: the others hold, and it is said in the log which do not', async () => {
    const { dataDir } = await usedFolder();
    const db = openSharedDatabase(dataDir);
    const insert = db.prepare("INSERT INTO settings VALUES ('discord', ?, ?)");
    insert.run('whole', '{"resultLifetimeHours":1}');
    insert.run('cut', '{"blockedWords":["gore');
    insert.run('odd', '{"blockedWords":"gore"}');
    insert.run('none', '7');
    db.close();
    const bot = await startBot(dataDir);
    expect(bot.log()).toMatch(/"server":"cut","fields":\["all"\]/);
    expect(bot.log()).toMatch(/"server":"odd","fields":\["blockedWords"\]/);
    expect(bot.log()).toMatch(/"server":"none","fields":\["all"\]/);
    expect(bot.log()).not.toContain('"server":"whole"');
    await bot.stop();
    const again = openSharedDatabase(dataDir);
    onTestFinished(() => void again.close());
    expect(again.prepare("SELECT value FROM settings WHERE server = 'cut'").all()).toEqual([
      { value: '{"blockedWords":["gore' },
    ]);
  });

  it('the name of the ledger: it gets another', () => {
    const dataDir = temporaryDir();
    createQuotaLedger(dataDir).close();
    const db = openSharedDatabase(dataDir);
    db.exec('DELETE FROM ledger');
    db.close();
    const ledger = createQuotaLedger(dataDir);
    onTestFinished(() => ledger.close());
    expect(ledger.id).toMatch(/^[0-9a-f]{16}$/);
  });
});
