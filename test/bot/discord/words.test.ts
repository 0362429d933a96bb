import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openChat } from './chat.ts';

const models = fileURLToPath(new URL('../../../models', import.meta.url));

it('/help words shows what the model knows, in pictures with their words', async () => {
  const { discord, channel, ada } = await openChat({ MODELS_DIR: models });
  await discord.slash(ada, channel, 'help', { command: 'words' });
  const shown = () => discord.messages(channel, ada).find((message) => message.attachments.length > 0);
  const { attachments } = await discord.until(shown, 'the pictures');
  expect(attachments.map(({ filename }) => filename)).toEqual([
    'words-1.jpg',
    'words-2.jpg',
    'words-3.jpg',
    'words-4.jpg',
  ]);
  expect(attachments[0]!.description).toMatch(/^Small pictures of: people around a campfire, /);
});

it('/help words is a text where the model has no pictures', async () => {
  const { discord, channel, ada } = await openChat();
  const { content, attachments } = await (await discord.slash(ada, channel, 'help', { command: 'words' })).message();
  expect([content, attachments]).toEqual([expect.stringContaining('It knows'), []]);
});
