import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type JSHandle,
  type Locator,
  type Page,
} from 'playwright-core';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Why the browser tests cannot run here; undefined: they can. */
export const skipReason = executablePath === undefined ? 'no Chromium is installed' : undefined;

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executablePath!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** Longer than any picture here takes on a busy machine: a wait for a condition, not a claim about speed. */
export const drawingTimeoutMs = 120_000;

const shotsDir = fileURLToPath(new URL('shots', import.meta.url));

/** One person's browser at the channel, with the page's own words for its parts. */
export class Visitor {
  readonly page: Page;
  /** What a page of ours must never cause: errors, refusals by the content policy, requests to elsewhere. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 860 },
      colorScheme: 'dark',
      ...options,
    });
    const visitor = new Visitor(await context.newPage());
    visitor.page.setDefaultTimeout(30_000);
    visitor.listen(new URL(url).origin);
    await visitor.page.goto(url);
    await visitor.arrive();
    return visitor;
  }

  /** Waits until the page knows the channel's commands and messages: before that there is nothing to look at. */
  async arrive(): Promise<void> {
    await this.page.locator('#messages[aria-busy=false]').waitFor();
  }

  /** What lies on the clipboard. */
  async clipboard(): Promise<string> {
    await this.page.context().grantPermissions(['clipboard-read']);
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  get line(): Locator {
    return this.page.getByRole('textbox', { name: 'Message' });
  }

  get messages(): Locator {
    return this.page.locator('.message');
  }

  get lastMessage(): Locator {
    return this.messages.last();
  }

  get thread(): Locator {
    return this.page.getByRole('complementary', { name: 'Thread' });
  }

  /** Types a line and sends it. Returns its message. */
  async say(line: string): Promise<Locator> {
    const before = await this.messages.count();
    await this.line.fill(line);
    await this.line.press('Escape'); // the list of completions
    await this.line.press('Enter');
    const message = this.messages.nth(before);
    await message.waitFor();
    return message;
  }

  /** Waits for a message's picture. */
  async picture(message: Locator): Promise<Locator> {
    const image = message.locator('.frame--ready .final');
    await image.waitFor({ timeout: drawingTimeoutMs });
    return image;
  }

  /** Drops a picture onto the page, as a hand would. */
  async drop(name: string, png: Buffer): Promise<void> {
    const make = ({ name, base64 }: { name: string; base64: string }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name, { type: 'image/png' }));
      return transfer;
    };
    await this.dropAll(await this.page.evaluateHandle(make, { name, base64: png.toString('base64') }));
  }

  /** Drops a file of zeros, made in the browser: a large one is not carried there. */
  async dropZeros(name: string, sizeBytes: number): Promise<void> {
    const make = ({ name, sizeBytes }: { name: string; sizeBytes: number }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(sizeBytes)], name, { type: 'image/png' }));
      return transfer;
    };
    await this.dropAll(await this.page.evaluateHandle(make, { name, sizeBytes }));
  }

  private async dropAll(dataTransfer: JSHandle<DataTransfer>): Promise<void> {
    for (const type of ['dragenter', 'dragover', 'drop']) {
      await this.page.locator('body').dispatchEvent(type, { dataTransfer });
    }
    await this.page.locator('.attachment').last().waitFor();
  }

  /** For the eye. What lies in test/browser/shots is not kept by git. */
  async shoot(name: string): Promise<void> {
    mkdirSync(shotsDir, { recursive: true });
    await this.page.evaluate(async () => {
      const moving = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
      await Promise.allSettled(moving.map(({ finished }) => finished));
    });
    await this.page.screenshot({ path: `${shotsDir}/${name}.png` });
  }

  private listen(origin: string): void {
    this.page.on('pageerror', ({ message }) => this.complaints.push(message));
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    this.page.on('request', (request) => {
      if (!request.url().startsWith(origin)) this.complaints.push(`asked ${request.url()}`);
    });
  }
}

/** Whether an element has the focus. */
export const isFocused = (element: Locator): Promise<boolean> =>
  element.evaluate((node) => node === document.activeElement);

/** A few strokes in the middle of the picture. */
export async function scribble({ page }: Visitor, canvas: Locator): Promise<void> {
  const box = (await canvas.boundingBox())!;
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  for (const y of [0.2, 0.3, 0.4, 0.5]) {
    await page.mouse.move(...at(0.35, y));
    await page.mouse.down();
    await page.mouse.move(...at(0.65, y), { steps: 8 });
    await page.mouse.up();
  }
}
