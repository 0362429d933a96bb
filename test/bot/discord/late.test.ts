import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { holdEngine } from '../shared-engine.ts';
import { buttonId, type Chat, isPicture, openChat, stepsIn } from './chat.ts';

const minutes = 60_000;
const quickly = { prompt: 'a skull', steps: 4, upscale: false };

const pictures = (messages: readonly APIMessage[]): readonly APIMessage[] => messages.filter(isPicture);

/** The picture in a channel, once it is there. */
const pictureIn = ({ discord, ada }: Chat, channel: Chat['channel']): Promise<APIMessage> =>
  discord.until(() => pictures(discord.messages(channel, ada))[0] ?? null, 'a picture');

describe('a picture that is later than its token lives', () => {
  it('is posted in the channel once, with a mention of who asked and nobody else', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    const goOn = holdEngine(1);
    const asked = await discord.slash(ada, channel, 'sample', { ...quickly, prompt: 'a skull for @everyone' });
    const promise = await asked.message();
    discord.clock.advance(16 * minutes);
    goOn();
    const late = await pictureIn(chat, channel);
    expect(late.content).toMatch(new RegExp(`^<@${ada.id}> `));
    expect(late.mentions.map(({ id }) => id)).toEqual([ada.id]);
    expect(late.mention_everyone).toBe(false);
    expect(late.message_reference?.message_id).toBe(promise.id);
    await discord.until(() => asked.original()?.content.includes('further down') ?? false, 'a hint where to look');
    expect(pictures(discord.messages(channel))).toHaveLength(1);
    const again = await discord.press(ada, late, buttonId(late, 'reroll')).message(isPicture);
    expect(again.content).toContain('a skull');
  });

  it('goes to the asker alone where it was private', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    const goOn = holdEngine(1);
    const asked = await discord.slash(ada, channel, 'sample', { ...quickly, private: true });
    await asked.acknowledged();
    discord.clock.advance(16 * minutes);
    goOn();
    const late = await pictureIn(chat, discord.directMessages(ada));
    expect(late.content).toContain(`<#${channel.id}>`);
    expect(pictures(discord.messages(channel, ada))).toHaveLength(0);
  });

  it('goes to the asker where the bot is no member', async () => {
    const chat = await openChat();
    const { discord, ada } = chat;
    const grace = discord.person('grace');
    const group = discord.privateChannel(ada, grace);
    const goOn = holdEngine(1);
    const asked = await discord.slash(ada, group, 'sample', quickly, { via: 'user' });
    await asked.acknowledged();
    discord.clock.advance(16 * minutes);
    goOn();
    await pictureIn(chat, discord.directMessages(ada));
  });

  it('is handed over at the next command where no way led to its asker', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    discord.refuseDirectMessages(ada);
    const goOn = holdEngine(1);
    const asked = await discord.slash(ada, channel, 'sample', { ...quickly, private: true });
    await asked.acknowledged();
    discord.clock.advance(16 * minutes);
    goOn();
    await chat.bot().logged('could not show an answer');
    const next = await discord.slash(ada, channel, 'status');
    const handed = await discord.until(() => next.followUps().find(isPicture) ?? null, 'the picture from before');
    expect(handed.content).toContain('could not bring you this earlier');
    const after = await discord.slash(ada, channel, 'status');
    await after.message();
    const third = await discord.slash(ada, channel, 'sample', quickly);
    await third.message(isPicture);
    expect(after.followUps().filter(isPicture)).toEqual([]);
  });

  it('comes all the same when the command itself reached the bot too late', async () => {
    const chat = await openChat();
    const { discord, channel, ada } = chat;
    discord.deliverNext({ afterMs: 3_500 });
    await discord.slash(ada, channel, 'sample', quickly);
    const late = await pictureIn(chat, channel);
    expect(late.content).toMatch(new RegExp(`^<@${ada.id}> `));
    discord.forgive(); // that the deadline was missed is what this test is about
  });
});

describe('a picture that was shown just before the bot died', () => {
  it.each([
    ['while its token lives', 0],
    ['in its place, when the token is over by then', 16 * minutes],
  ])('is not shown again %s', async (_, later) => {
    const chat = await openChat();
    const { discord, channel, ada, dataDir } = chat;
    const asked = await discord.slash(ada, channel, 'sample', quickly);
    await asked.message(isPicture);
    await chat.bot().logged('"state":"delivered"');
    await chat.bot().stop();
    dieBeforeTheRecord(dataDir);
    discord.clock.advance(later);
    await chat.restart();
    await chat.bot().logged('"state":"delivered"');
    expect(pictures(discord.messages(channel, ada))).toHaveLength(1);
  });

  it('late, with a mention, is not shown again either', async () => {
    const chat = await openChat();
    const { discord, channel, ada, dataDir } = chat;
    const goOn = holdEngine(1);
    await (await discord.slash(ada, channel, 'sample', quickly)).acknowledged();
    discord.clock.advance(16 * minutes);
    goOn();
    await pictureIn(chat, channel);
    await chat.bot().logged('"state":"delivered"');
    await chat.bot().stop();
    dieBeforeTheRecord(dataDir);
    discord.clock.advance(60 * minutes); // Discord no longer knows the nonce
    await chat.restart();
    await chat.bot().logged('"state":"delivered"');
    expect(pictures(discord.messages(channel, ada))).toHaveLength(1);
  });
});

it('a step that was told just before the bot died stands there once, and so do those after it', async () => {
  const chat = await openChat();
  const { discord, channel, ada, dataDir } = chat;
  const goOn = holdEngine(1);
  const asked = await discord.slash(ada, channel, 'sample', quickly);
  const message = await asked.message();
  const thread = await discord.until(() => discord.threadOn(message), 'a thread');
  await discord.until(() => stepsIn(discord.messages(thread)).length === 1, 'a step');
  goOn();
  await chat.bot().logged('"state":"delivered"');
  await chat.bot().stop();
  dieBeforeTheRecord(dataDir);
  for (const later of discord.messages(thread).slice(1)) discord.deleteMessage(later);
  await chat.restart();
  await chat.bot().logged('"state":"delivered"');
  expect(stepsIn(discord.messages(thread))).toEqual([1, 2, 3, 4]);
});

/** A data folder as it is when Discord has taken a picture and its steps, and nothing here was written of it. */
function dieBeforeTheRecord(dataDir: string): void {
  const db = openDatabase(dataDir);
  db.exec(`UPDATE jobs SET state = 'running', ended_at = NULL; DELETE FROM discord_shown; DELETE FROM discord_threads`);
  closeDatabase(db);
}
