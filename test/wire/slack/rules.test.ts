import { describe, expect, test } from 'vitest';
import { outcome, slackForTest, webClient } from './client.ts';
import type { Json } from './double.ts';

const plain = (text: string): Json => ({ type: 'plain_text', text });
const section = (text: string): Json => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (fields: Json): Json => ({ type: 'button', text: plain('Press'), action_id: 'a', ...fields });
const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
const select = (count: number): Json => ({
  type: 'static_select',
  action_id: 'pick',
  options: Array.from({ length: count }, (_, index) => ({ text: plain(`${index}`), value: `${index}` })),
});
const modal = (fields: Json): Json => ({ type: 'modal', title: plain('Draw'), blocks: [section('x')], ...fields });
const input = (element: Json): Json => ({ type: 'input', label: plain('It'), element });
const many = (count: number): Json[] => Array.from({ length: count }, () => ({ type: 'divider' }));
const long = (count: number): string => 'x'.repeat(count);

describe('blocks of a message', () => {
  const table: { name: string; blocks: Json[]; isTaken?: true }[] = [
    { name: '50 blocks', blocks: many(50), isTaken: true },
    { name: '51 blocks', blocks: many(51) },
    { name: 'a section of 3000 characters', blocks: [section(long(3000))], isTaken: true },
    { name: 'a section of 3001 characters', blocks: [section(long(3001))] },
    { name: 'a section without text', blocks: [section('')] },
    { name: 'a section with neither text nor fields', blocks: [{ type: 'section' }] },
    { name: 'a header of 151 characters', blocks: [{ type: 'header', text: plain(long(151)) }] },
    { name: 'a button of 76 characters', blocks: [actions(button({ text: plain(long(76)) }))] },
    { name: 'a button with markup', blocks: [actions(button({ text: { type: 'mrkdwn', text: 'x' } }))] },
    { name: 'a value of 2001 characters', blocks: [actions(button({ value: long(2001) }))] },
    { name: 'an action id of 256 characters', blocks: [actions(button({ action_id: long(256) }))] },
    { name: 'the same action id twice', blocks: [actions(button({}), button({}))] },
    {
      name: 'the same block id twice',
      blocks: [
        { type: 'divider', block_id: 'b' },
        { type: 'divider', block_id: 'b' },
      ],
    },
    {
      name: '26 buttons in a row',
      blocks: [actions(...many(26).map((_, index) => button({ action_id: `${index}` })))],
    },
    { name: '100 options', blocks: [actions(select(100))], isTaken: true },
    { name: '101 options', blocks: [actions(select(101))] },
    { name: 'an unknown field', blocks: [{ ...section('x'), colour: 'red' }] },
    { name: 'an unknown block', blocks: [{ type: 'picture' }] },
    { name: 'an image without alt text', blocks: [{ type: 'image', image_url: 'https://example.com/x.png' }] },
    {
      name: 'alt text of 2001 characters',
      blocks: [{ type: 'image', image_url: 'https://example.com/x.png', alt_text: long(2001) }],
    },
    { name: 'a file input', blocks: [input({ type: 'file_input', action_id: 'f' })] },
  ];

  test.each(table)('$name', async ({ blocks, isTaken }) => {
    const slack = await slackForTest();
    const { id } = slack.channel('studio');
    const answer = await outcome(webClient(slack).apiCall('chat.postMessage', { channel: id, text: 'x', blocks }));
    expect(answer).toBe(isTaken ? 'ok' : 'invalid_blocks');
    expect(slack.violations).toHaveLength(isTaken ? 0 : 1);
  });
});

