import { describe, expect, it } from 'vitest';
import type { Json, Message } from '../../wire/slack/double.ts';
import { roomsForFile } from './channels.ts';
import { type Chat, isPicture, stepsIn, wordsIn } from './chat.ts';
import { draw, press, whisperTo, wholeThread } from './pressing.ts';

const room = roomsForFile();

const options = 'steps:4 upscale:no seed:1';

const prompts = [
  'hello <!channel> and <!here> and @everyone',
  'for <@U0123456789> and <@U0123456789|ada> in <#C0123456789|studio>',
  'see <https://evil.example|here> and https://evil.example and <mailto:a@b.example>',
  '*bold* _slanted_ ~gone~ `code` > quoted',
  'a|b|c & &lt;!channel&gt; :skull:',
] as const;

/** Every text that Slack reads as markup: mrkdwn in blocks, and what stands for the blocks in notifications. */
function marked(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(marked);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as Json;
  return [...(type === 'mrkdwn' ? [String(text)] : []), ...Object.values(value).flatMap(marked)];
}

/** Who asked is named by the bot itself. */
const isOwnMention = (words: string): boolean => /^Asked for by <@U\w+>$/.test(words);

/** Nothing in it is a mention or a link of Slack's. */
function expectTame({ text, blocks = [] }: Pick<Message, 'text' | 'blocks'>): void {
  expect(text).not.toMatch(/<[@#!]|<[a-z]+:/i);
  for (const each of marked(blocks).filter((words) => !isOwnMention(words)))
    expect(each).not.toMatch(/<[@#!]|<[a-z]+:|evil|\*bold\*/i);
}

/** What people type arrives escaped, as Slack sends it. A prompt in quotes is a prompt, whatever is in it. */
const ask = (chat: Chat, prompt: string, command = '/sample'): Promise<Message> =>
  draw(chat, `prompt:"${prompt}" ${options}`, { command });

describe.each(prompts)('“%s”', (prompt) => {
  it('calls nobody and links nowhere: below the picture, in its thread, its settings and the home', async () => {
    const chat = room();
    const { slack, channel, ada } = chat;
    const message = await ask(chat, prompt);
    await wholeThread(chat, message.ts);
    const settings = press(chat, message, 'settings');
    expect(await whisperTo(chat, settings)).toContain('seed');
    press(chat, message, 'film');
    for (const each of slack.messages(channel, { viewer: ada })) expectTame(each);
    slack.openHome(ada);
    const home = await slack.until(
      () => (JSON.stringify(slack.home(ada)).includes(message.ts.replace('.', '')) ? slack.home(ada) : null),
      'the home with the picture',
    );
    expectTame({ text: '', blocks: [...home.blocks] });
  });

  it('stays what it is in a form, and as an answer to a mistake calls nobody', async () => {
    const chat = room();
    const { slack, ada, channel } = chat;
    const asked = slack.slash(ada, channel, '/sample');
    await slack.submitView(ada, await asked.view(), { prompt, more: options });
    const message = await asked.message(isPicture);
    expect(wordsIn(message)).toContain(prompt);
    expectTame(message);
    const form = await press(chat, message, 'change').view();
    const shown = form.blocks.find(({ block_id: id }) => id === 'prompt')?.element as Json;
    expect(shown.initial_value).toBe(prompt);
    expect(form.title.text).toBe('Change one thing');
    const refused = slack.slash(ada, channel, '/sample', `model:"${prompt}" a skull`);
    await refused.message();
    for (const each of refused.messages()) expectTame(each);
  });

  it('calls nobody when it is shared, or a file is called so', async () => {
    const chat = room();
    const { slack, ada, channel } = chat;
    slack.slash(ada, channel, '/sample', `prompt:"${prompt}" ${options} private:yes`);
    const direct = slack.directMessages(ada);
    const message = await slack.until(() => slack.messages(direct).find(isPicture) ?? null, 'a private picture');
    press(chat, message, 'share', { where: direct });
    const copy = await slack.until(() => slack.messages(channel).find(isPicture) ?? null, 'the shared one');
    for (const each of await wholeThread(chat, copy.ts)) expectTame(each);
    const file = { name: `${prompt}.png`, bytes: Buffer.from('nothing') };
    const asked = await slack.mention(ada, channel, 'upscale', { files: [file] });
    const said = await asked.message((each) => !isPicture(each) && stepsIn([each]).length === 0);
    expectTame(said);
  });
});

it('many long prompts leave the home whole', async () => {
  const chat = room();
  const { slack, ada } = chat;
  const long = (letter: string) => `"${`${letter}<&|*`.repeat(60)}"`;
  let last = '';
  for (let i = 0; i < 5; i++) {
    const text = `first:${long('a')} second:${long('b')} third:${long('c')} view:flip third-view:rotate90 ${options}`;
    last = (await draw(chat, text, { command: '/anagram' })).ts;
  }
  await wholeThread(chat, last);
  slack.openHome(ada);
  const home = await slack.until(
    () => (JSON.stringify(slack.home(ada)).includes(last.replace('.', '')) ? slack.home(ada) : null),
    'the home with the pictures',
  );
  const list = home.blocks.find(({ type }) => type === 'rich_text');
  expect(JSON.stringify(list).match(/"type":"link"/g)).toHaveLength(5);
});
