import { createServer } from 'node:http';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { firstWord } from '../../wire/first-words.ts';
import { listenOnLoopback } from '../../wire/loopback.ts';
import type { Fault, Json, Message } from '../../wire/slack/double.ts';
import { type Chat, hasFilm, imagesIn, isPicture, isTop, openChat, wordsIn } from './chat.ts';

const quickly = 'a skull steps:4 upscale:no';

const drawing = async (name = 'cat.png') => {
  const plain = { create: { width: 64, height: 64, channels: 3 as const, background: '#2040c0' } };
  return { name, bytes: await sharp(plain).png().toBuffer() };
};

/** Asks for the upscaling of a file, and returns what the bot says. */
async function saidOf(chat: Chat, name = 'cat.png'): Promise<string> {
  const asked = await chat.slack.mention(chat.ada, chat.channel, 'upscale', { files: [await drawing(name)] });
  return wordsIn(await asked.message());
}

/** Asks for it while Slack still looks at the file, which turns out to be something else. */
async function saidOfOther(chat: Chat, changes: object): Promise<string> {
  const { slack, channel, ada } = chat;
  slack.processing.hold();
  const asked = await slack.mention(ada, channel, 'upscale', { files: [await drawing()] });
  for (const { file } of slack.world.files.values()) Object.assign(file, changes);
  slack.processing.release();
  return wordsIn(await asked.message());
}

/** A machine that is not Slack's, and what it was sent. */
async function stranger() {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.end('thank you');
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: await listenOnLoopback(server), heard };
}

const asked = ({ slack, channel, ada }: Chat) => slack.slash(ada, channel, '/sample', quickly);

const standing = ({ slack, channel }: Chat): readonly Message[] =>
  slack.messages(channel).filter((each) => isTop(each) && each.user === slack.world.bot.id);

describe('a file that somebody sends', () => {
  it('and that Slack hides from the bot: the answer says so, and not that it is no picture', async () => {
    const chat = await openChat();
    chat.slack.failNext({ method: 'download', status: 200 });
    expect(await saidOf(chat)).toContain('Slack does not show me cat.png');
  });

  it('and whose address leads elsewhere: nothing is asked there', async () => {
    const chat = await openChat();
    const { url, heard } = await stranger();
    chat.slack.failNext({ method: 'download', status: 302, location: `${url}/cat.png` });
    expect(await saidOf(chat)).toContain('Slack does not show me cat.png');
    expect(heard).toEqual([]);
  });

  it.each<[string, Fault]>([
    ['is cut', { method: 'download', cut: 'before' }],
    ['is gone', { method: 'download', status: 404 }],
    ['fails', { method: 'download', status: 500 }],
  ])('and whose download %s: the answer says so', async (_, fault) => {
    const chat = await openChat();
    chat.slack.failNext(fault);
    expect(await saidOf(chat)).toContain('cat.png could not be fetched from Slack');
  });

  it.each<[string, Fault, string]>([
    ['that is deleted meanwhile', { error: 'file_deleted' }, 'cat.png is no longer in Slack'],
    ['that is not there', { error: 'file_not_found' }, 'cat.png is no longer in Slack'],
    ['of a closed channel', { error: 'channel_not_found' }, 'Slack does not show me cat.png'],
    ['without the right to read it', { error: 'missing_scope' }, 'files:read'],
  ])('%s: the answer says so', async (_, fault, words) => {
    const chat = await openChat();
    chat.slack.failNext({ method: 'files.info', ...fault });
    expect(await saidOf(chat)).toContain(words);
  });

  it('and that Slack cannot tell of for a moment: it is read all the same', async () => {
    const chat = await openChat();
    chat.slack.failNext({ method: 'files.info', status: 503, times: 2 });
    const said = await chat.slack.mention(chat.ada, chat.channel, 'sdedit a castle steps:4 upscale:no', {
      files: [await drawing()],
    });
    await said.message(isPicture);
  });

  it('and that Slack still looks at: it is read when that is over', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    slack.processing.delayMs = 1_500 / slack.speedup;
    const said = await slack.mention(ada, channel, 'sdedit a castle steps:4 upscale:no', { files: [await drawing()] });
    slack.processing.delayMs = 0;
    await said.message(isPicture);
  });

  it('and that Slack still looks at when its message is chosen, or is meant by a question below it', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    slack.processing.hold();
    const message = await slack.post(ada, channel, 'look', { files: [await drawing()] });
    const turned = slack.shortcut(ada, 'turn_this', { channel, message });
    const asked = await slack.mention(ada, channel, 'sdedit a castle steps:4 upscale:no', { thread: message.ts });
    slack.processing.release();
    expect((await turned.message()).text).toBe('The picture when flipped upside down');
    await asked.message(isPicture);
  });

  it('and that Slack never finishes: the answer says so', async () => {
    const chat = await openChat();
    const { slack, channel, ada } = chat;
    slack.processing.hold();
    const said = await slack.mention(ada, channel, 'upscale', { files: [await drawing()] });
    for (const { file } of slack.world.files.values())
      Object.assign(file, { url_private: '', url_private_download: '' });
    expect(wordsIn(await said.message((each) => !firstWord.test(each.text)))).toContain(
      'Slack has not finished with cat.png yet',
    );
  });

  it.each<[string, object, string]>([
    [
      'lies elsewhere',
      { mode: 'external', is_external: true, url_private: 'https://example.org/cat.png' },
      'not lie in',
    ],
    ['is a canvas', { mode: 'canvas' }, 'it was written in Slack'],
    ['is a snippet', { mode: 'snippet' }, 'it was written in Slack'],
    ['was deleted', { mode: 'tombstone' }, 'no longer in Slack'],
    ['is hidden by the plan', { mode: 'hidden_by_limit' }, 'keeps no more files'],
    ['belongs to others', { file_access: 'access_denied' }, 'Slack does not show me cat.png'],
    ['is too large', { size: 30 * 2 ** 20 }, 'cat.png is too large'],
    [
      'lies on another host',
      { url_private_download: 'https://example.org/cat.png' },
      'Something went wrong on our side',
    ],
  ])('and that %s: the answer says so, and nothing is fetched', async (_, changes, words) => {
    const chat = await openChat();
    expect(await saidOfOther(chat, changes)).toContain(words);
    expect(chat.slack.filesHost.fetched).toEqual([]);
  });
});

