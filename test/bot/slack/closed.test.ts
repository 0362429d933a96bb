import { describe, expect, it } from 'vitest';
import type { Fault, Json, Message } from '../../wire/slack/double.ts';
import { holdEngine } from '../shared-engine.ts';
import { type Chat, imagesIn, isPicture, isTop, openChat, wordsIn } from './chat.ts';

const quickly = 'a skull steps:4 upscale:no';

const pictureIn = ({ slack }: Chat, channel: Chat['channel'], count = 1): Promise<Message> =>
  slack.until(() => slack.messages(channel).filter(isPicture)[count - 1] ?? null, `picture ${count}`);

/** Only what goes to a channel, and not what goes to a person. */
const into =
  ({ id }: { readonly id: string }) =>
  ({ channel }: Json): boolean =>
    channel === id;

/** Many pictures in a row, some of whose threads are still told. */
const many = { env: { JOBS_AT_ONCE_PER_PERSON: '100', JOBS_PER_MINUTE_PER_CHANNEL: '1000' } };

describe('a channel that does not take the answer', () => {
  it('for a reason that lasts: the picture comes in direct messages, and a sentence says why', async () => {
    const chat = await openChat(many);
    const { slack, channel, ada } = chat;
    const reasons = [
      ...['is_archived', 'restricted_action', 'restricted_action_read_only_channel', 'ekm_access_denied'],
      ...['restricted_action_thread_only_channel', 'posting_to_general_channel_denied'],
      ...['user_is_restricted', 'team_access_not_granted', 'team_not_found'],
    ];
    for (const [index, error] of reasons.entries()) {
      slack.failNext({ method: 'chat.postMessage', matching: into(channel), error });
      const asked = slack.slash(ada, channel, '/sample', quickly);
      expect(wordsIn(await asked.message())).toContain('I may not write in this channel');
      const message = await pictureIn(chat, slack.directMessages(ada), index + 1);
      expect(wordsIn(message)).toContain(`<#${channel.id}>`);
    }
    expect(slack.messages(channel)).toEqual([]);
  });

  it('for a while: it comes there, and once', async () => {
    const chat = await openChat(many);
    const { slack, channel, ada } = chat;
    const faults: readonly Fault[] = [
      { error: 'internal_error' },
      { error: 'fatal_error' },
      { error: 'service_unavailable' },
      { error: 'request_timeout' },
      { error: 'rate_limited' },
      { error: 'message_limit_exceeded' },
      { error: 'team_added_to_org' },
      { status: 503 },
      { status: 502, error: '<html>Bad gateway</html>' },
      { status: 429, retryAfter: 1 },
    ];
    for (const [index, fault] of faults.entries()) {
      slack.failNext({
        method: index % 2 === 0 ? 'chat.postMessage' : 'chat.update',
        matching: into(channel),
        ...fault,
      });
      slack.slash(ada, channel, '/sample', quickly);
      await pictureIn(chat, channel, index + 1);
    }
    expect(slack.messages(channel).filter(isTop)).toHaveLength(faults.length);
  });

  it.each(['edit_window_closed', 'cant_update_message', 'message_not_found'])(
    'to be changed any more (%s): it comes anew with a mention',
    async (error) => {
      const chat = await openChat();
      const { slack, channel, ada } = chat;
      slack.failNext({
        method: 'chat.update',
        matching: ({ blocks }) => /sb1:reroll/.test(JSON.stringify(blocks)),
        error,
      });
      const goOn = holdEngine(1);
      await slack.slash(ada, channel, '/sample', quickly).message(isTop);
      goOn();
      expect(wordsIn(await pictureIn(chat, channel))).toContain(`<@${ada.id}>`);
    },
  );
});

describe('the bot, thrown out while it draws,', () => {
  it('comes back into a channel where everybody may', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    const goOn = holdEngine(1);
    await slack.slash(ada, channel, '/sample', quickly).message(isTop);
    slack.setMember(channel, false);
    goOn();
    await pictureIn(chat, channel);
    expect(slack.messages(channel).filter(isTop).filter(isPicture)).toHaveLength(1);
  });

  it('brings the picture in direct messages where it may not', async () => {
    const chat = await openChat();
    const { slack, ada } = chat;
    const closed = slack.channel('closed', { isPrivate: true, people: [ada] });
    const goOn = holdEngine(1);
    await slack.slash(ada, closed, '/sample', quickly).message(isTop);
    slack.setMember(closed, false);
    goOn();
    const message = await pictureIn(chat, slack.directMessages(ada));
    expect(wordsIn(message)).toContain(`<#${closed.id}>`);
  });
});

describe('a thread', () => {
  it.each(['thread_not_found', 'restricted_action_thread_locked', 'restricted_action_non_threadable_channel'])(
    'that takes no answer (%s): it comes in the channel',
    async (error) => {
      const chat = await openChat();
      const { slack, channel, ada } = chat;
      const root = await slack.post(ada, channel, 'who can draw a skull?');
      const isBelow = ({ thread_ts: ts }: Json) => ts === root.ts;
      slack.failNext({ method: 'chat.postMessage', matching: isBelow, error, times: 100 });
      await slack.mention(ada, channel, `sample ${quickly}`, { thread: root.ts });
      expect(isTop(await pictureIn(chat, channel))).toBe(true);
    },
  );

  it('that is deleted with the answer while it is drawn: the picture comes in the channel', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    const root = await slack.post(ada, channel, 'who can draw a skull?');
    const goOn = holdEngine(1);
    const asked = await slack.mention(ada, channel, `sample ${quickly}`, { thread: root.ts });
    const answer = await asked.message();
    for (const { ts } of [answer, asked.written, root]) slack.deleteMessage(channel, ts);
    goOn();
    const message = await pictureIn(chat, channel);
    expect([isTop(message), imagesIn(message)]).toEqual([true, expect.objectContaining({ length: 1 })]);
  });
});

it('a guest of another workspace, in a shared channel, gets a picture with its steps', async () => {
  const chat = await openChat();
  const { slack, channel, ada } = chat;
  slack.failNext({ method: 'chat.startStream', error: 'user_not_found' });
  const goOn = holdEngine(1);
  const { ts } = await slack.slash(ada, channel, '/sample', quickly).message(isTop);
  await slack.until(() => slack.messages(channel, { thread: ts }).some(({ text }) => text.startsWith('Step')), 'steps');
  goOn();
  await pictureIn(chat, channel);
});
