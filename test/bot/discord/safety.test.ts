import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { encodePng } from '../../../src/engine/client.ts';
import { isPicture, openChat } from './chat.ts';
import { buttonId } from './seen.ts';

/** Flags what is bright: see test/fixtures/safety. */
const env = { SAFETY_MODEL: fileURLToPath(new URL('../../fixtures/safety', import.meta.url)) };

const plain = async (name: string, value: number) => ({
  name,
  bytes: await encodePng({ width: 64, height: 64, rgb: new Uint8Array(64 * 64 * 3).fill(value) }),
});

describe("a safety model of the host's", () => {
  it('has what it flags shown behind a spoiler, and nothing else', async () => {
    const { discord, channel, ada } = await openChat(env);
    const shown = async (value: number) => {
      const image = await plain('picture.png', value);
      const message = await (await discord.slash(ada, channel, 'upscale', { image })).message(isPicture);
      return message.attachments[0]!.filename;
    };
    expect(await shown(250)).toMatch(/^SPOILER_/);
    expect(await shown(5)).not.toMatch(/^SPOILER_/);
  });

  it('has previews, which it does not look at, shown behind a spoiler too', async () => {
    const { discord, channel, ada } = await openChat(env);
    const asked = await discord.slash(ada, channel, 'sample', { prompt: 'a skull', steps: 4, upscale: false });
    const message = await asked.message(isPicture);
    const thread = await discord.until(() => discord.threadOn(message), 'the thread');
    await discord.until(() => thread.isArchived, 'the end of the thread');
    const names = discord.messages(thread).flatMap(({ attachments }) => attachments.map(({ filename }) => filename));
    expect(names.length).toBeGreaterThan(1); // steps, and the film of them
    expect(names.filter((name) => !name.startsWith('SPOILER_'))).toEqual([]);
    const film = await discord
      .press(ada, message, buttonId(message, 'film'))
      .message(({ attachments }) => attachments.length > 0);
    expect(film.attachments.map(({ filename }) => filename)).toEqual([
      expect.stringMatching(/^SPOILER_.*-film\.webp$/),
    ]);
  });
});
