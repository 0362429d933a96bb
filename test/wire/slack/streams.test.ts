import { expect, test } from 'vitest';
import { outcome, slackForTest, webClient } from './client.ts';
import type { SlackOptions } from './double.ts';

async function stage(options: SlackOptions = {}) {
  const slack = await slackForTest(options);
  const ada = slack.person('ada');
  const channel = slack.channel('studio', { people: [ada] });
  const { ts } = await slack.post(ada, channel, 'draw a skull');
  const to = { channel: channel.id, thread_ts: ts, recipient_team_id: slack.world.team.id, recipient_user_id: ada.id };
  return { slack, channel, thread: ts, to, client: webClient(slack) };
}

const task = (step: number, status: 'in_progress' | 'complete') => ({
  type: 'task_update' as const,
  id: `step-${step}`,
  title: `Step ${step}`,
  status,
});

test('a stream shows its tasks as they are now, and ends once', async () => {
  const { slack, channel, thread, to, client } = await stage();
  const streamer = client.chatStream(to);
  await streamer.append({ chunks: [task(1, 'in_progress')] });
  const shown = () => slack.messages(channel, { thread })[1];
  expect(shown()).toMatchObject({
    streaming_state: 'in_progress',
    blocks: [{ title: 'Step 1', status: 'in_progress' }],
  });
  const where = { channel: channel.id, ts: streamer.ts ?? '' };
  expect(await outcome(client.chat.update({ ...where, text: 'x' }))).toBe('streaming_state_conflict');
  await streamer.append({ chunks: [task(1, 'complete'), task(2, 'in_progress')] });
  await streamer.stop({ chunks: [task(2, 'complete')], blocks: [{ type: 'divider' }] });
  expect(shown()?.blocks?.map(({ type, status }) => status ?? type)).toEqual(['complete', 'complete', 'divider']);
  expect(shown()?.streaming_state).toBe('completed');
  const late = client.chat.appendStream({ ...where, chunks: [task(3, 'complete')] });
  expect(await outcome(late)).toBe('message_not_in_streaming_state');
  slack.expectClean();
});

test('a stream that is left alone is over', async () => {
  const { slack, channel, to, client } = await stage();
  const { ts = '' } = await client.chat.startStream({ ...to, chunks: [task(1, 'in_progress')] });
  slack.clock.advance(6 * 60_000);
  const late = client.chat.appendStream({ channel: channel.id, ts, chunks: [task(2, 'complete')] });
  expect(await outcome(late)).toBe('message_not_in_streaming_state');
  slack.expectClean();
});

test('a workspace without streams says so, and a wrong one is a mistake', async () => {
  const none = await stage({ offersStreaming: false });
  expect(await outcome(none.client.chat.startStream(none.to))).toBe('channel_type_not_supported');
  none.slack.expectClean();
  const { slack, to, client } = await stage();
  const start = (fields: object) => outcome(client.apiCall('chat.startStream', { ...to, ...fields }));
  expect(await start({ recipient_user_id: undefined })).toBe('missing_recipient_user_id');
  expect(await start({ chunks: [{ type: 'task_update', id: '1' }] })).toBe('invalid_chunks');
  expect(await start({ chunks: [{ ...task(1, 'complete'), details: 'x'.repeat(257) }] })).toBe('invalid_chunks');
  expect(slack.violations).toHaveLength(3);
});
