import { describe, expect, it } from 'vitest';
import type { Fault } from '../../wire/slack/double.ts';
import { roomsForFile } from './channels.ts';
import { stepsIn, toldIn } from './chat.ts';
import { draw, wholeThread } from './pressing.ts';

const room = roomsForFile();
const often = { times: 50 } as const;

describe('steps that Slack does not take as a stream are told in plain messages, each once', () => {
  it.each<[string, Fault]>([
    ['in its own words', { error: 'unknown_method', ...often }],
    ['as if there were no such address', { status: 404, ...often }],
    ['since its servers fail', { status: 500, ...often }],
  ])('%s', async (_, fault) => {
    const chat = room();
    const { channel } = chat;
    chat.slack.failNext({ method: 'chat.startStream', matching: (args) => args.channel === channel.id, ...fault });
    const picture = await draw(chat, 'a skull steps:250 upscale:no');
    const thread = await wholeThread(chat, picture.ts);
    expect(stepsIn(thread)).toEqual(Array.from({ length: 250 }, (_each, i) => i + 1));
    expect(thread.filter((each) => stepsIn([each]).length > 0 && toldIn(each).length > 1)).toEqual([]);
  });
});
