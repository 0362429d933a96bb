import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../wire/slack/double.ts';
import { eventCallback } from '../../wire/slack/payloads.ts';
import { type Chat, isPicture, openChat } from './chat.ts';

const secretWords = 'a lighthouse that nobody may read of';

/** A slash command as Slack posts it. */
const command = ({ slack, channel, ada }: Chat, text: string): Json => ({
  ...{ command: '/sample', text, team_id: slack.world.team.id, channel_id: channel.id, user_id: ada.id },
  ...{ response_url: `${slack.world.apiUrl}/commands/none`, trigger_id: slack.world.newId('') },
});

const mention = ({ slack, channel, ada }: Chat): Json =>
  eventCallback(slack.world, {
    ...{ type: 'app_mention', user: ada.id, channel: channel.id, ts: slack.world.newTs() },
    text: `<@${slack.world.bot.id}> ${secretWords}`,
  });

const openHttp = (): Promise<Chat> => openChat({ mode: 'http' });

const urlOf = ({ slack }: Chat, path = '/slack/events'): string => `http://127.0.0.1:${slack.http.port}${path}`;

/** What Slack would send with a body, or with another one. */
function signed({ slack }: Chat, body: string, seconds = Math.floor(Date.now() / 1000)): Record<string, string> {
  const digest = createHmac('sha256', slack.world.tokens.signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'X-Slack-Request-Timestamp': String(seconds), 'X-Slack-Signature': `v0=${digest}` };
}

const post = async (chat: Chat, body: string, headers: Record<string, string>, path?: string): Promise<number> => {
  const response = await fetch(urlOf(chat, path), { method: 'POST', body, headers });
  await response.body?.cancel();
  return response.status;
};

/** Nothing came of it, and what follows is answered all the same. */
async function expectNothing(chat: Chat): Promise<void> {
  const { slack, channel, ada } = chat;
  const picture = await slack.slash(ada, channel, '/sample', 'a skull steps:4 upscale:no').message(isPicture);
  expect(slack.messages(channel).filter(({ thread_ts: root }) => root === undefined || root === picture.ts)).toEqual(
    slack.messages(channel, { thread: picture.ts }),
  );
  const log = chat.bot().log();
  for (const secret of [secretWords, slack.world.tokens.signingSecret, slack.world.tokens.bot]) {
    expect(log).not.toContain(secret);
  }
  expect(log).not.toContain('"level":60');
}

describe('a post to the request URL', () => {
  it('that Slack did not sign is refused, whatever it says, and nothing comes of it', async () => {
    const chat = await openHttp();
    const { slack } = chat;
    for (const signature of ['wrong', 'old', 'missing'] as const) {
      for (const [kind, payload] of [
        ['slash_commands', command(chat, secretWords)],
        ['events_api', mention(chat)],
        ['events_api', { type: 'url_verification', token: '', challenge: secretWords }],
      ] as const) {
        const { status, body } = await slack.http.post(kind, payload, { signature });
        expect([signature, status, body]).toEqual([signature, 401, '']);
      }
    }
    await expectNothing(chat);
  });

  it('that was changed on its way is refused', async () => {
    const chat = await openHttp();
    const body = JSON.stringify(mention(chat));
    const headers = { 'Content-Type': 'application/json', ...signed(chat, body) };
    expect(await post(chat, body.replace('nobody', 'everybody'), headers)).toBe(401);
    expect(await post(chat, body, { ...headers, 'X-Slack-Request-Timestamp': String(Date.now()) })).toBe(401);
    expect(await post(chat, body, { ...headers, 'X-Slack-Signature': `v1=${'0'.repeat(64)}` })).toBe(401);
    expect(await post(chat, body, { ...headers, 'X-Slack-Signature': 'v0=' })).toBe(401);
    expect(await post(chat, body, { ...headers, 'X-Slack-Signature': '' })).toBe(401);
    await expectNothing(chat);
  });

  it('that pretends to be a check of the connection brings nothing in', async () => {
    const chat = await openHttp();
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const smuggled = new URLSearchParams({ ssl_check: '1', payload: JSON.stringify(mention(chat)) });
    const typed = new URLSearchParams({ ssl_check: '1', ...(command(chat, secretWords) as Record<string, string>) });
    for (const body of [smuggled, typed]) expect(await post(chat, body.toString(), form)).toBe(200);
    await expectNothing(chat);
  });

  it('that holds more than Slack ever sends is refused before it is read to its end', async () => {
    const chat = await openHttp();
    const body = 'x'.repeat(6 * 2 ** 20);
    expect(await post(chat, body, { 'Content-Type': 'application/json', ...signed(chat, body) })).toBe(413);
    await expectNothing(chat);
  });

  it('with a right signature over nothing that Slack says is answered, and the bot goes on', async () => {
    const chat = await openHttp();
    for (const [what, body, type, status] of [
      ['no JSON', '{"type":', 'application/json', 400],
      ['no form', '%%%=%%%&&&', 'application/x-www-form-urlencoded', 404],
      ['nothing that we know', '{"type":"event_callback"}', 'application/json', 404],
      ['an empty event', '{"type":"event_callback","event":{"type":"app_mention"}}', 'application/json', 200],
      ['an empty command', 'command=%2Fsample', 'application/x-www-form-urlencoded', 200],
      ['an empty press', 'payload=%7B%22type%22%3A%22block_actions%22%7D', 'application/x-www-form-urlencoded', 404],
    ] as const) {
      expect([what, await post(chat, body, { 'Content-Type': type, ...signed(chat, body) })]).toEqual([what, status]);
    }
    await expectNothing(chat);
  });

  it('at another path, or that is no post, finds nothing there', async () => {
    const chat = await openHttp();
    const body = JSON.stringify(mention(chat));
    for (const path of ['/', '/slack', '/slack/events/', '/slack/install', '/slack/oauth_redirect', '/metrics']) {
      expect([path, await post(chat, body, signed(chat, body), path)]).toEqual([path, 404]);
    }
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
      expect([method, (await fetch(urlOf(chat), { method })).status]).toEqual([method, 404]);
    }
    await expectNothing(chat);
  });

  it('that is no request at all is closed', async () => {
    const chat = await openHttp();
    for (const words of ['garbage\r\n\r\n', 'POST // HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n']) {
      expect(await raw(chat, words)).toMatch(/^HTTP\/1\.1 [45]\d\d /);
    }
    await expectNothing(chat);
  });
});

describe('Slack itself', () => {
  it('is recognized when the URL is entered, and when it tries again', async () => {
    const chat = await openHttp();
    const { slack, channel } = chat;
    expect(await slack.http.verifyUrl()).toBe(true);
    const said = mention(chat);
    await slack.http.post('events_api', said);
    const headers = { 'X-Slack-Retry-Num': '1', 'X-Slack-Retry-Reason': 'http_timeout' };
    expect((await slack.http.post('events_api', said, { headers })).status).toBe(200);
    await slack.until(() => slack.messages(channel).some(isPicture), 'a picture');
    expect(slack.messages(channel).filter(({ thread_ts: root, ts }) => (root ?? ts) === ts)).toHaveLength(1);
  });
});

/** What comes back for these very signs. */
const raw = ({ slack }: Chat, words: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(slack.http.port, '127.0.0.1', () => socket.write(words));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      heard += chunk;
    });
    socket.on('error', reject).on('close', () => resolve(heard));
  });
