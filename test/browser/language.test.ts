import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bot, startBot } from './bot.ts';
import { drawingTimeoutMs, launchBrowser, skipReason, Visitor } from './browser.ts';

const title = `the page in German${skipReason === undefined ? '' : ` (skipped: ${skipReason})`}`;

describe.skipIf(skipReason !== undefined)(title, { timeout: 2 * drawingTimeoutMs }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stridebot-browser-'));
  let bot: Bot;
  let browser: Browser;

  beforeAll(async () => {
    [bot, browser] = await Promise.all([startBot({ dataDir, language: 'de' }), launchBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('says everything in German, and draws what is typed in English', async () => {
    const ann = await Visitor.open(browser, bot.url);
    expect(await ann.page.locator('html').getAttribute('lang')).toBe('de');
    expect(await ann.page.locator('.welcome h2').textContent()).toBe('Jedes Bild hier beginnt als Rauschen.');
    const line = ann.page.getByRole('textbox', { name: 'Nachricht' });
    expect(await line.getAttribute('placeholder')).toBe('Sag, was ich zeichnen soll, oder tippe / für einen Befehl');
    expect(await ann.page.locator('#hint').textContent()).toBe(
      'Enter sendet · Shift Enter neue Zeile · ↑ letzte Zeile',
    );
    await line.fill('/sample a skull seed:180');
    await line.press('Escape'); // the list of completions
    await line.press('Enter');
    const message = ann.messages.first();
    await ann.picture(message);
    await message.getByRole('button', { name: 'Neu würfeln' }).waitFor();
    expect(await message.locator('.caption').textContent()).toContain('Seed 180');
    expect(await message.locator('.strip-words').textContent()).toMatch(/^\d+ Schritte, dann \d+ zum Vergrößern$/);
    expect(ann.complaints).toEqual([]);
  });
});
