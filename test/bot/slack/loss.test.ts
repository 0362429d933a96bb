import { describe, expect, it } from 'vitest';
import type { Channel, Exchange, Message } from '../../wire/slack/double.ts';
import { holdEngine } from '../shared-engine.ts';
import { type Chat, hasFilm, isPicture, isTop, openChat, stepsIn, wordsIn } from './chat.ts';

const quickly = 'a skull steps:4 upscale:no';

const pictures = ({ slack, ada }: Chat, channel: Channel): readonly Message[] =>
  slack.messages(channel, { viewer: ada }).filter(isPicture);

/** The picture in a channel, once it is there. */
const pictureIn = (chat: Chat, channel: Channel = chat.channel): Promise<Message> =>
  chat.slack.until(() => pictures(chat, channel)[0] ?? null, 'a picture');

/** Begins to draw, and returns when the answer says so. It goes on when it is told to. */
async function drawing(chat: Chat): Promise<{ asked: Exchange; message: Message; goOn: () => void }> {
  const { slack, channel, ada } = chat;
  const goOn = holdEngine(1);
  const asked = slack.slash(ada, channel, '/sample', quickly);
  const message = await asked.message((each) => isTop(each) && each.text.startsWith('Drawing'));
  return { asked, message, goOn };
}

const whispered = ({ slack, channel, ada }: Chat): string => {
  const open = new Set(slack.messages(channel).map(({ ts }) => ts));
  const own = slack.messages(channel, { viewer: ada }).filter(({ ts }) => !open.has(ts));
  return own.map(wordsIn).join('\n');
};

describe('what is lost meanwhile', () => {
  it('an answer that somebody deleted: the picture follows with a mention', async () => {
    const chat = await openChat();
    const { message, goOn } = await drawing(chat);
    chat.slack.deleteMessage(chat.channel, message.ts);
    goOn();
    expect(wordsIn(await pictureIn(chat))).toContain(`<@${chat.ada.id}>`);
  });

  it('the channel: the picture comes as a direct message that says where it is from', async () => {
    const chat = await openChat();
    const { goOn } = await drawing(chat);
    chat.slack.deleteChannel(chat.channel);
    goOn();
    const message = await pictureIn(chat, chat.slack.directMessages(chat.ada));
    expect(wordsIn(message)).toContain(`<#${chat.channel.id}>`);
  });

  it('the channel, because it is archived: the picture comes as a direct message', async () => {
    const chat = await openChat();
    const { goOn } = await drawing(chat);
    chat.slack.archive(chat.channel);
    goOn();
    await pictureIn(chat, chat.slack.directMessages(chat.ada));
  });

  it('the token: the picture waits until there is one again', async () => {
    const chat = await openChat();
    const { slack } = chat;
    const { goOn } = await drawing(chat);
    slack.revokeToken();
    goOn();
    await slack.until(() => chat.bot().log().includes('could not show an answer'), 'the log to say so');
    slack.world.isRevoked = false;
    await chat.restart();
    await pictureIn(chat);
    expect(pictures(chat, chat.channel)).toHaveLength(1);
  });

  it('the right to upload: a sentence says whom to ask', async () => {
    const chat = await openChat();
    const { asked, goOn } = await drawing(chat);
    chat.slack.setScopes(chat.slack.world.installation.scopes.filter((scope) => scope !== 'files:write'));
    goOn();
    expect(wordsIn(await asked.message((each) => wordsIn(each).includes('files:write')))).toContain('install it again');
  });
});

describe('a channel that the bot is not in', () => {
  it('is entered where everybody may', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    slack.setMember(channel, false);
    slack.slash(ada, channel, '/sample', quickly);
    await pictureIn(chat);
  });

  it('says how to invite it where it may not enter, and the picture comes as a direct message', async () => {
    const chat = await openChat();
    const { slack, ada } = chat;
    const closed = slack.channel('closed', { bot: false, isPrivate: true, people: [ada] });
    const asked = slack.slash(ada, closed, '/sample', quickly);
    await asked.message((each) => wordsIn(each).includes('/invite'));
    await pictureIn(chat, slack.directMessages(ada));
  });

  it('gives the picture at the next command where direct messages are closed, too', async () => {
    const chat = await openChat();
    const { slack, ada, channel } = chat;
    const closed = slack.channel('closed', { bot: false, isPrivate: true, people: [ada] });
    slack.failNext({ method: 'conversations.open', error: 'user_disabled', times: 20 });
    slack.slash(ada, closed, '/sample', quickly);
    await slack.until(() => chat.bot().log().includes('could not show an answer'), 'the log to say so');
    const handed = await slack.slash(ada, channel, '/queue').message(isPicture);
    expect(wordsIn(handed)).toContain('could not bring you this earlier');
    expect(slack.messages(channel)).toEqual([]);
  });
});

