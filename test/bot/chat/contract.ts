import { describe, expect, it } from 'vitest';
import type { ActionName } from '../../../src/commands/ports/action.ts';
import type { Upload } from '../../../src/commands/ports/upload.ts';
import { holdEngine } from '../shared-engine.ts';

/** What a person sees of an answer, independent of the platform. */
export interface Seen {
  /** Numbers of the steps in the thread, in the order of its messages. */
  readonly steps: readonly number[];
  readonly answer:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'drawing'; readonly totalSteps: number }
    | {
        readonly kind: 'picture';
        readonly caption: string;
        readonly files: readonly { readonly name: string; readonly altText: string; readonly bytes: Uint8Array }[];
        readonly actions: readonly ActionName[];
      }
    | { readonly kind: 'words'; readonly words: string };
}

/** A request and its answer. */
export interface Exchange {
  see(): Promise<Seen>;
  /** Waits until the answer is of the kind. */
  until(kind: Seen['answer']['kind']): Promise<Seen>;
  press(action: ActionName): Promise<Exchange>;
}

/** A chat platform with a bot that draws with the gaussian model, in a shared engine. */
export interface Conversation {
  say(line: string, uploads?: readonly Upload[]): Promise<Exchange>;
  /** Stops the bot in order and starts it again with the same data. Exchanges from before go on. */
  restart(): Promise<void>;
  /** All requests, oldest first. */
  everything(): Promise<readonly Exchange[]>;
}

/** More steps than one message shows. */
const longLine = '/sample a skull count:2 steps:60 upscale:no';

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What every platform must do. `open` is called once a test, and cleans up after itself. */
export function platformContract(platform: string, open: () => Promise<Conversation>): void {
  const pictureOf = (seen: Seen) => {
    if (seen.answer.kind !== 'picture') throw new Error(`there is no picture, but ${seen.answer.kind}`);
    return seen.answer;
  };

  describe(`the contract of every platform, kept by ${platform}`, () => {
    it('answers a command with a picture, described for who cannot see it, and with buttons', async () => {
      const chat = await open();
      const { caption, files, actions } = pictureOf(
        await (await chat.say('/sample a skull seed:180')).until('picture'),
      );
      expect(caption).toContain('a skull');
      expect([...files[0]!.bytes.subarray(0, 8)]).toEqual(pngSignature);
      expect(files.map((file) => file.altText.length > 10)).not.toContain(false);
      expect(files[0]?.altText).toContain('a skull');
      expect(actions).toEqual(expect.arrayContaining(['reroll', 'settings']));
    });

    it('shows every step, in order', async () => {
      const chat = await open();
      const { steps } = await (await chat.say('/sample a skull steps:12 upscale:no')).until('picture');
      expect(steps).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    });

    it('takes pictures', async () => {
      const chat = await open();
      const first = pictureOf(await (await chat.say('/sample a skull upscale:no')).until('picture')).files[0]!;
      const redrawn = await (await chat.say('/sdedit a dog upscale:no', [first])).until('picture');
      expect(pictureOf(redrawn).caption).toContain('a dog');
    });

    it('answers a mistake with a sentence that helps', async () => {
      const chat = await open();
      const { answer } = await (await chat.say('/sample a skull interval:soon')).until('words');
      expect(answer).toMatchObject({ words: expect.stringMatching(/soon.*interval:200-800/s) });
    });

    it('says what is wrong with a file', async () => {
      const chat = await open();
      const text = { name: 'holiday.png', bytes: Buffer.from('Dear diary, today I drew nothing at all.') };
      const { answer } = await (await chat.say('/sdedit a dog', [text])).until('words');
      expect(answer).toMatchObject({ words: expect.stringMatching(/holiday\.png/) });
    });

    it('answers questions in words', async () => {
      const chat = await open();
      const { answer } = await (await chat.say('/help')).until('words');
      expect(answer).toMatchObject({ words: expect.stringContaining('/anagram') });
    });

    it('stops at the press of a button', async () => {
      const chat = await open();
      holdEngine(1);
      const exchange = await chat.say(longLine);
      await exchange.until('drawing');
      await (await exchange.press('cancel')).until('words');
      expect((await exchange.until('words')).answer).toMatchObject({ words: expect.stringContaining('Cancelled') });
    });

    it('has buttons that work after a restart', async () => {
      const chat = await open();
      const before = await chat.say('/sample a skull seed:180 upscale:no');
      await before.until('picture');
      await chat.restart();
      const { caption } = pictureOf(await (await before.press('reroll')).until('picture'));
      expect(caption).toContain('a skull');
    });

    it('finishes in the same place what it accepted before a restart, once', async () => {
      const chat = await open();
      const goOn = holdEngine(10);
      const drawing = await chat.say(longLine);
      await drawing.until('drawing');
      await chat.restart();
      goOn();
      const { steps, answer } = await drawing.until('picture');
      expect(answer).toMatchObject({ kind: 'picture', caption: expect.stringContaining('a skull') });
      expect(steps).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
      expect(await chat.everything()).toHaveLength(1);
    });
  });
}