describe('a picture that Slack', () => {
  it.each(['file_uploads_disabled', 'storage_limit_reached', 'file_type_not_allowed', 'malware_detected'])(
    'does not take (%s): a sentence says whom to ask',
    async (error) => {
      const chat = await openChat();
      chat.slack.failNext({ method: 'files.getUploadURLExternal', error, times: 20 });
      const message = await asked(chat).message((each) => wordsIn(each).includes('may not upload'));
      expect(wordsIn(message)).toContain('files:write');
      expect(standing(chat)).toHaveLength(1);
    },
  );

  it.each<[string, Fault]>([
    ['fails to take', { method: 'upload', status: 500 }],
    ['cuts before it is there', { method: 'upload', cut: 'before' }],
    ['cuts after it was there', { method: 'upload', cut: 'after' }],
    ['sends elsewhere with its bytes', { method: 'upload', status: 307, location: 'http://127.0.0.1:9/' }],
    ['does not complete', { method: 'files.completeUploadExternal', error: 'internal_error' }],
    ['completes without saying so', { method: 'files.completeUploadExternal', cut: 'after' }],
    ['forgets before it is complete', { method: 'files.completeUploadExternal', error: 'file_not_found' }],
  ])('%s: it is there once all the same', async (_, fault) => {
    const chat = await openChat();
    chat.slack.failNext(fault);
    const { ts } = await asked(chat).message(isPicture);
    await chat.slack.until(() => hasFilm(chat.slack.messages(chat.channel, { thread: ts })), 'the film');
    expect(standing(chat)).toHaveLength(1);
    expect(chat.slack.faultsLeft()).toBe(0);
  });

  it('wants on another machine: nothing is sent there', async () => {
    const chat = await openChat();
    const { url, heard } = await stranger();
    const fields = { ok: true, upload_url: `${url}/upload`, file_id: 'F0ELSEWHERE' };
    chat.slack.failNext({ method: 'files.getUploadURLExternal', error: 'none', fields });
    await asked(chat).message(isPicture);
    expect(heard).toEqual([]);
    expect(chat.slack.faultsLeft()).toBe(0);
  });

  it('never finishes with: its words come without it, and it follows by itself', async () => {
    const chat = await openChat();
    const { slack, channel } = chat;
    slack.processing.hold();
    const { ts } = await asked(chat).message((each) => wordsIn(each).includes('a skull ·'));
    expect(standing(chat).flatMap(imagesIn)).toEqual([]);
    slack.processing.release();
    const files = () => slack.messages(channel, { thread: ts }).flatMap((each) => each.files ?? []);
    await slack.until(() => files().some(({ name }) => name.endsWith('.png')), 'the file');
  });

  it.each(['invalid_blocks', 'msg_blocks_too_long', 'msg_too_long', 'invalid_metadata_format'])(
    'does not take in a message (%s): its words come without it, and it follows by itself',
    async (error) => {
      const chat = await openChat();
      const { slack, channel } = chat;
      const matching = ({ blocks }: Json) => JSON.stringify(blocks ?? '').includes('sb1:reroll');
      slack.failNext({ matching, error });
      const { ts } = await asked(chat).message((each) => wordsIn(each).includes('a skull ·'));
      const files = () => slack.messages(channel, { thread: ts }).flatMap((each) => each.files ?? []);
      await slack.until(() => files().some(({ name }) => name.endsWith('.png')), 'the file');
      expect(standing(chat).flatMap(imagesIn)).toEqual([]);
    },
  );
});
