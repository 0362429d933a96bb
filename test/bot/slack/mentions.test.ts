import { describe, expect, it } from 'vitest';
import { readPicture, readRecipe } from '../../../src/engine/client.ts';
import type { Channel, Message, Mode } from '../../wire/slack/double.ts';
import { type Chat, hasFilm, imagesIn, isPicture, openChat, wordsIn } from './chat.ts';
import { ownManifest } from './own-manifest.ts';
import { photo } from './pressing.ts';

// A mention, or a direct message, that means a picture which somebody posted before.

const open = (mode: Mode = 'socket') => openChat({ mode, options: { manifest: ownManifest(mode) } });

const [red, green] = [await photo('red.png', 'red'), await photo('green.png', 'green')];

const quickly = 'a castle, start 7, steps 4, upscale no';

const pictureIn = ({ slack }: Chat, channel: Channel, besides: readonly string[] = []): Promise<Message> =>
  slack.until(
    () => slack.messages(channel).find((each) => isPicture(each) && !besides.includes(each.ts)) ?? null,
    'a picture',
  );

/** The picture that a picture began at, as a recipe keeps it. */
const beginningOf = ({ slack }: Chat, message: Message): string | undefined => {
  const start = readRecipe(slack.bytes(imagesIn(message)[0]!))?.drawings[0]?.start;
  return start?.kind === 'image' ? start.image.png : undefined;
};

/** The same of a file. */
const kept = async (bytes: Uint8Array): Promise<string> => (await readPicture(bytes)).picture.png;

describe.each(['socket', 'http'] as const)('a mention without a picture, over %s', (mode) => {
  it('takes the one that the thread began with', async () => {
    const chat = await open(mode);
    const { slack, channel, ada } = chat;
    const root = await slack.post(slack.person('grace'), channel, 'my castle', { files: [red] });
    await slack.mention(ada, channel, `sdedit ${quickly}`, { thread: root.ts });
    const message = await pictureIn(chat, channel);
    expect(message.thread_ts).toBe(root.ts);
    expect(beginningOf(chat, message)).toBe(await kept(red.bytes));
  });
});

describe('in a thread', () => {
  it('the nearest picture above is meant', async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    const root = await slack.post(ada, channel, 'first', { files: [red] });
    await slack.post(ada, channel, 'better', { files: [green], thread: root.ts });
    await slack.post(ada, channel, 'what do you think?', { thread: root.ts });
    await slack.mention(ada, channel, `sdedit ${quickly}`, { thread: root.ts });
    expect(beginningOf(chat, await pictureIn(chat, channel))).toBe(await kept(green.bytes));
  });

  it('below an answer of the bot its picture is meant, not a sheet or film of its steps', async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    slack.slash(ada, channel, '/sample', 'a skull steps:4 upscale:no');
    const first = await pictureIn(chat, channel);
    await slack.until(() => hasFilm(slack.messages(channel, { thread: first.ts })), 'the film');
    await slack.mention(ada, channel, `sdedit ${quickly}`, { thread: first.ts });
    const second = await pictureIn(chat, channel, [first.ts]);
    expect(beginningOf(chat, second)).toBe(await kept(slack.bytes(imagesIn(first)[0]!)));
  });

  it('that Slack does not show to bots, the picture that it began with is meant', async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    const root = await slack.post(ada, channel, 'first', { files: [red] });
    slack.failNext({ method: 'conversations.replies', error: 'not_allowed_token_type' });
    await slack.mention(ada, channel, `sdedit ${quickly}`, { thread: root.ts });
    expect(beginningOf(chat, await pictureIn(chat, channel))).toBe(await kept(red.bytes));
  });

  it('a result is changed that stands above, not the latest of who asks', async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    slack.slash(slack.person('grace'), channel, '/sample', 'a skull steps:4 upscale:no seed:180');
    const first = await pictureIn(chat, channel);
    slack.slash(ada, channel, '/sample', 'a cat steps:4 upscale:no');
    const latest = await pictureIn(chat, channel, [first.ts]);
    await slack.post(ada, channel, 'look', { files: [red], thread: first.ts });
    await slack.mention(ada, channel, 'remix, guidance 3', { thread: first.ts });
    const changed = await pictureIn(chat, channel, [first.ts, latest.ts]);
    expect(changed.text).toContain('a skull');
    expect(readRecipe(slack.bytes(imagesIn(changed)[0]!))?.drawings[0]).toMatchObject({
      seed: 180,
      guidance: { scale: 3 },
    });
  });

  it('without a result the latest of who asks is changed', async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    slack.slash(ada, channel, '/sample', 'a cat steps:4 upscale:no');
    const latest = await pictureIn(chat, channel);
    const root = await slack.post(ada, channel, 'look', { files: [red] });
    await slack.mention(ada, channel, 'remix, guidance 3', { thread: root.ts });
    expect((await pictureIn(chat, channel, [latest.ts])).text).toContain('a cat');
  });

  it('a picture may also be what another option is about', async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    const root = await slack.post(ada, channel, 'here', { files: [red] });
    const line = 'anagram "a skull" "a dog" region:"top half" steps:4 upscale:no';
    await slack.mention(ada, channel, line, { thread: root.ts });
    const message = await pictureIn(chat, channel);
    expect(readRecipe(slack.bytes(imagesIn(message)[0]!))?.drawings[0]?.keep?.kind).toBe('mask');
  });

  it('what came with the mention is not looked for', async () => {
    const chat = await open();
    const { slack, channel, ada } = chat;
    const root = await slack.post(ada, channel, 'first', { files: [red] });
    await slack.mention(ada, channel, `sdedit ${quickly}`, { thread: root.ts, files: [green] });
    expect(beginningOf(chat, await pictureIn(chat, channel))).toBe(await kept(green.bytes));
  });

  it('without a picture, a sentence says what to do', async () => {
    const { slack, channel, ada } = await open();
    const root = await slack.post(ada, channel, 'Who can draw a castle?');
    const answer = await (await slack.mention(ada, channel, 'sdedit a castle', { thread: root.ts })).message();
    expect(wordsIn(answer)).toContain('I see none above');
    expect(wordsIn(answer)).toContain('SDEdit this');
  });

  it('which the bot may not read, a sentence says so', async () => {
    const { slack, channel, ada } = await open();
    slack.setScopes(slack.world.installation.scopes.filter((name) => name !== 'channels:history'));
    const root = await slack.post(ada, channel, 'my castle', { files: [red] });
    const answer = await (await slack.mention(ada, channel, 'inpaint a flag', { thread: root.ts })).message();
    expect(wordsIn(answer)).toContain('may not look at earlier messages');
    expect(wordsIn(answer)).toContain('Inpaint this');
  });
});

it('outside of threads, no message of a channel is looked at', async () => {
  const { slack, channel, ada } = await open();
  await slack.post(ada, channel, 'my castle', { files: [red] });
  const answer = await (await slack.mention(ada, channel, 'sdedit a castle')).message();
  expect(wordsIn(answer)).toContain('needs a picture');
  expect(slack.requests.filter(({ method }) => /^conversations\.(history|replies)$/.test(method))).toEqual([]);
});

describe('in direct messages', () => {
  it('the latest picture there is meant', async () => {
    const chat = await open();
    const { slack, ada } = chat;
    const direct = slack.directMessages(ada);
    // Neither is drawn from: they only stand there.
    for (const each of [red, green]) await (await slack.direct(ada, 'queue', { files: [each] })).message();
    await slack.direct(ada, `sdedit ${quickly}`);
    const message = await pictureIn(chat, direct);
    expect(beginningOf(chat, message)).toBe(await kept(green.bytes));
  });
});
