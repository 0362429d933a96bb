import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import { isPicture, openChat, wordsIn } from './chat.ts';
import {
  deliveredLine,
  draw,
  drawWhole,
  fileOf,
  jobOf,
  line,
  makeAdmin,
  photo,
  press,
  saveSettings,
  whisperTo,
} from './pressing.ts';

/** A workspace with an admin beside ada. */
async function house() {
  const chat = await openChat();
  const max = chat.slack.person('max');
  makeAdmin(chat, max);
  return { chat, max, set: (values: Parameters<typeof saveSettings>[2]) => saveSettings(chat, max, values) };
}

const notHere = 'I was asked not to draw in this channel.';
const unwelcome = 'There is a word in it that is not welcome here.';

describe('the list of channels', () => {
  it('holds for commands, mentions, buttons and shortcuts; no form is opened in vain', async () => {
    const { chat, set } = await house();
    const { slack, ada, channel } = chat;
    const where = slack.channel('elsewhere', { people: [ada] });
    const before = await draw(chat, line, { where });
    await set({ channels: [channel.id] });
    const told = (exchange: Parameters<typeof whisperTo>[1]) => whisperTo(chat, exchange, where);
    expect(await told(slack.slash(ada, where, '/sample', line))).toContain(notHere);
    expect(await told(slack.slash(ada, where, '/sdedit'))).toContain(notHere);
    expect(await told(await slack.mention(ada, where, `sample ${line}`))).toContain(notHere);
    expect(await told(press(chat, before, 'reroll', { where }))).toContain(notHere);
    expect(await told(press(chat, before, 'change', { where }))).toContain(notHere);
    for (const name of ['sdedit_this', 'inpaint_this', 'upscale_this', 'turn_this', 'reuse_settings']) {
      expect(await told(slack.shortcut(ada, name, { channel: where, message: before }))).toContain(notHere);
    }
    expect(slack.modal(ada)).toBeNull();
    press(chat, before, 'delete', { where });
    await slack.until(() => !slack.messages(where).some(isPicture), 'the picture from before to go');
  });

  it('holds for a form that was opened before', async () => {
    const { chat, set } = await house();
    const { slack, ada } = chat;
    const asked = slack.slash(ada, chat.channel, '/sample');
    const form = await asked.view();
    await set({ channels: [slack.channel('other').id] });
    await slack.submitView(ada, form, { prompt: 'a skull', more: 'steps:4 upscale:no' });
    expect(await whisperTo(chat, asked)).toContain(notHere);
  });

  it('lets in threads of an allowed channel, direct messages, and admins anywhere', async () => {
    const { chat, max, set } = await house();
    const { slack, ada, channel } = chat;
    const where = slack.channel('elsewhere', { people: [max] });
    await set({ channels: [channel.id] });
    const root = await slack.post(ada, channel, 'Draw here.');
    const inThread = await slack.mention(ada, channel, `sample ${line}`, { thread: root.ts });
    expect((await inThread.message(isPicture)).thread_ts).toBe(root.ts);
    await (await slack.direct(ada, line)).message(isPicture);
    await draw(chat, line, { where, person: max });
  });
});

describe('quotas', () => {
  it('of a person and of the workspace hold for commands, buttons and direct messages', async () => {
    const { chat, set } = await house();
    const { slack, ada, channel } = chat;
    await set({ person: 2, server: 4 });
    const message = await draw(chat, `${line} count:2`);
    const mine = 'You have asked for 2 pictures here in the last 24 hours, and 2 is the most for a person.';
    expect(await whisperTo(chat, slack.slash(ada, channel, '/sample', line))).toContain(mine);
    expect(await whisperTo(chat, press(chat, message, 'reroll'))).toContain(mine);
    expect(wordsIn(await (await slack.direct(ada, line)).message())).toContain(mine);
    const bob = slack.person('bob');
    await draw(chat, `${line} count:2`, { person: bob });
    const everybody = slack.slash(slack.person('carl'), channel, '/sample', line);
    expect(await whisperTo(chat, everybody)).toContain('Everybody here together has asked for 4 pictures');
  });
});

describe('blocked words', () => {
  it('are not drawn: typed, mentioned, in a form, by a button, nor out of a PNG', async () => {
    const { chat, set } = await house();
    const { slack, ada, channel } = chat;
    const skull = await draw(chat);
    await set({ words: 'Skull' });
    expect(await whisperTo(chat, slack.slash(ada, channel, '/sample', 'a Sk\u00fall'))).toContain(unwelcome);
    expect(await whisperTo(chat, await slack.mention(ada, channel, 'a s.k.u.l.l, steps 4'))).toContain(unwelcome);
    expect(await whisperTo(chat, press(chat, skull, 'reroll'))).toContain(unwelcome);
    expect(await whisperTo(chat, press(chat, skull, 'upscale'))).toContain(unwelcome);
    const found = { files: [fileOf(chat, skull)] };
    expect(await whisperTo(chat, await slack.mention(ada, channel, 'remix seed:5', found))).toContain(unwelcome);
    const photographed = await slack.post(ada, channel, 'look', { files: [await photo()] });
    const asked = slack.shortcut(ada, 'sdedit_this', { channel, message: photographed });
    await slack.submitView(ada, await asked.view(), { prompt: 'my skull' });
    expect(await whisperTo(chat, asked)).toContain(unwelcome);
    expect(wordsIn(await (await slack.direct(ada, 'a skull')).message())).toContain(unwelcome);
  });

  it('are told apart in Change one thing: another prompt is drawn', async () => {
    const { chat, set } = await house();
    const { slack, ada } = chat;
    const skull = await draw(chat);
    await set({ words: 'skull, dragon' });
    const change = async (prompt: string) => {
      const pressed = press(chat, skull, 'change');
      await slack.submitView(ada, await pressed.view(), { prompt });
      return pressed;
    };
    expect(await whisperTo(chat, await change('a dragon'))).toContain(unwelcome);
    expect((await (await change('a dog')).message(isPicture)).text).toBe('a dog · seed 180');
  });
});

it('the time that pictures are kept: afterwards buttons work from the message', async () => {
  const { chat, set } = await house();
  await set({ lifetime: 2 });
  const [old, young] = [await drawWhole(chat), await drawWhole(chat)];
  await chat.bot().logged(deliveredLine(young));
  await chat.bot().stop();
  const db = openDatabase(chat.dataDir);
  db.prepare('UPDATE jobs SET ended_at = ended_at - ? WHERE id = ?').run(3 * 3_600_000, jobOf(old));
  closeDatabase(db);
  await chat.restart();
  expect(readdirSync(join(chat.dataDir, 'results'))).toEqual([jobOf(young)]);
  expect((await press(chat, old, 'reroll').message(isPicture)).text).toContain('a skull');
  expect(await whisperTo(chat, press(chat, old, 'film'))).toContain('no longer kept');
});
