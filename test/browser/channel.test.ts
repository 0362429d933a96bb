import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bot, startBot } from './bot.ts';
import { drawingTimeoutMs, isFocused, launchBrowser, scribble, skipReason, Visitor } from './browser.ts';
import { face, hills, wideHills } from './drawings.ts';

const title = `the local channel's page${skipReason === undefined ? '' : ` (skipped: ${skipReason})`}`;

// In this order: one channel, as a day in it goes.
describe.skipIf(skipReason !== undefined)(title, { timeout: 2 * drawingTimeoutMs, sequential: true }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stridebot-browser-'));
  let bot: Bot;
  let browser: Browser;
  let ann: Visitor;

  beforeAll(async () => {
    [bot, browser] = await Promise.all([startBot({ dataDir }), launchBrowser()]);
    ann = await Visitor.open(browser, bot.url);
  });

  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  afterEach(() => expect(ann.complaints).toEqual([]));

  it('invites whoever finds it empty: an example fills the composer', async () => {
    const examples = ann.page.locator('.example');
    expect(await examples.count()).toBe(5);
    await ann.shoot('01-empty');
    await examples.first().click();
    expect(await ann.line.inputValue()).toBe('/sample a skull seed:180');
    expect(await ann.line.evaluate((field) => field === document.activeElement)).toBe(true);
  });

  it('draws a line, previews it on the way, and describes the picture', async () => {
    await ann.line.pressSequentially(' steps:100'); // so that there is time to look
    await ann.line.press('Enter');
    const message = ann.messages.first();
    await message.locator('.frame--work img').first().waitFor({ timeout: drawingTimeoutMs });
    await ann.shoot('02-drawing');
    const picture = await ann.picture(message);
    expect(await picture.getAttribute('alt')).toContain('skull');
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(256);
    expect(await message.locator('.caption').textContent()).toContain('seed 180');
    expect(await message.locator('.typed-command').textContent()).toBe('/sample');
    await ann.shoot('03-result');
  });

  it('shows every step in the thread, and arrow keys walk through them', async () => {
    await ann.messages
      .first()
      .getByRole('button', { name: /^Open the thread/ })
      .click();
    const steps = ann.thread.locator('.thread-step');
    const where = ann.thread.locator('.thread-where');
    const count = await steps.count();
    expect(count).toBeGreaterThan(15); // those of the base, and those of the upscaler
    expect(await where.textContent()).toMatch(/^Enlarging (\d+) of \1t/); // the last of those, then its timestep
    expect(await steps.last().textContent()).toMatch(/^enlarging \d+/);
    expect(await allLoaded(steps.locator('img'))).toBe(true);
    await ann.page.keyboard.press('Home');
    expect(await where.textContent()).toMatch(/^Step 1 of/);
    await ann.page.keyboard.press('ArrowRight');
    expect(await where.textContent()).toMatch(/^Step 2 of/);
    await ann.page.keyboard.press('ArrowLeft');
    expect(await where.textContent()).toMatch(/^Step 1 of/);
    for (let i = 0; i < 9; i += 1) await ann.page.keyboard.press('ArrowRight');
    await ann.shoot('04-thread');
    await ann.page.keyboard.press('Escape');
    expect(await ann.thread.isVisible()).toBe(false);
  });

  it('opens a picture large, turns it and shrinks it', async () => {
    await ann.messages.first().locator('.frame-open').click();
    const picture = ann.page.locator('.lightbox-picture');
    const width = () => picture.evaluate((image: HTMLImageElement) => image.clientWidth);
    const near = await width();
    await ann.page.keyboard.press('r');
    expect(await picture.evaluate((image) => image.style.transform)).toContain('rotate(90deg)');
    await ann.shoot('05-lightbox');
    for (let i = 0; i < 10; i += 1) await ann.page.keyboard.press('ArrowDown');
    expect(await width()).toBeLessThan(near / 3);
    await ann.page.keyboard.press('0');
    for (let i = 0; i < 3; i += 1) await ann.page.keyboard.press('+');
    expect(await width()).toBeGreaterThan(3 * near);
    await ann.shoot('28-zoom');
    const stage = ann.page.locator('.lightbox-stage');
    const left = () => stage.evaluate((node) => node.scrollLeft);
    const before = await left();
    const { x, y, width: across } = (await stage.boundingBox())!;
    await ann.page.mouse.move(x + across / 2, y + 200);
    await ann.page.mouse.down();
    await ann.page.mouse.move(x + across / 2 + 60, y + 200, { steps: 3 });
    await ann.page.mouse.up();
    expect(Math.abs((await left()) - before)).toBeGreaterThan(20);
    await ann.page.mouse.wheel(0, -100);
    await ann.page.keyboard.press('Escape');
  });

  it('walks through the pictures of the channel in the large view, and acts on the one that is shown', async () => {
    const sheet = await ann.say('/sample a dog count:2 steps:6 upscale:no seed:4');
    await ann.picture(sheet);
    await sheet.locator('.frame-open').click();
    const lightbox = ann.page.getByRole('dialog', { name: 'Picture' });
    const next = lightbox.getByRole('button', { name: 'Next picture' });
    const shown = () => lightbox.locator('.lightbox-words').textContent();
    await ann.page.keyboard.press('ArrowLeft');
    expect(await shown()).toContain('skull');
    for (let i = 0; i < 3; i += 1) await next.click({ timeout: 5_000 });
    expect([await shown(), await next.isDisabled()]).toEqual([expect.stringContaining('a dog'), true]);
    await lightbox.getByRole('button', { name: 'Copy the seed' }).click();
    expect(await ann.clipboard()).toBe('5');
    await ann.shoot('29-large-with-buttons');
    const count = await ann.messages.count();
    await lightbox.getByRole('button', { name: 'Vary' }).click();
    await ann.picture(ann.messages.nth(count));
    expect(await lightbox.isVisible()).toBe(false);
    expect(await ann.messages.nth(count).locator('.caption').textContent()).toMatch(/seed 5 · variation 1$/);
  });

  it('redraws a drawing that was dropped: /sdedit', async () => {
    await ann.drop('face.png', face);
    const message = await ann.say('/sdedit "the face of a programmer" start:4 seed:180');
    expect(await allLoaded(message.locator('.upload img'))).toBe(true);
    await ann.picture(message);
    await ann.shoot('06-sdedit');
  });

  it('paints a mask and draws only there: /inpaint', async () => {
    await ann.line.fill('/inpaint a rocket ship seed:180');
    await ann.drop('hills.png', hills);
    await ann.page.getByRole('button', { name: 'Paint a mask on hills.png' }).click();
    const canvas = ann.page.locator('.painter-canvas');
    const undo = ann.page.getByRole('button', { name: /^Undo/ });
    expect(await undo.isDisabled()).toBe(true);
    await scribble(ann, canvas);
    await ann.shoot('07-mask-painter');
    expect(await undo.isDisabled()).toBe(false);
    await ann.page.getByRole('button', { name: 'Use this mask' }).click();
    await ann.page.getByRole('button', { name: 'Change the mask on hills.png' }).waitFor();
    await ann.shoot('08-attached');
    const message = await ann.say('/inpaint a rocket ship seed:180');
    expect(await message.locator('.upload').count()).toBe(2);
    await ann.picture(message);
    await ann.shoot('09-inpaint');
  });

  it('keeps a photo as it is outside the mask, and beyond its edges draws more of it', async () => {
    const line = '/inpaint a penguin steps:4 seed:180';
    await ann.line.fill(line);
    await ann.drop('hills.png', wideHills);
    await ann.page.getByRole('button', { name: 'Paint a mask on hills.png' }).click();
    const canvas = ann.page.locator('.painter-canvas');
    const { x, y, width, height } = (await canvas.boundingBox())!;
    expect(width / height).toBeCloseTo(1200 / 675, 1);
    await ann.page.mouse.move(x + 2, y + 0.3 * height);
    await ann.page.mouse.down();
    await ann.page.mouse.move(x + 2, y + 0.7 * height, { steps: 8 });
    await ann.page.mouse.up();
    await ann.page.getByRole('button', { name: 'Use this mask' }).click();
    await ann.page.getByRole('button', { name: 'Change the mask on hills.png' }).waitFor();
    const painted = await pixelsOf(await ann.picture(await ann.say(line)));
    await ann.shoot('09-inpaint-photo');
    const original = PNG.sync.read(wideHills);
    expect([painted.width, painted.height]).toEqual([1200, 675]);
    expect(equalFrom(original, painted, 300)).toBe(true); // to the right of the mask
    expect(equalFrom(original, painted, 0)).toBe(false);

    await ann.drop('hills.png', wideHills);
    const wider = await pixelsOf(await ann.picture(await ann.say('/outpaint green hills right:20 steps:4 resample:1')));
    expect(wider.width / wider.height).toBeCloseTo((1.2 * 1200) / 675, 1);

    await ann.drop('hills.png', wideHills);
    const redrawn = await pixelsOf(await ann.picture(await ann.say('/sdedit green hills start:8 steps:4 upscale:no')));
    expect(redrawn.width / redrawn.height).toBeCloseTo(1200 / 675, 1);
  });

  it('draws an anagram into a part of a picture: techniques compose', async () => {
    const line = '/anagram "a skull" "a dog" steps:6 seed:180';
    await ann.line.fill(line);
    await ann.drop('hills.png', hills);
    await ann.page.getByRole('button', { name: 'Paint a mask on hills.png' }).click();
    await ann.page.keyboard.press('ArrowLeft');
    for (const key of [' ', 'ArrowRight', ' ', 'ArrowRight', ' ']) await ann.page.keyboard.press(key);
    await ann.shoot('07-mask-by-keys');
    await ann.page.getByRole('button', { name: 'Use this mask' }).click();
    await ann.page.getByRole('button', { name: 'Change the mask on hills.png' }).waitFor();
    const message = await ann.say(line);
    await ann.picture(message);
    expect(await message.locator('.typed').textContent()).toContain('mask:2');
    expect(await message.locator('.other').count()).toBeGreaterThan(0);
  });

  it('draws an anagram and a hybrid', async () => {
    await ann.picture(await ann.say('/anagram "a skull" "a dog" seed:180'));
    await ann.shoot('10-anagram');
    await ann.picture(await ann.say('/hybrid "a skull" "waterfalls" seed:180'));
    await ann.shoot('11-hybrid');
  });

  it('rerolls and upscales with the buttons below a picture', async () => {
    const first = await ann.say('/sample a dog steps:6 upscale:no seed:7');
    await ann.picture(first);
    const count = await ann.messages.count();
    await first.getByRole('button', { name: 'Reroll' }).click();
    const again = ann.messages.nth(count);
    await ann.picture(again);
    expect(await seedOf(again)).not.toBe(await seedOf(first));
    await first.getByRole('button', { name: 'Upscale' }).click();
    const large = await ann.picture(ann.messages.nth(count + 1));
    expect(await large.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(256);
    await ann.shoot('12-buttons');
  });

  it('makes a film and a list of settings from a picture', async () => {
    const first = await ann.say('/sample a dog steps:6 seed:7');
    await ann.picture(first);
    const count = await ann.messages.count();
    await first.getByRole('button', { name: 'Film' }).click();
    const film = await ann.picture(ann.messages.nth(count));
    expect(await film.getAttribute('src')).toMatch(/\.webp$/);
    await first.getByRole('button', { name: 'Settings' }).click();
    const settings = ann.messages.nth(count + 1).locator('.card');
    await settings.waitFor();
    expect(await settings.textContent()).toContain('seed');
    await ann.shoot('22-settings');
  });

  it('deletes a result of the person on the second click, in every browser', async () => {
    const bob = await Visitor.open(browser, bot.url);
    const picture = await ann.say('/sample a dog steps:6 upscale:no seed:8');
    await ann.picture(picture);
    const seen = bob.lastMessage;
    await bob.picture(seen);
    expect(await seen.getByRole('button', { name: 'Delete' }).count()).toBe(0); // it is not bob's
    const count = await ann.messages.count();
    await picture.getByRole('button', { name: 'Delete' }).click();
    expect(await ann.messages.count()).toBe(count);
    await picture.getByRole('button', { name: 'Really delete?' }).click();
    for (const { page, messages } of [ann, bob]) {
      await page.waitForFunction((left) => document.querySelectorAll('.message').length === left, count - 1);
      expect(await messages.last().textContent()).not.toContain('seed 8');
    }
    await bob.page.context().close();
  });

  it('draws in a style, which completion offers', async () => {
    await ann.line.fill('');
    await ann.line.pressSequentially('/sample a castle steps:6 upscale:no style:');
    await ann.page.keyboard.press('Tab'); // faster than the list changes
    await ann.page.waitForFunction(() => document.querySelector('textarea')?.value.endsWith('"'));
    expect(await ann.line.inputValue()).toBe('/sample a castle steps:6 upscale:no style:"oil painting"');
    const count = await ann.messages.count();
    await ann.line.press('Escape');
    await ann.line.press('Enter');
    await ann.picture(ann.messages.nth(count));
    expect(await ann.messages.nth(count).locator('.caption').textContent()).toContain('oil painting');
  });

  it('cancels what is being drawn', async () => {
    const message = await ann.say('/sample a dog steps:250 count:8');
    await message.getByRole('button', { name: 'Cancel' }).click({ timeout: drawingTimeoutMs });
    await message.locator('.notice').waitFor();
    expect(await message.getByRole('button', { name: 'Cancel' }).count()).toBe(0);
  });

  it('shows several pictures as a sheet, each with its own walk', async () => {
    const message = await ann.say('/sample a rocket ship count:4 steps:6 seed:180');
    await ann.picture(message);
    await ann.shoot('13-sheet');
    await message.getByRole('button', { name: /^Open the thread/ }).click();
    await ann.thread.getByRole('group', { name: 'Drawing' }).getByRole('button', { name: '3' }).click();
    await ann.shoot('14-thread-of-several');
    await ann.page.keyboard.press('Escape');
  });

  it('acts on one of several: by its number, which the buttons are then for', async () => {
    const sheet = await ann.say('/sample "a {red|blue|green} rocket" count:4 steps:6 upscale:no seed:1');
    await ann.picture(sheet);
    expect(await sheet.locator('.caption').textContent()).toBe('a {red|blue|green} rocket · seeds 1–4');
    expect(await sheet.getByRole('button', { name: 'SDEdit' }).isVisible()).toBe(false);
    await sheet.getByText('3', { exact: true }).click();
    expect(await sheet.locator('.other--chosen img').getAttribute('alt')).toMatch(/“a (red|blue|green) rocket”/);
    expect(await ann.page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0);
    await ann.shoot('23-chosen');
    const count = await ann.messages.count();
    await sheet.getByRole('button', { name: 'Vary' }).click();
    const varied = ann.messages.nth(count);
    await ann.picture(varied);
    expect(await varied.locator('.caption').textContent()).toMatch(/seed 3 · variation 1$/);
    const source = varied.getByRole('button', { name: /^of picture 3 of/ });
    await source.click();
    expect(await isFocused(sheet)).toBe(true);
    await ann.shoot('24-source');
  });

  it('takes a picture into the composer: SDEdit, and Inpaint with the painter open', async () => {
    const picture = await ann.say('/sample a castle steps:6 upscale:no');
    await ann.picture(picture);
    await picture.getByRole('button', { name: 'SDEdit' }).click();
    await ann.page.locator('.attachment').waitFor();
    expect(await ann.line.inputValue()).toBe('/sdedit ');
    await picture.getByRole('button', { name: 'Inpaint' }).click();
    await scribble(ann, ann.page.locator('.painter-canvas'));
    await ann.page.getByRole('button', { name: 'Use this mask' }).click();
    await ann.page.getByRole('button', { name: /^Change the mask/ }).waitFor();
    expect(await ann.line.inputValue()).toBe('/inpaint ');
    await ann.picture(await ann.say('/inpaint a rocket ship steps:6 upscale:no'));
  });

  it('opens the painter for /inpaint without a mask, and goes on with what was painted', async () => {
    await ann.drop('hills.png', hills);
    const count = await ann.messages.count();
    await ann.line.fill('/inpaint a rocket ship steps:6 upscale:no');
    await ann.line.press('Enter');
    await scribble(ann, ann.page.locator('.painter-canvas'));
    await ann.page.getByRole('button', { name: 'Use this mask' }).click();
    const message = ann.messages.nth(count);
    await ann.picture(message);
    expect(await message.locator('.upload').count()).toBe(2);
  });

  it('shows what the model knows: a picture of it fills the composer', async () => {
    await ann.page.getByRole('button', { name: 'What I can draw' }).click();
    const items = ann.page.locator('.gallery-item:visible');
    expect(await items.count()).toBeGreaterThan(100);
    await ann.page.waitForLoadState('networkidle');
    await ann.shoot('25-gallery');
    await ann.page.getByRole('searchbox').fill('penguin');
    expect(await items.count()).toBe(1);
    await ann.page.keyboard.press('Tab');
    await ann.page.keyboard.press('Tab');
    await ann.page.keyboard.press('Enter');
    expect(await ann.line.inputValue()).toBe('/sample a penguin ');
    expect(await isFocused(ann.line)).toBe(true);
    await ann.line.fill('');
  });

  it('finds earlier results, stars them, compares two, and goes back to one', async () => {
    const dialog = ann.page.getByRole('dialog', { name: 'History' });
    const tiles = dialog.locator('.history-tile');
    const openHistory = () => ann.page.getByRole('button', { name: 'History', exact: true }).click();
    await openHistory();
    const all = await tiles.count();
    expect(all).toBeGreaterThan(5);
    await dialog.getByRole('combobox', { name: 'Technique' }).selectOption('anagram');
    expect(await tiles.count()).toBeLessThan(all);
    await dialog.getByRole('combobox', { name: 'Technique' }).selectOption('');
    await dialog.getByRole('searchbox').fill('rocket blue');
    expect(await tiles.count()).toBeGreaterThan(0);
    await tiles
      .first()
      .getByRole('button', { name: /^Favourite/ })
      .click();
    await dialog.getByRole('searchbox').fill('');
    await dialog.getByRole('checkbox', { name: 'Favourites' }).check();
    expect(await tiles.count()).toBe(1);
    await dialog.getByRole('checkbox', { name: 'Favourites' }).uncheck();
    await ann.shoot('26-history');
    const compare = dialog.getByRole('button', { name: 'Compare' });
    expect(await compare.isDisabled()).toBe(true);
    for (const i of [0, 1]) await tiles.nth(i).getByRole('checkbox').check();
    await compare.click();
    const over = dialog.locator('.compare-over');
    const clip = () => over.evaluate((image) => image.style.getPropertyValue('clip-path'));
    expect(await clip()).toBe('inset(0px 50% 0px 0px)');
    await ann.page.keyboard.press('ArrowRight');
    expect(await clip()).toBe('inset(0px 49% 0px 0px)');
    await ann.shoot('27-compare');
    await dialog.getByRole('button', { name: 'Back' }).click();
    await tiles.last().locator('.history-picture').click();
    expect(await isFocused(ann.messages.first())).toBe(true);
  });

  it('draws what is typed without a command, and says so', async () => {
    const message = await ann.say('a small rocket ship, steps 6');
    await ann.picture(message);
    expect(await message.locator('.remark').textContent()).toContain('Taken as /sample');
  });

  it('refuses a mistake before it is posted, with a sentence, and keeps the line', async () => {
    const count = await ann.messages.count();
    await ann.line.fill('/smaple a skull');
    await ann.line.press('Enter');
    const problem = ann.page.getByRole('alert').locator('.notice');
    await problem.waitFor();
    expect(await problem.textContent()).toMatch(/sample/);
    expect([await ann.messages.count(), await ann.line.inputValue()]).toEqual([count, '/smaple a skull']);
    await ann.shoot('15-mistake');
    await ann.line.press('End');
    await ann.line.press('Backspace');
    expect(await problem.count()).toBe(0);
    ann.complaints.length = 0; // the browser reports the refusal too
  });

  it('brings a line that was refused later back, shows that to its asker only, and forgets it when it is over', async () => {
    const bob = await Visitor.open(browser, bot.url);
    const refused = await ann.say('/remix job:none seed:5');
    await refused.locator('.notice').waitFor();
    await ann.page.waitForFunction(() => document.querySelector('textarea')?.value === '/remix job:none seed:5');
    await bob.messages.last().locator('.notice').waitFor({ state: 'attached' });
    expect([await refused.isVisible(), await bob.messages.last().isVisible()]).toEqual([true, false]);
    await ann.say('/help');
    await refused.waitFor({ state: 'hidden' });
    await bob.page.context().close();
  });

  it('says why something is not accepted, and keeps what was typed', async () => {
    await ann.dropZeros('vast.png', 21 * 2 ** 20);
    await ann.line.fill('/sdedit a cat');
    await ann.line.press('Escape');
    await ann.line.press('Enter');
    const problem = ann.page.getByRole('alert');
    await problem.locator('.notice').waitFor();
    expect(await problem.textContent()).toContain('vast.png is too large');
    expect(await ann.line.inputValue()).toBe('/sdedit a cat');
    await ann.page.getByRole('button', { name: 'Remove vast.png' }).click();
    ann.complaints.length = 0; // the browser reports the refusal too
  });

  it('shows what people type as text, never as markup', async () => {
    await ann.page.getByRole('button', { name: /change your name$/ }).click();
    await ann.page.getByRole('textbox', { name: 'Your name' }).fill('<b>Ann</b>');
    await ann.page.getByRole('button', { name: 'Save' }).click();
    const message = await ann.say('/sample <i>a dog</i> <script>alert(1)</script> steps:6 upscale:no');
    expect(await message.locator('.who').textContent()).toBe('<b>Ann</b>');
    expect(await message.locator('.typed').textContent()).toContain('<i>a dog</i>');
    expect(await message.locator('.typed i, .who b').count()).toBe(0);
    await ann.page.getByRole('button', { name: /change your name$/ }).click();
    await ann.page.getByRole('textbox', { name: 'Your name' }).fill('Ann');
    await ann.page.keyboard.press('Enter');
    expect(await (await ann.say('/queue')).locator('.who').textContent()).toBe('Ann');
  });

  it('is the same channel in every browser', async () => {
    const bob = await Visitor.open(browser, bot.url, { colorScheme: 'light' });
    expect(await bob.messages.count()).toBe(await ann.messages.count());
    const [seen] = await Promise.all([
      bob.messages
        .nth(await bob.messages.count())
        .waitFor()
        .then(() => bob.lastMessage),
      ann.say('/sample a cat steps:6'),
    ]);
    await bob.picture(seen);
    await bob.shoot('16-light');
    await seen.getByRole('button', { name: /^Open the thread/ }).click();
    await bob.shoot('17-light-thread');
    expect(bob.complaints).toEqual([]);
    await bob.page.context().close();
  });

  it('is usable with the keyboard alone', async () => {
    await ann.line.focus();
    await ann.page.keyboard.type('/sam');
    await ann.page.getByRole('option', { name: /^\/sample/ }).waitFor();
    await ann.shoot('18-completion');
    await ann.page.keyboard.press('Tab');
    expect(await ann.line.inputValue()).toBe('/sample ');
    await ann.page.keyboard.type('a tower step');
    await ann.page
      .getByRole('option', { name: /^steps/ })
      .first()
      .waitFor();
    await ann.page.keyboard.press('Escape');
    await ann.page.keyboard.type('s:6');
    await ann.page.keyboard.press('Escape');
    const count = await ann.messages.count();
    await ann.page.keyboard.press('Enter');
    const message = ann.messages.nth(count);
    await ann.picture(message);
    await ann.page.keyboard.press('ArrowUp');
    expect(await ann.line.inputValue()).toBe('/sample a tower steps:6');
    const picture = message.locator('.frame-open');
    const strip = message.getByRole('button', { name: /^Open the thread/ });
    for (let i = 0; i < 6 && !(await isFocused(picture)); i += 1) await ann.page.keyboard.press('Shift+Tab');
    await ann.page.keyboard.press('ArrowRight');
    expect(await isFocused(message.getByRole('button', { name: 'Open large' }))).toBe(true);
    await ann.page.keyboard.press('End');
    expect(await isFocused(strip)).toBe(true);
    await ann.page.keyboard.press('Enter');
    expect(await ann.thread.isVisible()).toBe(true);
    await ann.page.keyboard.press('ArrowLeft');
    await ann.page.keyboard.press('Escape');
    expect(await isFocused(strip)).toBe(true);
  });

  it('fits a phone', async () => {
    const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
    const eve = await Visitor.open(browser, bot.url, phone);
    expect(await eve.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await eve.shoot('19-phone');
    await eve.lastMessage.getByRole('button', { name: /^Open the thread/ }).click();
    expect((await eve.thread.boundingBox())?.width).toBe(360);
    await eve.shoot('20-phone-thread');
    await eve.page.getByRole('button', { name: 'Close the thread' }).click();
    await eve.lastMessage.locator('.frame-open').click();
    await eve.shoot('21-phone-lightbox');
    expect(eve.complaints).toEqual([]);
    await eve.page.context().close();
  });

  it('keeps its history over a reload and finds the bot again after a restart', async () => {
    const count = await ann.messages.count();
    await ann.page.reload();
    await ann.arrive();
    await ann.picture(ann.messages.first());
    expect(await ann.messages.count()).toBe(count);
    await bot.stop();
    await ann.page.getByText('Reconnecting').waitFor();
    bot = await startBot({ dataDir, port: Number(new URL(bot.url).port) });
    await ann.page.getByText('Reconnecting').waitFor({ state: 'detached', timeout: 30_000 });
    await ann.picture(await ann.say('/sample a cat steps:6'));
    expect(await ann.messages.count()).toBe(count + 1);
    ann.complaints.length = 0; // the browser reports each refused connection
  });
});

/** Decodes the file of a picture. */
const pixelsOf = async (picture: Locator): Promise<PNG> => {
  const base64 = await picture.evaluate(async (image: HTMLImageElement) => {
    const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  });
  return PNG.sync.read(Buffer.from(base64, 'base64'));
};

/** Whether two pictures of one size are equal from a column on. */
function equalFrom(one: PNG, other: PNG, column: number): boolean {
  for (let row = 0; row < one.height; row += 1) {
    const [start, end] = [4 * (row * one.width + column), 4 * (row + 1) * one.width];
    if (!one.data.subarray(start, end).equals(other.data.subarray(start, end))) return false;
  }
  return true;
}

const seedOf = async (message: Locator): Promise<string | undefined> =>
  /seed (\d+)/.exec((await message.locator('.caption').textContent()) ?? '')?.[1];

const allLoaded = (images: Locator): Promise<boolean> =>
  images.evaluateAll(async (nodes) => {
    const all = nodes.filter((node) => node instanceof HTMLImageElement);
    for (const image of all) image.loading = 'eager';
    await Promise.all(all.map((image) => image.decode()));
    return all.length > 0;
  });
