import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readRecipe } from '../../../src/engine/client.ts';
import type { Message, Mode } from '../../wire/slack/double.ts';
import { changesOf, onlyWithin, wideMask, widePhoto } from '../wide-photo.ts';
import {
  type Chat,
  hasFilm,
  imagesIn,
  isPicture,
  isTop,
  openChat as openPlainChat,
  stepsIn,
  toldIn,
  wordsIn,
} from './chat.ts';
import { ownManifest } from './own-manifest.ts';

const openChat = ({ mode = 'socket' }: { readonly mode?: Mode } = {}) =>
  openPlainChat({ mode, options: { manifest: ownManifest(mode) } });

/** A red roof over a blue wall, as somebody would scribble it. */
const drawing = async (name = 'castle.png') => {
  const wall = { create: { width: 120, height: 90, channels: 3 as const, background: '#2040c0' } };
  const roof = { create: { width: 120, height: 40, channels: 3 as const, background: '#c02020' } };
  const bytes = await sharp(wall)
    .composite([{ input: await sharp(roof).png().toBuffer(), gravity: 'north' }])
    .png()
    .toBuffer();
  return { name, bytes };
};

const options = 'steps:8 seed:180 upscale:no';

const picture = ({ slack, channel, ada }: Chat): Promise<Message> =>
  slack.until(() => slack.messages(channel, { viewer: ada }).find(isPicture) ?? null, 'a picture');

/** The recipe that the picture in a message carries. */
const recipeIn = ({ slack }: Chat, message: Message) => readRecipe(slack.bytes(imagesIn(message)[0]!));

/** The last message with steps, once the thread is told to its end: from the first step to the last. */
async function sheetIn({ slack, channel }: Chat, root: string): Promise<Message> {
  const thread = () => slack.messages(channel, { thread: root });
  await slack.until(() => hasFilm(thread()), 'the end of the thread');
  const sheet = thread().findLast((each) => stepsIn([each]).length > 0)!;
  const total = Number(/of (\d+)$/.exec(toldIn(sheet).at(-1)!)?.[1]);
  expect(total).toBeGreaterThan(4);
  expect(stepsIn(thread())).toEqual(Array.from({ length: total }, (_, i) => i + 1));
  return sheet;
}

describe.each(['socket', 'http'] as const)('a drawing that is uploaded to /sdedit, over %s', (mode) => {
  it('into the form that the command opens', async () => {
    const chat = await openChat({ mode });
    const { slack, channel, ada } = chat;
    const view = await slack.slash(ada, channel, '/sdedit', `a castle ${options}`).view();
    await slack.submitView(ada, view, { image: [await drawing()], start: '10' });
    const message = await picture(chat);
    expect(isTop(message)).toBe(true);
    expect(message.text).toContain('a castle');
    expect(recipeIn(chat, message)?.drawings[0]).toMatchObject({
      seed: 180,
      start: { kind: 'image' },
      walk: { steps: 8 },
    });
    expect(imagesIn(await sheetIn(chat, message.ts))).not.toEqual([]);
  });

  it('with any message, by the shortcut in its menu', async () => {
    const chat = await openChat({ mode });
    const { slack, channel, ada } = chat;
    const posted = await slack.post(ada, channel, 'look what I drew', { files: [await drawing()] });
    const view = await slack.shortcut(ada, 'sdedit_this', { channel, message: posted }).view();
    await slack.submitView(ada, view, { prompt: 'a castle', more: options });
    const message = await picture(chat);
    expect(recipeIn(chat, message)?.drawings[0]).toMatchObject({ seed: 180, start: { kind: 'image' } });
    await sheetIn(chat, message.ts);
  });

  it('with a mention in a thread, and is answered there', async () => {
    const chat = await openChat({ mode });
    const { slack, channel, ada } = chat;
    const root = await slack.post(ada, channel, 'Who can draw a castle?');
    await slack.mention(ada, channel, 'sdedit a castle, start 7, steps 8, seed 180, upscale no', {
      files: [await drawing()],
      thread: root.ts,
    });
    const message = await picture(chat);
    expect(message.thread_ts).toBe(root.ts);
    expect(recipeIn(chat, message)?.drawings[0]).toMatchObject({ seed: 180, start: { kind: 'image' } });
    expect(imagesIn(await sheetIn(chat, root.ts))).toHaveLength(1);
    expect(slack.messages(channel).filter(isTop)).toHaveLength(1);
  });
});

describe('other pictures that people bring', () => {
  it('are drawn into where the form says', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    const view = await slack.slash(ada, channel, '/inpaint').view();
    await slack.submitView(ada, view, { image: [await drawing()], prompt: 'a flag', where: 'top half', more: options });
    const message = await picture(chat);
    expect(recipeIn(chat, message)?.drawings[0]).toMatchObject({ keep: { kind: 'mask' } });
  });

  it('keep their size, and every pixel outside the mask', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    const files = [await widePhoto(), await wideMask()];
    await slack.mention(ada, channel, `inpaint a penguin, ${options}`, { files });
    const message = await picture(chat);
    expect(await changesOf(slack.bytes(imagesIn(message)[0]!))).toSatisfy(onlyWithin);
  });

  it('come in direct messages, where no command is needed', async () => {
    const chat = await openChat();
    const { slack, ada } = chat;
    await slack.direct(ada, 'a castle, steps 8, upscale no', { files: [await drawing()] });
    const direct = slack.directMessages(ada);
    const message = await slack.until(() => slack.messages(direct).find(isPicture) ?? null, 'a picture');
    expect(recipeIn(chat, message)?.drawings[0]).toMatchObject({ start: { kind: 'image' }, walk: { steps: 8 } });
  });

  it('are told apart from what is none, in the field itself where that is known', async () => {
    const { slack, channel, ada } = await openChat();
    const view = await slack.slash(ada, channel, '/sdedit').view();
    const wrong = await slack.submitView(ada, view, { image: [await drawing()], more: 'steps:9000' });
    expect((await wrong.acknowledged()).payload).toMatchObject({
      response_action: 'errors',
      errors: { more: expect.stringMatching(/steps/) },
    });
  });

  it('say so when a message has no picture', async () => {
    const { slack, channel, ada } = await openChat();
    const posted = await slack.post(ada, channel, 'no picture here');
    const answer = await slack.shortcut(ada, 'upscale_this', { channel, message: posted }).message();
    expect(wordsIn(answer)).toContain('no picture');
  });
});
