import { describe, expect, it } from 'vitest';
import type { Message } from '../../wire/slack/double.ts';
import { roomsForFile } from './channels.ts';
import { buttonsOf, type Chat, hasFilm, imagesIn, isPicture, isTop, stepsIn, wordsIn } from './chat.ts';
import { line, press, recipeIn, viewerOf, whisperTo, wholeThread } from './pressing.ts';

const room = roomsForFile();

/** A private picture of ada's, with the direct messages that it stands in. */
async function drawPrivately(chat: Chat, text: string = line, command = '/sample') {
  const { slack, channel, ada } = chat;
  const direct = slack.directMessages(ada);
  slack.slash(ada, channel, command, `${text} private:yes`);
  const message = await slack.until(() => slack.messages(direct).find(isPicture) ?? null, 'a private picture');
  return { direct, message };
}

const shared = ({ slack, channel }: Chat): readonly Message[] =>
  slack.messages(channel).filter((message) => isTop(message) && isPicture(message));

const firstShared = (chat: Chat): Promise<Message> =>
  chat.slack.until(() => shared(chat)[0] ?? null, 'the shared picture');

describe('a private answer', () => {
  it('is for the asker alone, with its steps, and so is all that comes of it', async () => {
    const chat = room();
    const { slack, ada, channel } = chat;
    const { direct, message } = await drawPrivately(chat);
    expect(buttonsOf(message)).toContain('share');
    const thread = () => slack.messages(direct, { thread: message.ts });
    await slack.until(() => hasFilm(thread()), 'the film');
    expect(stepsIn(thread())).toEqual([1, 2, 3, 4]);
    const where = direct;
    const rerolled = await press(chat, message, 'reroll', { where }).message(isPicture);
    expect(buttonsOf(rerolled)).toContain('share');
    const pressed = press(chat, message, 'change', { where });
    await slack.submitView(ada, await pressed.view(), { prompt: 'a dog' });
    const changed = await pressed.message(isPicture);
    expect([changed.text, buttonsOf(changed).includes('share')]).toEqual(['a dog · seed 180', true]);
    const again = slack.shortcut(ada, 'reuse_settings', { channel: direct, message });
    await slack.submitView(ada, await again.view(), { more: 'seed:7' });
    expect(buttonsOf(await again.message(isPicture))).toContain('share');
    const turned = press(chat, message, 'turn', { where });
    expect((await turned.message((each) => /upside down/.test(each.text))).thread_ts).toBe(message.ts);
    const said = slack.messages(direct, { viewer: ada }).map(wordsIn).join('\n');
    expect(said).not.toContain('It comes in our direct messages');
    expect(slack.messages(channel)).toEqual([]);
  });

  it('goes with all of it when it is deleted', async () => {
    const chat = room();
    const { slack } = chat;
    const { direct, message } = await drawPrivately(chat);
    await slack.until(() => hasFilm(slack.messages(direct, { thread: message.ts })), 'the film');
    press(chat, message, 'delete', { where: direct });
    await slack.until(() => slack.messages(direct).length === 0, 'nothing');
  });
});

describe('Share', () => {
  it('shows an anagram with its readings, the film that turns it, and its steps, for everybody', async () => {
    const chat = room();
    const { slack, channel } = chat;
    const text = 'first:"a skull" second:"a dog" seed:9 steps:4 upscale:no';
    const { direct, message } = await drawPrivately(chat, text, '/anagram');
    press(chat, message, 'share', { where: direct });
    const copy = await firstShared(chat);
    const thread = await wholeThread(chat, copy.ts);
    expect(copy.text).toBe('a skull / a dog · seed 9');
    expect(recipeIn(chat, copy)).toEqual(recipeIn(chat, message));
    const names = thread.flatMap((each) => [
      ...imagesIn(each).map(({ id }) => slack.world.files.get(id)!.file.name),
      ...(each.files ?? []).map(({ name }) => name),
    ]);
    expect(names).toEqual(expect.arrayContaining(['anagram-9.png', 'anagram-9-flip.png', 'anagram-9-turning.webp']));
    expect(stepsIn(thread)).toEqual([1, 2, 3, 4]);
    expect(buttonsOf(copy)).toEqual(expect.arrayContaining(['reroll', 'turn', 'delete']));
    expect(buttonsOf(copy)).not.toContain('share');
    press(chat, copy, 'delete');
    await slack.until(() => slack.messages(channel).length === 0, 'nothing');
  });

  it('pressed twice shows it once, and says so; when it was deleted there, once more', async () => {
    const chat = room();
    const { slack, channel } = chat;
    const { direct, message } = await drawPrivately(chat);
    const where = direct;
    press(chat, message, 'share', { where });
    const second = press(chat, message, 'share', { where });
    expect(await whisperTo(chat, second, direct)).toContain('in the channel already');
    const copy = await firstShared(chat);
    await wholeThread(chat, copy.ts);
    await chat.restart();
    expect(await whisperTo(chat, press(chat, message, 'share', { where }), direct)).toContain('already');
    expect(shared(chat)).toHaveLength(1);
    slack.deleteMessage(channel, copy.ts);
    press(chat, message, 'share', { where });
    expect((await firstShared(chat)).ts).not.toBe(copy.ts);
  });

  it('says so when the channel is gone meanwhile', async () => {
    const chat = room();
    const { slack, channel } = chat;
    const { direct, message } = await drawPrivately(chat);
    slack.deleteChannel(channel);
    const pressed = press(chat, message, 'share', { where: direct });
    expect(await whisperTo(chat, pressed, direct)).toContain('I am not in this channel');
  });
});

it('what is handed over later is for one person still, and so are the looks at it', async () => {
  const chat = room();
  const { slack, channel, ada } = chat;
  const direct = slack.directMessages(ada);
  slack.archive(direct);
  slack.slash(ada, channel, '/anagram', 'first:"a skull" second:"a dog" seed:9 steps:4 upscale:no private:yes');
  await chat.bot().logged('could not show an answer');
  const handed = await slack.slash(ada, channel, '/queue').message(isPicture);
  expect(viewerOf(chat, channel, handed)).toBe(ada.id);
  direct.isArchived = false;
  for (const button of ['turn', 'film']) press(chat, handed, button);
  await slack.until(
    () => slack.messages(direct).filter((each) => /upside down|From noise/.test(wordsIn(each))).length === 2,
    'both looks',
  );
  expect(slack.messages(channel)).toEqual([]);
});