describe('what Slack may do', () => {
  it('ask for patience: everything comes all the same', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    for (const method of ['chat.postMessage', 'chat.update', 'files.getUploadURLExternal', 'files.info']) {
      slack.failNext({ method, status: 429, retryAfter: 1 });
    }
    slack.slash(ada, channel, '/sample', quickly);
    const message = await pictureIn(chat);
    await slack.until(() => hasFilm(slack.messages(channel, { thread: message.ts })), 'the film');
    expect(stepsIn(slack.messages(channel, { thread: message.ts }))).toEqual([1, 2, 3, 4]);
    expect(slack.faultsLeft()).toBe(0);
  });

  it('take its time with a file: the picture stands in the answer when it is ready', async () => {
    const chat = await openChat();
    chat.slack.processing.delayMs = 1_200 / chat.slack.speedup;
    chat.slack.slash(chat.ada, chat.channel, '/sample', quickly);
    await pictureIn(chat);
  });

  it.each([
    ['the post of an answer', { method: 'chat.postMessage', cut: 'after' as const }],
    ['the change of an answer', { method: 'chat.update', cut: 'after' as const }],
    ['the bytes of a picture', { method: 'upload', status: 500 }],
  ])('cut the line at %s: it is there once', async (_, fault) => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    slack.failNext(fault);
    slack.slash(ada, channel, '/sample', quickly);
    const message = await pictureIn(chat);
    await slack.until(() => hasFilm(slack.messages(channel, { thread: message.ts })), 'the film');
    expect(slack.messages(channel).filter(isTop)).toHaveLength(1);
    expect(slack.faultsLeft()).toBe(0);
  });

  it('not take a response: the sentence comes another way', async () => {
    const chat = await openChat();
    chat.slack.failNext({ method: 'response_url', status: 500 });
    const asked = chat.slack.slash(chat.ada, chat.channel, '/sample', 'a skull steps:9000');
    expect(wordsIn(await asked.message())).toContain('steps');
  });

  it('not give a file: a sentence says so', async () => {
    const chat = await openChat();
    chat.slack.failNext({ method: 'download', status: 500 });
    const asked = await chat.slack.mention(chat.ada, chat.channel, 'upscale', {
      files: [{ name: 'cat.png', bytes: Buffer.from('cat') }],
    });
    expect(wordsIn(await asked.message())).toContain('cat.png could not be fetched from Slack');
  });

  it.each(['socket', 'http'] as const)('deliver everything twice over %s: it is answered once', async (mode) => {
    const chat = await openChat({ mode });
    const { slack, channel, ada } = chat;
    slack.deliverNext({ copies: 2, times: 2 });
    slack.slash(ada, channel, '/sample', quickly);
    await slack.mention(ada, channel, `sample ${quickly}`);
    await slack.until(() => pictures(chat, channel).length === 2, 'two pictures');
    const roots = pictures(chat, channel).map(({ ts }) => ts);
    await slack.until(
      () => roots.every((thread) => hasFilm(slack.messages(channel, { thread }))),
      'the end of both threads',
    );
    const own = slack.messages(channel).filter((each) => isTop(each) && each.user === slack.world.bot.id);
    expect(own).toHaveLength(2);
  });

  it.each(['refresh_requested', 'warning'] as const)(
    'renew its sockets (%s): commands are answered',
    async (reason) => {
      const chat = await openChat();
      const { slack, channel, ada } = chat;
      const before = slack.sockets.counts.opened;
      slack.sockets.disconnect(reason);
      await slack.until(() => slack.sockets.counts.opened > before && slack.sockets.connected() > 0, 'a new socket');
      slack.slash(ada, channel, '/sample', quickly);
      await pictureIn(chat);
    },
  );
});

describe('a private answer', () => {
  it('comes in direct messages, and is seen in the channel when it is shared', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    slack.slash(ada, channel, '/sample', `${quickly} private:yes`);
    const direct = slack.directMessages(ada);
    const message = await pictureIn(chat, direct);
    expect(whispered(chat)).toContain('for you alone');
    expect(slack.messages(channel)).toEqual([]);
    slack.press(ada, { channel: direct, message }, 'sb1:share');
    expect(isTop(await pictureIn(chat))).toBe(true);
  });
});