describe('views', () => {
  const table: { name: string; view: Json; error?: string }[] = [
    { name: '100 blocks', view: modal({ blocks: many(100) }) },
    { name: '101 blocks', view: modal({ blocks: many(101) }), error: 'invalid_arguments' },
    { name: 'a title of 25 characters', view: modal({ title: plain(long(25)) }), error: 'invalid_arguments' },
    { name: 'no title', view: { type: 'modal', blocks: [] }, error: 'invalid_arguments' },
    {
      name: 'an input without a submit button',
      view: modal({ blocks: [input(select(2))] }),
      error: 'invalid_arguments',
    },
    {
      name: 'eleven files',
      view: modal({ submit: plain('Go'), blocks: [input({ type: 'file_input', max_files: 11 })] }),
      error: 'invalid_arguments',
    },
    { name: 'ten files', view: modal({ submit: plain('Go'), blocks: [input({ type: 'file_input', max_files: 10 })] }) },
    ...['7', '10', '7.5'].map((initial_value) => ({
      name: `a whole number up to 9 that is ${initial_value} at first`,
      view: modal({
        submit: plain('Go'),
        blocks: [input({ type: 'number_input', is_decimal_allowed: false, max_value: '9', initial_value })],
      }),
      ...(initial_value !== '7' && { error: 'invalid_arguments' }),
    })),
    { name: 'metadata of 3001 characters', view: modal({ private_metadata: long(3001) }), error: 'invalid_arguments' },
  ];

  test.each(table)('$name', async ({ view, error = 'ok' }) => {
    const slack = await slackForTest();
    const ada = slack.person('ada');
    const exchange = slack.slash(ada, slack.channel('studio'), '/draw');
    const trigger_id = exchange.payload.trigger_id;
    expect(await outcome(webClient(slack).apiCall('views.open', { trigger_id, view }))).toBe(error);
  });

  test('a trigger lives three seconds and opens one modal', async () => {
    const slack = await slackForTest();
    slack.clock.stop();
    const ada = slack.person('ada');
    const channel = slack.channel('studio');
    const open = (trigger_id: unknown) =>
      outcome(webClient(slack).apiCall('views.open', { trigger_id, view: modal({}) }));
    const first = slack.slash(ada, channel, '/draw').payload.trigger_id;
    expect(await open(first)).toBe('ok');
    expect(await open(first)).toBe('exchanged_trigger_id');
    const second = slack.slash(ada, channel, '/draw').payload.trigger_id;
    slack.clock.advance(3001);
    expect(await open(second)).toBe('expired_trigger_id');
    expect(await open('7.7.seven')).toBe('invalid_trigger_id');
  });
});

describe('the words for what is wrong', () => {
  test('of channels', async () => {
    const slack = await slackForTest();
    const client = webClient(slack);
    const post = (channel: string) => outcome(client.chat.postMessage({ channel, text: 'x' }));
    expect(await post(slack.channel('elsewhere', { bot: false }).id)).toBe('not_in_channel');
    expect(await post(slack.channel('secret', { bot: false, isPrivate: true }).id)).toBe('channel_not_found');
    expect(await post('C0NOWHERE')).toBe('channel_not_found');
    const old = slack.channel('old');
    slack.archive(old);
    expect(await post(old.id)).toBe('is_archived');
    expect(await post(slack.person('ada').id)).toBe('ok');
    slack.expectClean();
  });

  test('of texts', async () => {
    const slack = await slackForTest();
    const client = webClient(slack);
    const { id: channel } = slack.channel('studio');
    expect(await outcome(client.apiCall('chat.postMessage', { channel }))).toBe('no_text');
    expect(await outcome(client.chat.postMessage({ channel, text: long(40_001) }))).toBe('msg_too_long');
    const { ts = '' } = await client.chat.postMessage({ channel, text: long(40_000) });
    expect(await outcome(client.chat.update({ channel, ts, text: long(4001) }))).toBe('msg_too_long');
    expect(await outcome(client.chat.update({ channel, ts: '1.000000', text: 'x' }))).toBe('message_not_found');
    expect(await outcome(client.apiCall('chat.postMessage', { channel, text: 'x', markdown_text: 'y' }))).toBe(
      'markdown_text_conflict',
    );
  });

  test('of what is not the bot’s own', async () => {
    const slack = await slackForTest();
    const client = webClient(slack);
    const ada = slack.person('ada');
    const channel = slack.channel('studio');
    const { ts } = await slack.post(ada, channel, 'mine');
    expect(await outcome(client.chat.update({ channel: channel.id, ts, text: 'x' }))).toBe('cant_update_message');
    expect(await outcome(client.chat.delete({ channel: channel.id, ts }))).toBe('cant_delete_message');
    const { message_ts = '' } = await client.chat.postEphemeral({ channel: channel.id, user: ada.id, text: 'psst' });
    expect(slack.messages(channel)).toHaveLength(1);
    expect(slack.messages(channel, { viewer: ada })).toHaveLength(2);
    expect(await outcome(client.chat.update({ channel: channel.id, ts: message_ts, text: 'x' }))).toBe(
      'message_not_found',
    );
    slack.expectClean();
  });

  test('of tokens and scopes', async () => {
    const slack = await slackForTest();
    const { id: channel } = slack.channel('studio');
    const post = (token?: string) => outcome(webClient(slack, token).chat.postMessage({ channel, text: 'x' }));
    expect(await post('xoxb-wrong')).toBe('invalid_auth');
    expect(await post(slack.env('socket').SLACK_APP_TOKEN)).toBe('not_allowed_token_type');
    slack.setScopes(['commands']);
    const error = await webClient(slack)
      .chat.postMessage({ channel, text: 'x' })
      .catch((it: unknown) => it);
    expect(error).toMatchObject({ data: { error: 'missing_scope', needed: 'chat:write', provided: 'commands' } });
    slack.revokeToken();
    expect(await post()).toBe('token_revoked');
    expect(await outcome(webClient(slack).apiCall('chat.shout', {}))).toBe('unknown_method');
  });
});

