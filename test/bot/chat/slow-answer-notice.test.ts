import { describe, expect, it, onTestFinished } from 'vitest';
import { openDiscord } from '../../wire/discord/double.ts';
import { firstWord } from '../../wire/first-words.ts';
import { type Message, openSlack } from '../../wire/slack/double.ts';
import { isPicture as isDiscordPicture } from '../discord/seen.ts';
import { openBrowser } from '../local/browser.ts';
import { isPicture, wordsIn } from '../slack/seen.ts';
import { spawnBot } from '../spawned-bot.ts';
import { temporaryDir } from '../temporary.ts';

const line = 'a skull steps:4 upscale:no';

/** A bot in every channel, whose engine gives no answer until it is let go on. */
async function openSlowBot() {
  const slack = await openSlack({ patienceMs: 60_000 });
  const discord = await openDiscord({ patienceMs: 60_000 });
  onTestFinished(async () => {
    await slack.close();
    await discord.close();
  });
  const bot = await spawnBot(temporaryDir(), { ...slack.env('socket'), ...discord.env() });
  bot.haltEngine();
  await discord.until(() => discord.gateway.connected() > 0 && discord.world.commands.size > 0, 'the bot');
  return { slack, discord, bot };
}

describe('while the engine starts', () => {
  it('whoever asks is told so, in every channel, and has their picture after that', async () => {
    const { slack, discord, bot } = await openSlowBot();
    const ada = slack.person('ada');
    const channel = slack.channel('studio', { people: [ada] });
    const direct = slack.directMessages(ada);
    const typed = slack.slash(ada, channel, '/sample', line);
    const aside = slack.slash(ada, channel, '/sample', `${line} private:yes`);
    const mentioned = await slack.mention(ada, channel, `sample ${line}`);
    await slack.direct(ada, line);
    const guild = discord.guild();
    const eve = discord.person('eve', { in: [guild] });
    const options = { prompt: 'a skull', steps: 4, upscale: false };
    const asked = await discord.slash(eve, discord.channel(guild, 'studio'), 'sample', options);
    const browser = await openBrowser(bot.url);
    const id = await browser.send(`/sample ${line}`);

    const isFirstWord = (message: Message) => firstWord.test(wordsIn(message));
    const isForAda = ({ ts }: Message) => channel.messages.get(ts)?.viewerId === ada.id;
    for (const each of [typed, aside, mentioned]) expect(isForAda(await each.message(isFirstWord))).toBe(true);
    await slack.until(() => slack.messages(direct).some(isFirstWord), 'a word in direct messages');
    await asked.message(({ content }) => firstWord.test(content));
    await browser.until(() => firstWord.test(JSON.stringify(browser.message(id).answer)));

    bot.resumeEngine();
    for (const each of [typed, mentioned]) await each.message(isPicture);
    await slack.until(() => slack.messages(direct).filter(isPicture).length === 2, 'two pictures in direct messages');
    await asked.message(isDiscordPicture);
    await browser.answered(id, 'result');
    expect([...slack.messages(channel), ...slack.messages(direct)].some(isFirstWord)).toBe(false);
    slack.expectClean();
    discord.expectClean();
  }, 120_000);
});
