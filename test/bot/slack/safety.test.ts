import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from '../../../src/bot/storage/database.ts';
import type { Channel, Message } from '../../wire/slack/double.ts';
import { roomsForFile } from './channels.ts';
import { buttonsOf, type Chat, hasFilm, imagesIn, isPicture, stepsIn, wordsIn } from './chat.ts';
import { deliveredLine, photo, press, viewerOf, whisperTo } from './pressing.ts';

/** Flags what is bright: see test/fixtures/safety. */
const room = roomsForFile({ SAFETY_MODEL: fileURLToPath(new URL('../../fixtures/safety', import.meta.url)) });

const isHidden = (message: Message): boolean => buttonsOf(message).includes('reveal');

const bright = () => photo('bright.png', 'white');
const dark = () => photo('dark.png', '#050505');

/** Every file that can be seen in a channel by everybody, or is listed there. */
const seenBy = ({ slack }: Chat, channel: Channel): readonly string[] => [
  ...slack.messages(channel).flatMap((message) => imagesIn(message).map(({ id }) => id)),
  ...[...slack.world.files.values()]
    .filter(({ file }) => [...file.channels, ...file.groups, ...file.ims].includes(channel.id))
    .filter(({ file }) => file.user === slack.world.bot.id)
    .map(({ file }) => file.id),
];

/** A flagged picture, enlarged because somebody asked for that by a mention. */
async function drawHidden(chat: Chat, thread?: string): Promise<Message> {
  const { slack, channel, ada } = chat;
  const place = thread === undefined ? {} : { thread };
  const asked = await slack.mention(ada, channel, 'upscale', { files: [await bright()], ...place });
  return asked.message(isHidden);
}

describe("a safety model of the host's", () => {
  it('hides what it flags, and nothing else', async () => {
    const chat = room();
    const { slack, ada, channel } = chat;
    const hidden = await drawHidden(chat);
    expect(imagesIn(hidden)).toEqual([]);
    expect(wordsIn(hidden)).toContain('shown only to who asks for it');
    expect(seenBy(chat, channel)).toEqual([]);
    const shown = await (await slack.mention(ada, channel, 'upscale', { files: [await dark()] })).message(isPicture);
    expect(isHidden(shown)).toBe(false);
  });

  it.each(['channel', 'thread'] as const)('shows it to who presses, and to nobody else, in a %s', async (place) => {
    const chat = room();
    const { slack, channel, ada } = chat;
    const root = place === 'thread' ? await slack.post(ada, channel, 'Enlarge here.') : undefined;
    const hidden = await drawHidden(chat, root?.ts);
    const eve = slack.person('eve');
    await slack.post(eve, channel, 'hello');
    const revealed = await press(chat, hidden, 'reveal', { person: eve }).message((each) => imagesIn(each).length > 0);
    expect([viewerOf(chat, channel, revealed), revealed.thread_ts]).toEqual([eve.id, root?.ts]);
    expect(seenBy(chat, channel)).toEqual([]);
  });

  it('shows it to who never wrote in the channel, too', async () => {
    const chat = room();
    const { slack, channel } = chat;
    const hidden = await drawHidden(chat);
    const eve = slack.person('eve');
    const revealed = await press(chat, hidden, 'reveal', { person: eve }).message((each) => imagesIn(each).length > 0);
    expect(viewerOf(chat, channel, revealed)).toBe(eve.id);
  });

  it('hides it in direct messages, and shows it there', async () => {
    const chat = room();
    const { slack, ada } = chat;
    const direct = slack.directMessages(ada);
    const hidden = await (await slack.direct(ada, 'upscale', { files: [await bright()] })).message(isHidden);
    const revealed = await press(chat, hidden, 'reveal', { where: direct }).message(
      (each) => imagesIn(each).length > 0,
    );
    expect(viewerOf(chat, direct, revealed)).toBe(ada.id);
    expect(seenBy(chat, direct)).toEqual([]);
  });

  it('says so when the file is gone meanwhile', async () => {
    const chat = room();
    const hidden = await drawHidden(chat);
    for (const { file } of [...chat.slack.world.files.values()]) chat.slack.world.files.delete(file.id);
    expect(await whisperTo(chat, press(chat, hidden, 'reveal'))).toContain('is no longer in Slack');
  });

  it('leaves previews and the film out, which it does not look at', async () => {
    const chat = room();
    const { slack, channel, ada } = chat;
    const film = async (more: string) => {
      const text = `sdedit a skull start:32 steps:4 upscale:no ${more}`;
      return (await slack.mention(ada, channel, text, { files: [await dark()] })).message(isPicture);
    };
    const [message, filmed] = [await film(''), await film('film:yes')];
    const stepsBelow = ({ ts }: Message) => stepsIn(slack.messages(channel, { thread: ts })).length;
    await slack.until(() => stepsBelow(message) > 0 && stepsBelow(filmed) > 0, 'the steps in words');
    await chat.bot().logged(deliveredLine(filmed, 'sdedit'));
    expect(await whisperTo(chat, press(chat, message, 'film'))).toContain('I do not show how pictures come about');
    const others = slack.messages(channel).filter((each) => !isPicture(each));
    expect(others.flatMap(imagesIn)).toEqual([]);
    expect(others.filter((each) => hasFilm([each]))).toEqual([]);
  });
});

describe('a flagged picture', () => {
  it('is hidden in looks at it and in what another shortcut makes of it, also when its job is forgotten', async () => {
    const chat = room();
    const { slack, channel, ada, dataDir } = chat;
    const hidden = await drawHidden(chat);
    const looks = async () => {
      const chosen = slack.shortcut(ada, 'turn_this', { channel, message: hidden });
      const shown = [chosen, press(chat, hidden, 'turn')].map((asked) =>
        asked.message((each) => each.text.startsWith('The picture')),
      );
      return (await Promise.all(shown)).map(isHidden);
    };
    expect(await looks()).toEqual([true, true]);
    await chat.bot().stop();
    const db = openDatabase(dataDir);
    db.exec('DELETE FROM jobs');
    closeDatabase(db);
    await chat.restart();
    expect(await looks()).toEqual([true, true]);
    expect(seenBy(chat, channel)).toEqual([]);
  });

  it('that was private is hidden when it is shared', async () => {
    const chat = room();
    const { slack, channel, ada } = chat;
    const form = await slack.slash(ada, channel, '/upscale').view();
    await slack.submitView(ada, form, { image: [await bright()], private: ['yes'] });
    const direct = slack.directMessages(ada);
    const message = await slack.until(() => slack.messages(direct).find(isHidden) ?? null, 'a hidden picture');
    press(chat, message, 'share', { where: direct });
    const copy = await slack.until(() => slack.messages(channel).find(isHidden) ?? null, 'the shared one');
    expect(imagesIn(copy)).toEqual([]);
    const revealed = await press(chat, copy, 'reveal').message((each) => imagesIn(each).length > 0);
    expect(viewerOf(chat, channel, revealed)).toBe(ada.id);
    expect(seenBy(chat, channel)).toEqual([]);
  });
});
