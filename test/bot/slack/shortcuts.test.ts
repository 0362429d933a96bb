import { describe, expect, it } from 'vitest';
import type { Message } from '../../wire/slack/double.ts';
import { roomsForFile } from './channels.ts';
import { type Chat, isPicture, isTop, wordsIn } from './chat.ts';
import { draw, fileOf, line, photo, recipeIn, viewerOf, whisperTo } from './pressing.ts';

const room = roomsForFile();

const shortcuts = ['sdedit_this', 'inpaint_this', 'upscale_this', 'turn_this', 'reuse_settings'] as const;

/** A photo that somebody else posted: in the channel itself, or in a thread. */
async function posted({ slack, channel }: Chat, place: 'channel' | 'thread'): Promise<Message> {
  const eve = slack.person('eve');
  const root = await slack.post(eve, channel, 'look');
  const thread = place === 'thread' ? { thread: root.ts } : {};
  return slack.post(eve, channel, 'my cat', { files: [await photo()], ...thread });
}

const pick = ({ slack, channel, ada }: Chat, name: (typeof shortcuts)[number], message: Message) =>
  slack.shortcut(ada, name, { channel, message });

/** The thread that a message stands in. One that begins a thread, as soon as something follows, does not stand in it. */
const threadOf = (message: Message): string | undefined => (isTop(message) ? undefined : message.thread_ts);

const textOf = (view: unknown): string => JSON.stringify(view);

describe.each(['channel', 'thread'] as const)('in the menu of a message with a picture, in a %s', (place) => {
  it.each([
    ['a region that is offered', async () => ({ where: 'top half' })],
    ['own words', async () => ({ region: 'bottom 30%' })],
    ['a mask', async () => ({ mask: [await photo('mask.png', 'white')] })],
  ])('“Inpaint this” takes %s', async (_, given) => {
    const chat = room();
    const message = await posted(chat, place);
    const asked = pick(chat, 'inpaint_this', message);
    const values = { prompt: 'a hat', more: 'steps:4 upscale:no seed:12', ...(await given()) };
    await chat.slack.submitView(chat.ada, await asked.view(), values);
    const answer = await asked.message(isPicture);
    expect(threadOf(answer)).toBe(message.thread_ts);
    expect(recipeIn(chat, answer).drawings[0]).toMatchObject({ keep: { kind: 'mask' }, seed: 12 });
  });

  it('“Upscale this” enlarges it', async () => {
    const chat = room();
    const message = await posted(chat, place);
    const answer = await pick(chat, 'upscale_this', message).message(isPicture);
    expect(answer.text).toContain('an enlarged picture');
    expect(threadOf(answer)).toBe(message.thread_ts);
  });

  it('“Turn this” turns what is none of ours upside down, and an anagram by its second view', async () => {
    const chat = room();
    const message = await posted(chat, place);
    const turned = await pick(chat, 'turn_this', message).message();
    expect(turned.text).toBe('The picture when flipped upside down');
    expect(threadOf(turned)).toBe(message.thread_ts);
    const anagram = await draw(chat, 'first:"a skull" second:"a dog" view:rotate90 steps:4 upscale:no', {
      command: '/anagram',
    });
    const whole = await pick(chat, 'turn_this', anagram).message((each) => each.text.startsWith('The picture'));
    expect(whole.text).toBe('The picture when turned by a quarter');
  });
});

describe('“Reuse settings”', () => {
  it('shows those of a picture of ours, and changes what is changed', async () => {
    const chat = room();
    const message = await draw(chat);
    const asked = pick(chat, 'reuse_settings', message);
    const form = await asked.view();
    expect(textOf(form.blocks)).toContain('"initial_value":"a skull"');
    await chat.slack.submitView(chat.ada, form, { more: 'steps:6' });
    const answer = await asked.message(isPicture);
    const [before, after] = [recipeIn(chat, message), recipeIn(chat, answer)];
    expect(after.drawings[0]).toEqual({
      ...before.drawings[0],
      walk: { ...before.drawings[0]!.walk, steps: 6 },
    });
  });

  it('reads a PNG of ours that somebody else posted', async () => {
    const chat = room();
    const { slack, channel } = chat;
    const ours = await draw(chat);
    const theirs = await slack.post(slack.person('eve'), channel, 'look', { files: [fileOf(chat, ours)] });
    const asked = pick(chat, 'reuse_settings', theirs);
    await slack.submitView(chat.ada, await asked.view(), { prompt: 'a dog' });
    const answer = await asked.message(isPicture);
    expect(answer.text).toContain('a dog · seed 180');
  });

  it('says so where a picture carries none', async () => {
    const chat = room();
    const asked = pick(chat, 'reuse_settings', await posted(chat, 'channel'));
    // Before there is a form to fill in.
    expect(await whisperTo(chat, asked)).toContain('carries no settings of mine');
  });

  it('says so where nothing was changed', async () => {
    const chat = room();
    const asked = pick(chat, 'reuse_settings', await draw(chat));
    const sent = await chat.slack.submitView(chat.ada, await asked.view());
    expect(JSON.stringify((await sent.acknowledged()).payload)).toContain('Nothing was changed');
  });
});

describe('buttons that another app put below its message', () => {
  it.each(['upscale_this', 'turn_this', 'reuse_settings'] as const)(
    'are not believed: %s shows nothing that they name',
    async (name) => {
      const chat = room();
      const { slack, channel, ada } = chat;
      slack.slash(ada, channel, '/sample', `${line} private:yes`);
      const direct = slack.directMessages(ada);
      const own = await slack.until(() => slack.messages(direct).find(isPicture) ?? null, 'a private picture');
      const eve = slack.person('eve');
      const theirs = await slack.post(eve, channel, 'choose me');
      channel.messages.get(theirs.ts)!.message.blocks = own.blocks!.filter(({ type }) => type === 'actions');
      const asked = slack.shortcut(eve, name, { channel, message: theirs });
      const answer = await asked.message();
      expect(viewerOf(chat, channel, answer)).toBe(eve.id);
      expect(wordsIn(answer)).toContain('That message has no picture.');
    },
  );
});

it.each(shortcuts)('%s says so where Slack does not show what is there', async (name) => {
  const chat = room();
  const message = await chat.slack.post(chat.ada, chat.channel, 'look at this');
  Object.assign(chat.channel.messages.get(message.ts)!.message, {
    files: [{ id: 'F0HIDDEN', mode: 'hidden_by_limit' }],
  });
  expect(await whisperTo(chat, pick(chat, name, message))).toContain(
    'Slack does not show me the files of that message.',
  );
});

it.each(shortcuts)('%s says so where there is no picture', async (name) => {
  const chat = room();
  const asked = pick(chat, name, await chat.slack.post(chat.ada, chat.channel, 'hello'));
  expect(await whisperTo(chat, asked)).toContain(
    'That message has no picture.\nChoose a message with a picture in it; a link is not enough.',
  );
});
