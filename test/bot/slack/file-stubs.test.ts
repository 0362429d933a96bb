import { describe, expect, it } from 'vitest';
import type { Message, Upload } from '../../wire/slack/double.ts';
import { roomsForFile } from './channels.ts';
import { type Chat, isPicture, wordsIn } from './chat.ts';
import { photo, recipeIn } from './pressing.ts';

const room = roomsForFile();
const notes: Upload = { name: 'notes.txt', bytes: Buffer.from('Dear diary, today I drew nothing at all.') };

/** A message of somebody in another workspace: Slack says that it has files, and no more of them. */
async function postedFromElsewhere(chat: Chat, files: readonly Upload[], thread?: string): Promise<Message> {
  const { slack, channel, ada } = chat;
  const { ts } = await slack.post(ada, channel, 'look', { files, ...(thread !== undefined && { thread }) });
  const { message } = slack.world.channels.get(channel.id)!.messages.get(ts)!;
  const stubs = (message.files ?? []).map(({ id, created, timestamp, user }) => ({
    ...{ id, created, timestamp, user },
    ...{ mode: 'file_access', file_access: 'check_file_info' },
  }));
  return Object.assign(message, { files: stubs as never });
}

describe('a file from another workspace, of which Slack says nothing', () => {
  it('is asked for when its message is chosen', async () => {
    const chat = room();
    const { slack, channel, ada } = chat;
    const message = await postedFromElsewhere(chat, [notes, await photo()]);
    const turned = slack.shortcut(ada, 'turn_this', { channel, message });
    expect((await turned.message()).text).toBe('The picture when flipped upside down');
  });

  it('is asked for when the picture above is meant, and passed over where it is none', async () => {
    const chat = room();
    const { slack, channel, ada } = chat;
    const root = await postedFromElsewhere(chat, [await photo()]);
    await postedFromElsewhere(chat, [notes], root.ts);
    const asked = await slack.mention(ada, channel, 'sdedit a castle steps:4 upscale:no', { thread: root.ts });
    const answer = await asked.message((each) => isPicture(each) || /\/sdedit needs/.test(wordsIn(each)));
    expect(recipeIn(chat, answer).drawings[0]).toMatchObject({ start: { kind: 'image' } });
  });

  it('is no picture where Slack says so', async () => {
    const chat = room();
    const { slack, channel, ada } = chat;
    const message = await postedFromElsewhere(chat, [notes]);
    const answer = await slack.shortcut(ada, 'upscale_this', { channel, message }).message();
    expect(wordsIn(answer)).toContain('has no picture');
  });
});
