import { createRequire } from 'node:module';
import { expect, it, onTestFinished } from 'vitest';
import { isPicture, openChat } from './chat.ts';

const require = createRequire(import.meta.url);
const global = globalThis as unknown as Record<symbol, unknown>;
const dispatcher = Symbol.for('undici.globalDispatcher.1');

it('shows pictures in a process where the undici of Bolt was loaded before that of discord.js', async () => {
  const before = global[dispatcher];
  onTestFinished(() => {
    global[dispatcher] = before;
  });
  const { Agent } = createRequire(require.resolve('@slack/bolt'))('undici');
  global[dispatcher] = new Agent();
  const { discord, channel, ada } = await openChat();
  const asked = await discord.slash(ada, channel, 'sample', { prompt: 'a skull', steps: 4, upscale: false });
  expect(isPicture(await asked.message(isPicture))).toBe(true);
});