test('one message a second and channel, a few at once, and Retry-After beyond', async () => {
  const slack = await slackForTest();
  const client = webClient(slack);
  const busy = slack.channel('busy').id;
  const outcomes = [];
  for (let count = 0; count < 5; count += 1)
    outcomes.push(await outcome(client.chat.postMessage({ channel: busy, text: 'x' })));
  expect(outcomes).toEqual(['ok', 'ok', 'ok', 'ok', 'retry after 1 s']);
  const quiet = slack.channel('quiet').id;
  expect(await outcome(client.chat.postMessage({ channel: quiet, text: 'x' }))).toBe('ok');
  slack.setRate('users.info', { burst: 1, perMinute: 20 });
  const user = slack.person('ada').id;
  expect(await outcome(client.users.info({ user }))).toBe('ok');
  expect(await outcome(client.users.info({ user }))).toBe('retry after 3 s');
  slack.expectClean();
});

test('a response URL is good for five answers and half an hour', async () => {
  const slack = await slackForTest();
  slack.clock.stop();
  const ada = slack.person('ada');
  const channel = slack.channel('elsewhere', { bot: false });
  const respond = async (url: unknown, body: object): Promise<string> => {
    const answer = await fetch(String(url), {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    });
    return answer.text();
  };
  const url = slack.slash(ada, channel, '/draw').payload.response_url;
  for (let count = 1; count <= 5; count += 1) expect(await respond(url, { text: `${count}` })).toBe('ok');
  expect(await respond(url, { text: '6' })).toContain('used_url');
  expect(slack.messages(channel)).toHaveLength(0);
  expect(slack.messages(channel, { viewer: ada })).toHaveLength(5);
  slack.forgive();
  const late = slack.slash(ada, channel, '/draw').payload.response_url;
  expect(await respond(late, { text: 'to all', response_type: 'in_channel' })).toBe('ok');
  expect(slack.messages(channel)).toHaveLength(1);
  slack.clock.advance(30 * 60_000 + 1);
  expect(await respond(late, { text: 'too late' })).toContain('expired_url');
  slack.expectClean();
});

test('a manifest says what people are offered and what the bot may do', async () => {
  const slack = await slackForTest({
    manifest: {
      display_information: { name: long(36) },
      features: {
        slash_commands: [{ command: '/sample' }],
        shortcuts: [{ callback_id: 'up', type: 'message', name: 'Up' }],
      },
      oauth_config: { scopes: { bot: ['commands'] } },
    },
  });
  expect(slack.violations).toEqual([expect.stringContaining('display_information.name is longer than 35')]);
  const ada = slack.person('ada');
  const channel = slack.channel('studio');
  expect(() => slack.slash(ada, channel, '/imagine')).toThrow('not a valid command');
  expect(() => slack.shortcut(ada, 'up')).toThrow('no global shortcut up');
  expect(await outcome(webClient(slack).chat.postMessage({ channel: channel.id, text: 'x' }))).toBe('missing_scope');
  await expect(slack.direct(ada, 'hello')).rejects.toThrow('has not subscribed');
});
