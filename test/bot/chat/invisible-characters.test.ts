import { expect, it } from 'vitest';
import { promptsOf } from '../../../src/commands/recipes/caption.ts';
import { readRecipe } from '../../../src/engine/client.ts';
import type { DiscordDouble } from '../../wire/discord/double.ts';
import type { SlackDouble } from '../../wire/slack/double.ts';
import { inAllChats } from '../all-chats.ts';
import { isPicture } from '../discord/chat.ts';
import { words } from '../discord/running-bot.ts';
import { openBrowser } from '../local/browser.ts';
import type { TestBot } from '../running-bot.ts';
import { imagesIn, isPicture as isSlackPicture, wordsIn } from '../slack/chat.ts';

// One bot in all of its channels: what nobody sees turns nothing around, and is no prompt.

const prompt = 'a \u202eskull';
const invisible = ['\u200b', '\u202e', '\u3164'];
const unseen = /[\p{Bidi_Control}\u200b\u3164]/u;

let discord: DiscordDouble;
let slack: SlackDouble;
let bot: TestBot;
inAllChats((chats) => {
  ({ discord, slack, bot } = chats);
});

const promptIn = (png: Uint8Array): string | undefined => {
  const term = readRecipe(png)?.drawings[0]?.term;
  return term && promptsOf(term)[0];
};

it('in Discord: in the message, its description and the name of its thread', async () => {
  const guild = discord.guild();
  const [channel, ada] = [discord.channel(guild), discord.person('ada', { in: [guild] })];
  const asked = await discord.slash(ada, channel, 'sample', { prompt, seed: 7, steps: 3, upscale: false });
  const message = await asked.message(isPicture);
  const thread = await discord.until(() => discord.threadOn(message), 'a thread');
  const shown = [message.content, thread.name!, ...message.attachments.map(({ description }) => description!)];
  expect(shown.filter((each) => unseen.test(each) || !each.includes('a skull'))).toEqual([]);
  expect(promptIn(discord.bytes(message.attachments[0]!))).toBe(prompt);
  for (const blank of invisible) {
    const refused = await discord.slash(ada, channel, 'sample', { prompt: blank, steps: 3, upscale: false });
    expect(await words(refused)).toMatch(/needs/);
  }
});

it('in Slack: in the message and its description', async () => {
  const ada = slack.person('ada');
  const channel = slack.channel('studio', { people: [ada] });
  const message = await slack
    .slash(ada, channel, '/sample', `${prompt} seed:7 steps:3 upscale:no`)
    .message(isSlackPicture);
  const [image] = imagesIn(message);
  expect([wordsIn(message), image!.altText].filter((each) => unseen.test(each) || !each.includes('a skull'))).toEqual(
    [],
  );
  expect(promptIn(slack.bytes(image!))).toBe(prompt);
  for (const blank of invisible) {
    // As if nothing was typed: a form asks for it.
    expect(JSON.stringify(await slack.slash(ada, channel, '/sample', blank).view())).toContain('What to draw');
  }
});

it('in the browser: in the answer, its description and names', async () => {
  const browser = await openBrowser(bot.url);
  const id = await browser.send(`/sample ${prompt} seed:7 steps:3 upscale:no`, [], 'ad\u202ea');
  const { caption, files } = await browser.answered(id, 'result');
  expect([caption, files[0]!.altText].filter((each) => unseen.test(each) || !each.includes('a skull'))).toEqual([]);
  expect(browser.message(id).person).toBe('ada');
  const png = new Uint8Array(await (await fetch(bot.url + files[0]!.url)).arrayBuffer());
  expect(promptIn(png)).toBe(prompt);
  for (const blank of invisible) {
    await expect(browser.send(`/sample ${blank}`)).rejects.toThrow(/needs/);
  }
});
