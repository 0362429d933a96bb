import { describe, expect, it } from 'vitest';
import type { Fault, Json, Message } from '../../wire/slack/double.ts';
import { eventCallback, mentionEvent } from '../../wire/slack/payloads.ts';
import { holdEngine } from '../shared-engine.ts';
import { type Chat, hasFilm, isPicture, isTop, openChat, wordsIn } from './chat.ts';

const quickly = 'a skull steps:4 upscale:no';

/** Answers of the bot in the channel itself. */
const answers = ({ slack, channel }: Chat): readonly Message[] =>
  slack.messages(channel).filter((each) => isTop(each) && each.user === slack.world.bot.id);

/** Something that is answered after all that was delivered before it. */
async function afterwards(chat: Chat): Promise<void> {
  const { slack, channel, ada } = chat;
  await slack
    .slash(ada, channel, '/sample', 'a cat steps:4 upscale:no')
    .message((each) => wordsIn(each).includes('a cat ·'));
}

/** The same event as Slack sends it when the message is edited. */
const edited = ({ slack, channel, ada }: Chat, message: Message, changes: object = {}): Json => ({
  ...mentionEvent(channel, message),
  ...{ edited: { user: ada.id, ts: slack.world.newTs() }, event_ts: slack.world.newTs() },
  ...changes,
});

describe('a mention', () => {
  it('is answered once, though its message is edited, and delivered again before and after a restart', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    const said = await slack.mention(ada, channel, `sample ${quickly}`);
    slack.world.emit(edited(chat, said.written));
    await said.message(isPicture);
    slack.world.emit(
      edited(chat, said.written, { text: `<@${slack.world.bot.id}> sample another steps:4 upscale:no` }),
    );
    slack.mail.send('events_api', said.payload);
    await afterwards(chat);
    await chat.restart();
    slack.mail.send('events_api', said.payload);
    slack.world.emit(edited(chat, said.written));
    await afterwards(chat);
    expect(answers(chat)).toHaveLength(3);
  });

  it('that somebody adds to a message later is answered', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    const message = await slack.post(ada, channel, 'a skull');
    slack.world.emit(edited(chat, message, { text: `<@${slack.world.bot.id}> sample ${quickly}` }));
    await slack.until(() => answers(chat).some(isPicture), 'a picture');
  });

  it('of a bot is not answered, nor what the bot says itself, nor that a message changed', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    const message = await slack.post(ada, channel, 'a skull');
    const text = `<@${slack.world.bot.id}> sample ${quickly}`;
    const of = (changes: object) =>
      slack.mail.send(
        'events_api',
        eventCallback(slack.world, { ...mentionEvent(channel, message), text, ...changes }),
      );
    of({ bot_id: 'B0OTHER', user: 'U0OTHER' });
    of({ user: slack.world.bot.id });
    of({ subtype: 'bot_message', bot_id: 'B0OTHER', user: undefined });
    const direct = slack.directMessages(ada);
    const changed = { subtype: 'message_changed', message: { ...message, text }, channel_type: 'im' };
    of({ type: 'message', channel: direct.id, ...changed });
    await afterwards(chat);
    expect(answers(chat)).toHaveLength(1);
    expect(slack.messages(direct)).toEqual([]);
  });
});

describe('responses', () => {
  it.each<[string, Fault]>([
    ['is used up', { status: 404, error: 'used_url' }],
    ['is too old', { status: 404, error: 'expired_url' }],
    ['fails', { status: 500 }],
    ['is cut', { cut: 'before' }],
  ])('whose address %s: the sentence comes another way', async (_, fault) => {
    const chat = await openChat();
    chat.slack.failNext({ method: 'response_url', ...fault });
    const asked = chat.slack.slash(chat.ada, chat.channel, '/sample', 'a skull steps:9000');
    expect(wordsIn(await asked.message())).toContain('steps');
  });

  it('are five at most at one address: what is more comes another way', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    const closed = slack.channel('closed', { bot: false, isPrivate: true, people: [ada] });
    slack.failNext({ method: 'conversations.open', error: 'user_disabled', times: 1_000 });
    const count = 6;
    // None is lost before all are asked for: the next request would be given it.
    const goOn = holdEngine(0);
    for (let i = 0; i < count; i++) slack.slash(ada, closed, '/sample', quickly);
    await expect.poll(() => chat.bot().log().split('job accepted').length, { timeout: 30_000 }).toBe(count + 1);
    goOn();
    const lost = () =>
      chat
        .bot()
        .log()
        .matchAll(/"job":"(\w+)".*could not show an answer/g);
    const isLost = () => new Set([...lost()].map(([, job]) => job)).size === count;
    await slack.until(isLost, 'six pictures that could not be shown');
    const asked = slack.slash(ada, channel, '/queue');
    await slack.until(() => asked.messages().filter(isPicture).length === count, 'six pictures');
    const used = slack.requests.filter(
      ({ method, args }) => method === 'response_url' && JSON.stringify(args).includes('slack_file'),
    );
    expect(used.length).toBeLessThanOrEqual(5);
    expect(asked.messages().filter(isPicture)).toHaveLength(count);
    expect(slack.messages(channel).some(hasPictures)).toBe(false);
  });
});

const hasPictures = (message: Message): boolean => isPicture(message) || hasFilm([message]);
