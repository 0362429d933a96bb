import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bot, startBot } from './bot.ts';
import { drawingTimeoutMs, launchBrowser, skipReason, Visitor } from './browser.ts';
import { hills, wideHills } from './drawings.ts';

const title = `the page for everybody${skipReason === undefined ? '' : ` (skipped: ${skipReason})`}`;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, a line each. */
async function problemsIn({ page }: Visitor): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const run = () => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run();
  const { violations } = await page.evaluate(run);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** How often Tab stops within an element. */
const tabStops = (element: Locator): Promise<number> =>
  element.evaluate(
    (node) =>
      [...node.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex]')].filter(
        (each) => each.tabIndex >= 0 && !each.matches(':disabled') && each.checkVisibility(),
      ).length,
  );

const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

// In this order: one channel.
describe.skipIf(skipReason !== undefined)(title, { timeout: 2 * drawingTimeoutMs, sequential: true }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stridebot-everybody-'));
  let bot: Bot;
  let browser: Browser;
  let ann: Visitor;
  let eve: Visitor;

  beforeAll(async () => {
    [bot, browser] = await Promise.all([startBot({ dataDir }), launchBrowser()]);
    ann = await Visitor.open(browser, bot.url, { colorScheme: 'light' });
    eve = await Visitor.open(browser, bot.url, phone);
  });

  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  afterEach(() => expect([...ann.complaints, ...eve.complaints]).toEqual([]));

  it('finds nothing wrong in an empty channel, in a full one, and on a phone', async () => {
    expect(await problemsIn(ann)).toEqual([]);
    await ann.picture(await ann.say('/sample a cat steps:4 upscale:no film:yes seed:1'));
    await ann.picture(await ann.say('/sample "a {red|blue} rocket" count:3 steps:4 upscale:no seed:1'));
    await ann.drop('hills.png', hills);
    await ann.picture(await ann.say('/noise'));
    await (await ann.say('/help')).locator('.card').waitFor();
    await (await ann.say('/remix job:none')).locator('.notice').waitFor();
    await ann.line.fill('');
    expect(await problemsIn(ann)).toEqual([]);
    expect(await problemsIn(eve)).toEqual([]);
  });

  it('has three tab stops a message at most, and every button is reached with the arrows', async () => {
    for (const message of await ann.messages.all()) expect(await tabStops(message)).toBeLessThanOrEqual(3);
    const film = ann.messages.first();
    await film.getByRole('button', { name: 'Reroll' }).focus();
    const reached = new Set<string>();
    for (let i = 0; i < 20; i += 1) {
      reached.add(
        await film.evaluate(() => document.activeElement?.textContent || document.activeElement?.ariaLabel || ''),
      );
      await ann.page.keyboard.press('ArrowRight');
    }
    expect([...reached]).toEqual(expect.arrayContaining(['Reroll', 'Vary', 'Settings', 'Copy the seed']));
    await ann.page.keyboard.press('Home');
    expect(await ann.page.evaluate(() => document.activeElement?.textContent)).toBe('Reroll');
  });

  it('finds nothing wrong in any dialog', async () => {
    for (const name of ['What I can draw', 'History']) {
      await ann.page.getByRole('button', { name, exact: true }).click();
      await ann.page.getByRole('dialog', { name }).waitFor();
      expect([name, await problemsIn(ann)]).toEqual([name, []]);
      await ann.page.keyboard.press('Escape');
    }
    await ann.messages.first().locator('.frame-open').click();
    expect(['picture', await problemsIn(ann)]).toEqual(['picture', []]);
    await ann.page.keyboard.press('Escape');
    await ann.messages
      .first()
      .getByRole('button', { name: /^Open the thread/ })
      .click();
    expect(['thread', await problemsIn(ann)]).toEqual(['thread', []]);
    await ann.page.keyboard.press('Escape');
    await ann.line.fill('/inpaint a hat');
    await ann.drop('hills.png', hills);
    await ann.page.getByRole('button', { name: 'Paint a mask on hills.png' }).click();
    expect(['painter', await problemsIn(ann)]).toEqual(['painter', []]);
    await ann.page.keyboard.press('Escape');
    await ann.page.getByRole('button', { name: 'Remove hills.png' }).click();
    await ann.line.fill('');
  });

  it('shows the frames of a film as a sheet to those who prefer reduced motion', async () => {
    const still = await Visitor.open(browser, bot.url, { reducedMotion: 'reduce' });
    const frames = still.messages.first().locator('.film-frames');
    await frames.waitFor();
    expect(await frames.locator('img').count()).toBeGreaterThan(3);
    expect(await frames.getAttribute('aria-label')).toMatch(/frames of the film$/);
    expect(await ann.messages.first().locator('.film-frames').count()).toBe(0);
    await still.messages.first().scrollIntoViewIfNeeded();
    await still.shoot('30-still-film');
    await still.page.context().close();
  });

  it('is used by touch: a picture is chosen, varied, enlarged by two fingers, and painted on', async () => {
    const sheet = eve.messages.nth(1);
    await sheet.getByRole('button', { name: '2', exact: true }).tap();
    const count = await eve.messages.count();
    await sheet.getByRole('button', { name: 'Vary' }).tap();
    const varied = eve.messages.nth(count);
    await eve.picture(varied);
    expect(await varied.locator('.caption').textContent()).toMatch(/seed 2 · variation 1$/);

    await varied.locator('.frame-open').tap();
    const width = () => eve.page.locator('.lightbox-picture').evaluate((image) => image.clientWidth);
    const near = await width();
    await pinch(eve, 2);
    expect(await width()).toBeGreaterThan(1.5 * near);
    await eve.shoot('31-phone-zoom');
    await eve.page.getByRole('dialog', { name: 'Picture' }).getByRole('button', { name: 'Inpaint' }).tap();
    const canvas = eve.page.locator('.painter-canvas');
    await canvas.waitFor();
    const box = (await canvas.boundingBox())!;
    await eve.page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await eve.shoot('32-phone-painter');
    await eve.page.getByRole('button', { name: 'Use this mask' }).tap();
    await eve.page.getByRole('button', { name: /^Change the mask/ }).waitFor();
    expect(await eve.line.inputValue()).toBe('/inpaint ');
  });

  it('sends a photo by touch, and shows it redrawn in its own shape', async () => {
    await eve.line.fill('');
    for (const remove of await eve.page.getByRole('button', { name: /^Remove/ }).all()) await remove.tap();
    const [chooser] = await Promise.all([
      eve.page.waitForEvent('filechooser'),
      eve.page.getByRole('button', { name: 'Add a picture' }).tap(),
    ]);
    await chooser.setFiles({ name: 'hills.png', mimeType: 'image/png', buffer: wideHills });
    await eve.page.locator('.attachment').waitFor();
    const count = await eve.messages.count();
    await eve.line.fill('/sdedit green hills start:8 steps:4 upscale:no');
    await eve.page.getByRole('button', { name: 'Send' }).tap();
    const picture = await eve.picture(eve.messages.nth(count));
    const ratio = await picture.evaluate((image: HTMLImageElement) => image.naturalWidth / image.naturalHeight);
    expect(ratio).toBeCloseTo(1200 / 675, 1);
  });

  it('finds words and earlier results by touch, within the width of a phone', async () => {
    await eve.page.getByRole('button', { name: 'History', exact: true }).tap();
    await eve.page.getByRole('searchbox', { name: 'Search the history' }).fill('cat');
    const tiles = eve.page.locator('.history-tile');
    expect(await tiles.count()).toBe(1);
    await eve.shoot('33-phone-history');
    await tiles.locator('.history-picture').tap();
    expect(await eve.messages.first().evaluate((node) => node === document.activeElement)).toBe(true);
    await eve.page.getByRole('button', { name: 'What I can draw' }).tap();
    await eve.shoot('34-phone-gallery');
    await eve.page.getByRole('button', { name: 'a penguin', exact: true }).tap();
    expect(await eve.line.inputValue()).toBe('/sample a penguin ');
    expect(await eve.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

/** Moves two fingers apart on the shown picture, to `ratio` times their distance. */
async function pinch({ page }: Visitor, ratio: number): Promise<void> {
  const { x, y, width, height } = (await page.locator('.lightbox-stage').boundingBox())!;
  const client = await page.context().newCDPSession(page);
  const fingers = (apart: number) => [-1, 1].map((side) => ({ x: x + width / 2 + side * apart, y: y + height / 2 }));
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', fingers(40));
  for (let i = 1; i <= 4; i += 1) await touch('touchMove', fingers(40 * ratio ** (i / 4)));
  await touch('touchEnd', []);
  await client.detach();
}
